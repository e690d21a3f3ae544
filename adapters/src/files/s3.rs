//! Any store that speaks S3: AWS, MinIO, Ceph, Cloudflare R2 … Nothing in it is public; a link is signed for one file and for
//! minutes.

use std::error::Error;
use std::time::Duration;

use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Config, Credentials, Region, RequestChecksumCalculation,
    ResponseChecksumValidation,
};
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_smithy_http_client::{Builder, tls};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Digest, Key, Shown, StoreTrouble};
use crate::secret::Secret;

/// Which bucket, and who asks for it.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// None: AWS itself.
    pub endpoint: Option<String>,
    pub name: String,
    pub region: String,
    pub access_key_id: String,
    pub secret_access_key: Secret,
}

/// The largest file is 25 MB.
const LONGEST_CALL: Duration = Duration::from_secs(60);
const LONGEST_CONNECT: Duration = Duration::from_secs(5);

#[derive(Clone, Debug)]
pub struct S3 {
    client: aws_sdk_s3::Client,
    bucket: String,
    endpoint: Option<String>,
}

impl S3 {
    #[must_use]
    pub fn new(bucket: &Bucket) -> Self {
        let ring = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
        let secret = bucket.secret_access_key.reveal();
        let keys = Credentials::new(&bucket.access_key_id, secret, None, None, "configuration");
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(LONGEST_CONNECT)
            .operation_timeout(LONGEST_CALL)
            .build();
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(Builder::new().tls_provider(ring).build_https())
            .region(Region::new(bucket.region.clone()))
            .credentials_provider(keys)
            // The outbox tries again, and knows the others who wait.
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeouts)
            // The checksum that is sent is our own SHA-256, which every store knows; the SDK's trailing ones few do.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
        if let Some(endpoint) = &bucket.endpoint {
            // A store of one's own has one name, not one for each bucket.
            config = config.endpoint_url(endpoint).force_path_style(true);
        }
        Self {
            client: aws_sdk_s3::Client::from_conf(config.build()),
            bucket: bucket.name.clone(),
            endpoint: bucket.endpoint.clone(),
        }
    }

    pub(super) fn place(&self) -> String {
        let at = self.endpoint.as_deref().unwrap_or("AWS");
        format!("the bucket {} at {at}", self.bucket)
    }

    /// The store compares the content with our checksum and keeps all of it or nothing.
    pub(super) async fn put(
        &self,
        key: &Key,
        mime: &str,
        content: Vec<u8>,
    ) -> Result<(), StoreTrouble> {
        let checksum = STANDARD.encode(Digest::of(&content).0);
        let put = self.client.put_object().bucket(&self.bucket).key(key.as_str());
        let put = put.content_type(mime).checksum_sha256(checksum);
        put.body(ByteStream::from(content)).send().await.map_err(trouble("cannot keep a file"))?;
        Ok(())
    }

    pub(super) async fn link(
        &self,
        key: &Key,
        shown: &Shown<'_>,
        life: Duration,
    ) -> Result<String, StoreTrouble> {
        let expiring = PresigningConfig::expires_in(life).map_err(trouble("cannot sign a link"))?;
        let get = self.client.get_object().bucket(&self.bucket).key(key.as_str());
        let get = get
            .response_content_type(shown.mime)
            .response_content_disposition(shown.disposition)
            .response_cache_control("private, no-store");
        let signed = get.presigned(expiring).await.map_err(trouble("cannot sign a link"))?;
        Ok(signed.uri().to_owned())
    }

    pub(super) async fn remove(&self, key: &Key) -> Result<(), StoreTrouble> {
        let gone = self.client.delete_object().bucket(&self.bucket).key(key.as_str());
        gone.send().await.map_err(trouble("cannot remove a file"))?;
        Ok(())
    }

    pub(super) async fn check(&self) -> Result<(), StoreTrouble> {
        let asked = self.client.head_bucket().bucket(&self.bucket);
        asked.send().await.map_err(trouble("does not answer for this bucket"))?;
        Ok(())
    }
}

/// The SDK's errors say little and keep the reason in their causes.
fn trouble<E: Error + Send + Sync + 'static>(what: &'static str) -> impl FnOnce(E) -> StoreTrouble {
    move |error| StoreTrouble::S3 { what, detail: DisplayErrorContext(&error).to_string() }
}
