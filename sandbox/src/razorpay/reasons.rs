//! Why payments fail: the reasons that a program has to have words for (razorpay.md 4). The descriptions are in Razorpay's
//! manner, not its letters: nobody may branch on them.

use super::payment::Method;

/// A reason, with what else a failed payment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    pub(super) word: &'static str,
    pub(super) code: &'static str,
    pub(super) source: &'static str,
    pub(super) step: &'static str,
    /// How somebody pays to whom this happens.
    pub(super) method: Method,
    pub(super) description: &'static str,
}

const ALL: [Reason; 17] = [
    Reason {
        word: "payment_cancelled",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authentication",
        method: Method::Upi,
        description: "The payment was cancelled by the customer.",
    },
    Reason {
        word: "payment_timed_out",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authentication",
        method: Method::Upi,
        description: "The payment was not completed in time.",
    },
    Reason {
        word: "insufficient_funds",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment could not be completed due to insufficient account balance. Try again with another account.",
    },
    Reason {
        word: "authentication_failed",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authentication",
        method: Method::Card,
        description: "Your payment could not be completed due to incorrect OTP or verification details.",
    },
    Reason {
        word: "card_declined",
        code: "BAD_REQUEST_ERROR",
        source: "issuer",
        step: "payment_authorization",
        method: Method::Card,
        description: "Your payment could not be completed as the card was declined by its bank.",
    },
    Reason::OVER_THE_LIMIT,
    Reason {
        word: "transaction_daily_limit_exceeded",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment could not be completed as the limit of the day is used up.",
    },
    Reason {
        word: "bank_technical_error",
        code: "GATEWAY_ERROR",
        source: "bank",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment could not be completed due to a temporary technical issue at the bank.",
    },
    Reason {
        word: "gateway_technical_error",
        code: "GATEWAY_ERROR",
        source: "gateway",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment could not be completed due to a temporary technical issue. Try again.",
    },
    Reason {
        word: "issuer_technical_error",
        code: "GATEWAY_ERROR",
        source: "issuer",
        step: "payment_authorization",
        method: Method::Card,
        description: "Your payment could not be completed due to a temporary technical issue at the card's bank.",
    },
    Reason {
        word: "invalid_vpa",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_initiation",
        method: Method::Upi,
        description: "The UPI ID is invalid. Check it and try again.",
    },
    Reason {
        word: "payment_risk_check_failed",
        code: "BAD_REQUEST_ERROR",
        source: "internal",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment was declined by the risk checks.",
    },
    Reason {
        word: "payment_failed",
        code: "BAD_REQUEST_ERROR",
        source: "gateway",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment could not be completed. Try another payment method.",
    },
    Reason::DECLINED,
    Reason {
        word: "upi_app_technical_error",
        code: "GATEWAY_ERROR",
        source: "psp",
        step: "payment_authorization",
        method: Method::Upi,
        description: "Your payment could not be completed due to a technical issue in the UPI app.",
    },
    Reason {
        word: "psp_not_available",
        code: "GATEWAY_ERROR",
        source: "psp",
        step: "payment_initiation",
        method: Method::Upi,
        description: "The UPI app is not available at the moment. Try another one.",
    },
    Reason {
        word: "payment_collect_request_expired",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authentication",
        method: Method::Upi,
        description: "The request to pay expired before it was accepted.",
    },
];

impl Reason {
    /// The reason of that name, such as `insufficient_funds`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        ALL.into_iter().find(|reason| reason.word == word)
    }

    /// The names of all reasons.
    pub fn words() -> impl Iterator<Item = &'static str> {
        ALL.into_iter().map(|reason| reason.word)
    }

    /// What happens where nobody asks for another reason.
    pub(super) const DECLINED: Self = Self {
        word: "payment_declined",
        code: "BAD_REQUEST_ERROR",
        source: "customer",
        step: "payment_authentication",
        method: Method::Upi,
        description: "Your payment didn't go through as it was declined by the bank. Try another payment method.",
    };

    pub(super) const OVER_THE_LIMIT: Self = Self {
        word: "transaction_limit_exceeded",
        description: "Your payment could not be completed as the amount exceeds the transaction limit.",
        ..Self::DECLINED
    };
}
