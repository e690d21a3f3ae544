//! Every error code of whatsapp.md 8.5 in one table: its HTTP status, its title, and what its details say by default.
//!
//! Which path a code takes (answer or `failed` status) is not in it: the reference calls the paths unconfirmed and asks callers to
//! handle any code on either.

/// Documented as a subcode, without the code that it stands beside.
pub(crate) const MAINTENANCE: i64 = 2_494_100;

/// What Meta says with a code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    pub(crate) status: u16,
    pub(crate) title: &'static str,
    pub(crate) details: &'static str,
}

/// The row of a code; `None` for one that Meta does not document.
pub(crate) fn find(code: i64) -> Option<Code> {
    // 200 to 299 are one row: permissions, which differ in what they are for.
    let code = if (200..=299).contains(&code) { 200 } else { code };
    let row = TABLE.iter().find(|row| row.0 == code)?;
    Some(Code { status: row.1, title: row.2, details: row.3 })
}

/// Throttling answers 429, which the reference allows beside 400; a code without a status in the reference answers 400.
#[rustfmt::skip] // One row a line, as in the reference; six lines a row would hide the gaps.
const TABLE: &[(i64, u16, &str, &str)] = &[
    (0, 401, "AuthException", "Unable to authenticate the app user"),
    (1, 400, "API Unknown", "Invalid request or possible server error"),
    (2, 503, "API Service", "Temporary due to downtime or due to being overloaded"),
    (3, 500, "API Method", "Capability or permissions issue"),
    (4, 429, "Application request limit reached", "The app has reached its API call rate limit"),
    (10, 403, "Application does not have permission for this action", "Permission is either not granted or has been removed"),
    (33, 400, "Parameter value is not valid", "The business phone number has been deleted"),
    (100, 400, "Invalid parameter", "The request included one or more unsupported or misspelled parameters"),
    (190, 401, "Access token has expired", "The access token has expired or was revoked"),
    (200, 403, "API Permission", "Permission is either not granted or has been removed"),
    (368, 403, "Temporarily blocked for policies violations", "The WhatsApp Business Account has been restricted or disabled for violating a platform policy"),
    (1026, 400, "Receiver Incapable", "The recipient's app version does not support this type of message"),
    (2046, 400, "Invalid order status", "The order status transition is not allowed"),
    (2047, 400, "Order cannot be canceled", "Cannot cancel an order that is paid or has a payment in progress"),
    (80_007, 429, "Rate limit issues", "The WhatsApp Business Account has reached its rate limit"),
    (130_403, 400, "User is on the block list", "The business has blocked this user"),
    (130_429, 429, "Rate limit hit", "Message failed to send because there were too many messages sent from this phone number in a short period of time"),
    (130_472, 400, "User's number is part of an experiment", "Failed to send message because this user's phone number is part of an experiment"),
    (130_497, 403, "Business account is restricted from messaging users in this country", "The WhatsApp Business Account may not message users in this country"),
    (131_000, 500, "Something went wrong", "Message failed to send due to an unknown error"),
    (131_005, 403, "Access denied", "Permission is either not granted or has been removed"),
    (131_008, 400, "Required parameter is missing", "The request is missing a required parameter"),
    (131_009, 400, "Parameter value is not valid", "One or more parameter values are invalid"),
    (131_016, 500, "Service unavailable", "A service is temporarily unavailable"),
    (131_021, 400, "Recipient cannot be sender", "Message failed to send because the sender and recipient phone numbers are the same"),
    (131_026, 400, "Message undeliverable", "Message undeliverable"),
    (131_030, 400, "Recipient phone number not in allowed list", "The recipient phone number is not in the list of test numbers"),
    (131_031, 403, "Account has been locked", "The WhatsApp Business Account has been restricted or disabled, or data of the request could not be verified"),
    (131_037, 400, "Display name approval needed", "The WhatsApp provided number needs display name approval before messages can be sent"),
    (131_042, 400, "Business eligibility payment issue", "Message failed to send because there were one or more errors related to your payment method"),
    (131_045, 500, "Incorrect certificate", "Message failed to send due to a phone number registration error"),
    (131_047, 400, "Re-engagement message", "Message failed to send because more than 24 hours have passed since the customer last replied to this number"),
    (131_048, 429, "Spam rate limit hit", "Message failed to send because there are restrictions on how many messages can be sent from this phone number"),
    (131_049, 400, "Meta chose not to deliver", "This message was not delivered to maintain healthy ecosystem engagement"),
    (131_050, 400, "User stopped marketing messages", "The recipient has chosen to stop receiving marketing messages on WhatsApp from your business"),
    (131_051, 400, "Message type unknown", "Message type is currently not supported."),
    (131_052, 400, "Media download error", "Unable to download the media"),
    (131_053, 400, "Media upload error", "Unable to process the media"),
    (131_055, 400, "Method not allowed", "This method is not allowed for messages of the marketing API"),
    (131_056, 429, "(Business Account, Consumer Account) pair rate limit hit", "Message failed to send because there were too many messages sent from this phone number to the same recipient in a short period of time"),
    (131_057, 500, "Account in maintenance mode", "The business account is in maintenance mode, for instance while its throughput is upgraded"),
    (131_061, 400, "Marketing API required", "This template must be sent through the marketing messages API"),
    (131_062, 400, "Business-scoped user id not supported", "This template cannot be sent to a business-scoped user id"),
    (131_063, 400, "Marketing messages not allowed", "Marketing templates are switched off on the Cloud API for this account"),
    (131_064, 400, "Template limit", "Sending is limited because templates of this account were misclassified"),
    (132_000, 400, "Number of parameters does not match the expected number of params", "The number of variable parameter values does not match the template"),
    (132_001, 404, "Template name does not exist in the translation", "The template does not exist in this language or has not been approved"),
    (132_005, 400, "Translated text too long", "The text is too long after its parameters were filled in"),
    (132_007, 400, "Template Format Character Policy Violated", "The template's content violates a WhatsApp policy"),
    (132_008, 400, "Template parameter value is not valid", "A parameter value does not match what the template expects"),
    (132_012, 400, "Parameter format does not match format in the created template", "Parameter values are formatted otherwise than the template says"),
    (132_015, 400, "Template is Paused", "Template is paused due to low quality"),
    (132_016, 400, "Template is Disabled", "Template is disabled due to low quality"),
    (132_018, 400, "There is an issue with the parameters in your template", "A parameter has characters that are not allowed"),
    (132_068, 400, "Flow is in blocked state", "Flow is in blocked state"),
    (132_069, 400, "Flow is in throttled state", "Flow is in throttled state and 10 messages using this flow were already sent in the last hour"),
    (133_000, 500, "Incomplete Deregistration", "A previous deregistration attempt failed"),
    (133_004, 503, "Server Temporarily Unavailable", "Server is temporarily unavailable"),
    (133_005, 400, "Two step verification PIN Mismatch", "Two-step verification PIN incorrect"),
    (133_006, 400, "Phone number Re-verification Needed", "Phone number needs to be verified before registering"),
    (133_008, 400, "Too Many two step verification PIN Guesses", "Too many two-step verification PIN guesses for this phone number"),
    (133_009, 400, "Two step verification PIN Guessed Too Fast", "Two-step verification PIN was entered too quickly"),
    (133_010, 400, "Phone number not registered", "Phone number is not registered on the WhatsApp Business Platform"),
    (133_015, 400, "Please wait before registering this phone number", "The phone number was recently deleted, and deletion has not yet completed"),
    (133_016, 400, "Account register deregister rate limit exceeded", "Registration or deregistration failed because there were too many attempts for this phone number"),
    (134_011, 400, "WhatsApp Payments terms of service has not been accepted", "The business has not accepted the terms of WhatsApp Payments"),
    (135_000, 400, "Generic user error", "Message failed to send because of an unknown error with your request parameters"),
    (137_000, 400, "Identity key hash mismatch", "The user's identity key has changed since recipient_identity_key_hash was issued"),
    (139_000, 400, "Blocked by Integrity", "The account may not use Flows because of integrity issues"),
    (139_001, 400, "Flow Can't Be Updated", "The Flow cannot be updated"),
    (139_002, 400, "Flow Can't Be Published", "The Flow cannot be published"),
    (139_003, 400, "Flow Can't Be Deprecated", "The Flow cannot be deprecated"),
    (139_004, 400, "Flow Can't Be Deleted", "The Flow cannot be deleted"),
    (139_100, 400, "Failed to block/unblock some users", "Some users could not be blocked or unblocked"),
    (139_101, 400, "Block list limit reached", "The block list is full"),
    (139_102, 400, "Block list concurrent update", "The block list was changed by another request at the same time"),
    (139_103, 400, "Block list internal error", "The block list could not be changed because of an internal error"),
    (147_001, 400, "Business username error", "The business username could not be changed"),
    (147_002, 400, "Business username error", "The business username could not be changed"),
    (147_003, 400, "Business username error", "The business username could not be changed"),
    (147_004, 400, "Business username error", "The business username could not be changed"),
    (147_005, 400, "Business username error", "The business username could not be changed"),
    (MAINTENANCE, 500, "Account in maintenance mode", "The business account is in maintenance mode"),
];
