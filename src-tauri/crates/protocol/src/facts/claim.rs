//! What a claim was reckoned from. What is not known is not written.

use domain::{
    Date, Fen, Role,
    compensation::{self, Days, ExemptionCode, OwnPromise, RaisedExemption, ServiceCode, Terms, Values},
};
use serde::{Deserialize, Serialize};

use super::FactError;

#[derive(Serialize, Deserialize)]
pub(super) struct Claim {
    service: ServiceCode,
    incident: String,
    area: String,
    claimant: Role,
    #[serde(flatten)]
    amounts: Amounts,
    #[serde(flatten)]
    days: DaysKnown,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms_told: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms_freight_times: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms_in_proportion: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    promises: Vec<Promised>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exemptions: Vec<Raised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gross_fault: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fraud: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    carrier_at_fault: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delay_destroyed_value: Option<bool>,
    #[serde(default, skip_serializing_if = "is_false")]
    coupon_chosen: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    posted_grams: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arrived_grams: Option<u32>,
    #[serde(default, skip_serializing_if = "is_zero")]
    earlier_claims: u32,
}

#[derive(Serialize, Deserialize)]
struct Promised {
    line: String,
    fen: Fen,
}

#[derive(Serialize, Deserialize)]
struct Raised {
    code: ExemptionCode,
    finding: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// Optional fields that have the same names and order in a line as in `domain`.
macro_rules! known {
    ($written:ident of $read:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Serialize, Deserialize)]
        struct $written {
            $(#[serde(default, skip_serializing_if = "Option::is_none")] $field: Option<$kind>,)*
        }

        impl From<&$read> for $written {
            fn from(read: &$read) -> Self {
                Self { $($field: read.$field),* }
            }
        }

        impl From<$written> for $read {
            fn from(written: $written) -> Self {
                Self { $($field: written.$field),* }
            }
        }
    };
}

known!(Amounts of Values {
    claimed_fen: Fen,
    proven_fen: Fen,
    actual_loss_fen: Fen,
    whole_value_fen: Fen,
    insured_fen: Fen,
    declared_fen: Fen,
    freight_fen: Fen,
    return_freight_fen: Fen,
});

known!(DaysKnown of Days {
    posted_on: Date,
    promised_on: Date,
    delivered_on: Date,
    discovered_on: Date,
    inquired_on: Date,
    claimed_on: Date,
});

impl From<&compensation::Claim> for Claim {
    fn from(claim: &compensation::Claim) -> Self {
        let finding = |finding: &compensation::Finding| finding.as_str().to_owned();
        let promised = |own: &OwnPromise| Promised { line: own.line.as_str().to_owned(), fen: own.fen };
        let raised = |raised: &RaisedExemption| Raised {
            code: raised.code.clone(),
            finding: finding(&raised.finding),
        };
        Self {
            service: claim.service.clone(),
            incident: claim.incident.as_str().to_owned(),
            area: claim.area.as_str().to_owned(),
            claimant: claim.claimant.clone(),
            amounts: Amounts::from(&claim.values),
            days: DaysKnown::from(&claim.days),
            terms_told: claim.terms.told,
            terms_freight_times: claim.terms.freight_times,
            terms_in_proportion: claim.terms.in_proportion,
            promises: claim.promises.iter().map(promised).collect(),
            exemptions: claim.exemptions.iter().map(raised).collect(),
            gross_fault: claim.gross_fault.as_ref().map(finding),
            fraud: claim.fraud.as_ref().map(finding),
            carrier_at_fault: claim.carrier_at_fault,
            delay_destroyed_value: claim.delay_destroyed_value,
            coupon_chosen: claim.coupon_chosen,
            posted_grams: claim.posted_grams,
            arrived_grams: claim.arrived_grams,
            earlier_claims: claim.earlier_claims,
        }
    }
}

impl TryFrom<Claim> for compensation::Claim {
    type Error = FactError;

    fn try_from(read: Claim) -> Result<Self, FactError> {
        let finding = |word: Option<String>| word.map(|word| word.parse()).transpose();
        let promised = |own: Promised| Ok(OwnPromise { line: own.line.parse()?, fen: own.fen });
        let raised =
            |raised: Raised| Ok(RaisedExemption { code: raised.code, finding: raised.finding.parse()? });
        Ok(Self {
            values: read.amounts.into(),
            days: read.days.into(),
            terms: Terms {
                told: read.terms_told,
                freight_times: read.terms_freight_times,
                in_proportion: read.terms_in_proportion,
            },
            promises: read.promises.into_iter().map(promised).collect::<Result<_, FactError>>()?,
            exemptions: read.exemptions.into_iter().map(raised).collect::<Result<_, FactError>>()?,
            gross_fault: finding(read.gross_fault)?,
            fraud: finding(read.fraud)?,
            carrier_at_fault: read.carrier_at_fault,
            delay_destroyed_value: read.delay_destroyed_value,
            coupon_chosen: read.coupon_chosen,
            posted_grams: read.posted_grams,
            arrived_grams: read.arrived_grams,
            earlier_claims: read.earlier_claims,
            ..Self::new(read.service, read.incident.parse()?, read.area.parse()?, read.claimant)
        })
    }
}
