//! Ids that are the same in every installation: drawn from the row's own code, so that a second seeding finds the first.

use realserv_domain::ids::Minter;
use uuid::Uuid;

/// Not a secret: what is in the catalogue is public. It only keeps these ids apart from all others.
const NAMESPACE: [u8; 32] = *b"realserv/seeded-marketplace/id/1";

/// The ids' time, 2026-01-01T00:00:00Z: before every order, and the same for all.
const AT_UNIX_MILLIS: u64 = 1_767_225_600_000;

/// The id of the row of this kind with this key, for instance `sku` and `CEM-OPC53-ULTRATECH`.
///
/// A minter takes 16 bytes, so a longer key goes in piece by piece, each mixed with the id of what went before.
pub(crate) fn id<T: From<Uuid>>(kind: &str, key: &str) -> T {
    let text = format!("{kind}:{key}");
    let mut id = Uuid::nil();
    for piece in text.as_bytes().chunks(16) {
        let mut bytes = id.into_bytes();
        for (byte, more) in bytes.iter_mut().zip(piece) {
            *byte ^= more;
        }
        id = Minter::new(NAMESPACE, Uuid::from_bytes(bytes), AT_UNIX_MILLIS).id();
    }
    T::from(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use realserv_domain::ids::SkuId;

    #[test]
    fn an_id_never_changes() {
        let id: SkuId = id("sku", "CEM-OPC53-ULTRATECH");
        assert_eq!(id.to_string(), "019b76da-a800-770f-ac61-8410c4d18ec9");
    }

    #[test]
    fn the_first_and_the_last_letter_count() {
        let of = |key| id::<SkuId>("sku", key);
        assert_ne!(of("CEM-OPC53-ULTRATECH"), of("CEM-OPC53-ULTRATECK"));
        assert_ne!(of("CEM-OPC53-ULTRATECH"), of("DEM-OPC53-ULTRATECH"));
        assert_ne!(of("A"), id::<SkuId>("vendor", "A"));
    }
}
