//! The form of a claim, as typed, and the claim that it says.

use std::str::FromStr;

use domain::{
    Date, Fen, MoneyError, Role,
    compensation::{
        Area, Claim, Days, ExemptionCode, Finding, Incident, RaisedExemption, ServiceCode, Terms, Values,
    },
};

use crate::{DeskError, FormProblem};

/// What somebody found about a ground on which less would be owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptionForm {
    /// Which.
    pub code: String,
    /// `raised`, `upheld`, `rejected`.
    pub finding: String,
}

/// What is known of a claim, as typed. Amounts are yuan, days `YYYY-MM-DD`, weights grams; empty is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimForm {
    /// What was sold.
    pub service: String,
    /// What happened.
    pub incident: String,
    /// How far it went.
    pub area: String,
    /// Who claims.
    pub claimant: String,
    /// Asked for.
    pub claimed: String,
    /// The loss that papers prove.
    pub proven: String,
    /// The loss as it was found to be.
    pub actual_loss: String,
    /// What the whole contents were worth.
    pub whole_value: String,
    /// Bought cover.
    pub insured: String,
    /// Value stated.
    pub declared: String,
    /// Paid for carriage.
    pub freight: String,
    /// Charged for carrying it back.
    pub return_freight: String,
    /// Taken over from the sender.
    pub posted_on: String,
    /// The last day on which it was to arrive.
    pub promised_on: String,
    /// Arrived after all.
    pub delivered_on: String,
    /// The customer learned what had happened.
    pub discovered_on: String,
    /// The customer asked where it is.
    pub inquired_on: String,
    /// The customer asked for money.
    pub claimed_on: String,
    /// Whether the limit was shown as the law wants it.
    pub terms_told: Option<bool>,
    /// Uninsured goods are paid up to so many times the freight.
    pub freight_times: String,
    /// Insured goods are paid in proportion.
    pub in_proportion: Option<bool>,
    /// Grounds on which less would be owed.
    pub exemptions: Vec<ExemptionForm>,
    /// Intent or gross negligence: a finding, or empty.
    pub gross_fault: String,
    /// Fraud on the customer: a finding, or empty.
    pub fraud: String,
    /// Whether the carrier caused it.
    pub carrier_at_fault: Option<bool>,
    /// Whether the delay itself took value from the goods.
    pub delay_destroyed_value: Option<bool>,
    /// The customer would rather have a coupon.
    pub coupon_chosen: bool,
    /// Weight when it was posted.
    pub posted_grams: String,
    /// Weight when it arrived.
    pub arrived_grams: String,
}

/// Reads fields one by one, and notes which of them cannot be read.
#[derive(Default)]
struct Reading {
    problems: Vec<FormProblem>,
}

impl Reading {
    fn note<T>(&mut self, field: &'static str, read: Result<T, &'static str>) -> Option<T> {
        read.map_err(|code| self.problems.push(FormProblem { field, code })).ok()
    }

    /// A word of which there are only so many.
    fn word<T: FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        let read = typed.trim().parse().map_err(|_| "missing");
        self.note(field, read)
    }

    /// Something that may be left empty.
    fn known<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        self.note(field, read(typed))
    }

    fn fen(&mut self, field: &'static str, typed: &str) -> Option<Fen> {
        self.known(field, typed, |typed| Fen::parse_yuan(typed).map_err(money_code))
    }

    fn day(&mut self, field: &'static str, typed: &str) -> Option<Date> {
        self.known(field, typed, |typed| typed.parse().map_err(|_| "not_a_date"))
    }

    fn number(&mut self, field: &'static str, typed: &str) -> Option<u32> {
        self.known(field, typed, |typed| typed.parse().map_err(|_| "not_a_number"))
    }
}

/// The amount that is typed into `field`.
pub fn read_amount(field: &'static str, typed: &str) -> Result<Fen, DeskError> {
    Fen::parse_yuan(typed).map_err(|error| DeskError::form(field, money_code(error)))
}

/// The code of an amount that cannot be read.
pub(crate) fn money_code(error: MoneyError) -> &'static str {
    match error {
        MoneyError::Empty => "missing",
        MoneyError::Negative => "money_negative",
        MoneyError::BelowFen => "money_below_fen",
        MoneyError::TooLarge => "money_too_large",
        MoneyError::NotAnAmount => "not_an_amount",
    }
}

impl ClaimForm {
    /// The claim that the form says. What the form does not have (the carrier's own promises, earlier claims, proofs)
    /// stays as it is in `base`.
    pub fn read(&self, base: &Claim) -> Result<Claim, Vec<FormProblem>> {
        let mut read = Reading::default();
        let incident = read.word::<Incident>("incident", &self.incident);
        let area = read.word::<Area>("area", &self.area);
        if self.service.trim().is_empty() {
            read.problems.push(FormProblem { field: "service", code: "missing" });
        }
        let values = Values {
            claimed_fen: read.fen("claimed", &self.claimed),
            proven_fen: read.fen("proven", &self.proven),
            actual_loss_fen: read.fen("actualLoss", &self.actual_loss),
            whole_value_fen: read.fen("wholeValue", &self.whole_value),
            insured_fen: read.fen("insured", &self.insured),
            declared_fen: read.fen("declared", &self.declared),
            freight_fen: read.fen("freight", &self.freight),
            return_freight_fen: read.fen("returnFreight", &self.return_freight),
        };
        let days = Days {
            posted_on: read.day("postedOn", &self.posted_on),
            promised_on: read.day("promisedOn", &self.promised_on),
            delivered_on: read.day("deliveredOn", &self.delivered_on),
            discovered_on: read.day("discoveredOn", &self.discovered_on),
            inquired_on: read.day("inquiredOn", &self.inquired_on),
            claimed_on: read.day("claimedOn", &self.claimed_on),
        };
        let terms = Terms {
            told: self.terms_told,
            freight_times: read.number("freightTimes", &self.freight_times),
            in_proportion: self.in_proportion,
        };
        let exemptions = self
            .exemptions
            .iter()
            .filter_map(|raised| {
                let finding = read.word::<Finding>("exemptions", &raised.finding)?;
                Some(RaisedExemption { code: ExemptionCode::from(raised.code.as_str()), finding })
            })
            .collect();
        let gross_fault = read.finding("grossFault", &self.gross_fault);
        let fraud = read.finding("fraud", &self.fraud);
        let posted_grams = read.number("postedGrams", &self.posted_grams);
        let arrived_grams = read.number("arrivedGrams", &self.arrived_grams);
        let (Some(incident), Some(area), []) = (incident, area, read.problems.as_slice()) else {
            return Err(read.problems);
        };
        Ok(Claim {
            service: ServiceCode::from(self.service.trim()),
            incident,
            area,
            claimant: Role::from(self.claimant.trim()),
            values,
            days,
            terms,
            exemptions,
            gross_fault,
            fraud,
            carrier_at_fault: self.carrier_at_fault,
            delay_destroyed_value: self.delay_destroyed_value,
            coupon_chosen: self.coupon_chosen,
            posted_grams,
            arrived_grams,
            ..base.clone()
        })
    }
}

impl Reading {
    fn finding(&mut self, field: &'static str, typed: &str) -> Option<Finding> {
        self.known(field, typed, |typed| typed.parse().map_err(|_| "missing"))
    }
}

impl From<&Claim> for ClaimForm {
    fn from(claim: &Claim) -> Self {
        let yuan = |fen: Option<Fen>| fen.map(|fen| fen.to_string()).unwrap_or_default();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let finding = |finding: Option<Finding>| finding.map(|word| word.to_string()).unwrap_or_default();
        let (values, days) = (&claim.values, &claim.days);
        let raised = |raised: &RaisedExemption| ExemptionForm {
            code: raised.code.to_string(),
            finding: raised.finding.to_string(),
        };
        Self {
            service: claim.service.to_string(),
            incident: claim.incident.to_string(),
            area: claim.area.to_string(),
            claimant: claim.claimant.to_string(),
            claimed: yuan(values.claimed_fen),
            proven: yuan(values.proven_fen),
            actual_loss: yuan(values.actual_loss_fen),
            whole_value: yuan(values.whole_value_fen),
            insured: yuan(values.insured_fen),
            declared: yuan(values.declared_fen),
            freight: yuan(values.freight_fen),
            return_freight: yuan(values.return_freight_fen),
            posted_on: day(days.posted_on),
            promised_on: day(days.promised_on),
            delivered_on: day(days.delivered_on),
            discovered_on: day(days.discovered_on),
            inquired_on: day(days.inquired_on),
            claimed_on: day(days.claimed_on),
            terms_told: claim.terms.told,
            freight_times: number(claim.terms.freight_times),
            in_proportion: claim.terms.in_proportion,
            exemptions: claim.exemptions.iter().map(raised).collect(),
            gross_fault: finding(claim.gross_fault),
            fraud: finding(claim.fraud),
            carrier_at_fault: claim.carrier_at_fault,
            delay_destroyed_value: claim.delay_destroyed_value,
            coupon_chosen: claim.coupon_chosen,
            posted_grams: number(claim.posted_grams),
            arrived_grams: number(claim.arrived_grams),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim() -> Claim {
        let claim = Claim::new(ServiceCode::EXPRESS, Incident::PartDamage, Area::OtherCity, Role::SENDER);
        Claim { earlier_claims: 2, posted_grams: Some(1_500), ..claim }
    }

    #[test]
    fn what_a_form_says_is_the_claim_it_was_made_of() {
        let mut known = claim();
        known.values.claimed_fen = Some(Fen::new(120_050).unwrap());
        known.days.posted_on = Some("2026-11-15".parse().unwrap());
        known.gross_fault = Some(Finding::Raised);
        known.exemptions =
            vec![RaisedExemption { code: ExemptionCode::FORCE_MAJEURE, finding: Finding::Upheld }];
        assert_eq!(ClaimForm::from(&known).read(&claim()), Ok(known));
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named() {
        let form = ClaimForm {
            incident: "explosion".to_owned(),
            claimed: "-5".to_owned(),
            posted_on: "yesterday".to_owned(),
            arrived_grams: "light".to_owned(),
            fraud: "surely".to_owned(),
            ..ClaimForm::from(&claim())
        };
        let problems = form.read(&claim()).unwrap_err();
        let told: Vec<_> = problems.iter().map(|problem| (problem.field, problem.code)).collect();
        assert_eq!(
            told,
            [
                ("incident", "missing"),
                ("claimed", "money_negative"),
                ("postedOn", "not_a_date"),
                ("fraud", "missing"),
                ("arrivedGrams", "not_a_number"),
            ]
        );
    }
}
