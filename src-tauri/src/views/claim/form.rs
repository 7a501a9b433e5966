//! The form of a claim, as typed.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What somebody found about a ground on which less would be owed.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
pub struct ExemptionForm {
    /// Which.
    pub code: String,
    /// `raised`, `upheld`, `rejected`.
    pub finding: String,
}

/// The fields of a claim's form have the same names here as at the desk.
macro_rules! claim_form {
    ($($(#[$doc:meta])* $field:ident: $kind:ty,)*) => {
        /// What is known of a claim, as typed. Amounts are yuan, days `YYYY-MM-DD`, weights grams; empty is not known.
        #[derive(Clone, Debug, Serialize, Deserialize, Type)]
        #[serde(rename_all = "camelCase")]
        pub struct ClaimForm {
            $($(#[$doc])* pub $field: $kind,)*
            /// Grounds on which less would be owed.
            pub exemptions: Vec<ExemptionForm>,
        }

        impl From<desk::ClaimForm> for ClaimForm {
            fn from(form: desk::ClaimForm) -> Self {
                let exemption = |raised: desk::ExemptionForm| ExemptionForm { code: raised.code, finding: raised.finding };
                Self { $($field: form.$field,)* exemptions: form.exemptions.into_iter().map(exemption).collect() }
            }
        }

        impl From<ClaimForm> for desk::ClaimForm {
            fn from(form: ClaimForm) -> Self {
                let exemption = |raised: ExemptionForm| desk::ExemptionForm { code: raised.code, finding: raised.finding };
                Self { $($field: form.$field,)* exemptions: form.exemptions.into_iter().map(exemption).collect() }
            }
        }
    };
}

claim_form! {
    /// What was sold.
    service: String,
    /// What happened.
    incident: String,
    /// How far it went.
    area: String,
    /// Who claims.
    claimant: String,
    /// Asked for.
    claimed: String,
    /// The loss that papers prove.
    proven: String,
    /// The loss as it was found to be.
    actual_loss: String,
    /// What the whole contents were worth.
    whole_value: String,
    /// Bought cover.
    insured: String,
    /// Value stated.
    declared: String,
    /// Paid for carriage.
    freight: String,
    /// Charged for carrying it back.
    return_freight: String,
    /// Taken over from the sender.
    posted_on: String,
    /// The last day on which it was to arrive.
    promised_on: String,
    /// Arrived after all.
    delivered_on: String,
    /// The customer learned what had happened.
    discovered_on: String,
    /// The customer asked where it is.
    inquired_on: String,
    /// The customer asked for money.
    claimed_on: String,
    /// Whether the limit was shown as the law wants it.
    terms_told: Option<bool>,
    /// Uninsured goods are paid up to so many times the freight.
    freight_times: String,
    /// Insured goods are paid in proportion.
    in_proportion: Option<bool>,
    /// Intent or gross negligence: a finding, or empty.
    gross_fault: String,
    /// Fraud on the customer: a finding, or empty.
    fraud: String,
    /// Whether the carrier caused it.
    carrier_at_fault: Option<bool>,
    /// Whether the delay itself took value from the goods.
    delay_destroyed_value: Option<bool>,
    /// The customer would rather have a coupon.
    coupon_chosen: bool,
    /// Weight when it was posted.
    posted_grams: String,
    /// Weight when it arrived.
    arrived_grams: String,
}
