//! What a document needs besides its rules to be published: from when it holds, and where it holds otherwise.
//!
//! A section names a region or a branch and what is different there. Of a list only the entries that it names are
//! replaced, by their code, and new ones come last; nothing of the country's is ever taken away. What comes out is checked as
//! a whole document, so that no section lies below the law.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Policy, PolicyError};
use crate::{BranchCode, Date};

/// What a section may not speak about: what the document itself is.
const NOT_FOR_SECTIONS: [&str; 4] = ["version", "valid_from", "valid_until", "sections"];

/// What names an entry of a list.
const NAMES: [&str; 4] = ["code", "step", "key", "category"];

/// What is different in a region or at a branch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PolicySection {
    /// In which region; none: in every one.
    #[serde(default)]
    pub region: Option<String>,
    /// At which branch, by its code; none: at every one.
    #[serde(default)]
    pub branch: Option<String>,
    /// What stands there instead, laid out as in the document itself.
    pub instead: Map<String, Value>,
}

/// Where a document is to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PolicyPlace {
    /// In which region, if that is known.
    pub region: Option<String>,
    /// At which branch.
    pub branch: Option<BranchCode>,
}

impl PolicySection {
    fn holds_at(&self, place: &PolicyPlace) -> bool {
        let branch = place.branch.map(|branch| branch.to_string());
        let is_named = |name: &Option<String>, at: &Option<String>| name.is_none() || name == at;
        is_named(&self.region, &place.region) && is_named(&self.branch, &branch)
    }

    /// The narrowest place in which it holds.
    fn place(&self) -> PolicyPlace {
        let branch = self.branch.as_ref().and_then(|branch| branch.parse().ok());
        PolicyPlace { region: self.region.clone(), branch }
    }
}

impl Policy {
    /// Reads and checks a document with the sections that hold at `place`, first the region's, then the branch's, and with
    /// the stricter terms of its region.
    pub fn parse_at(document: &str, place: &PolicyPlace) -> Result<Self, PolicyError> {
        let there = Self::parse_with_sections(document, place)?;
        let region = place.region.as_ref().and_then(|region| there.in_region(region));
        Ok(region.unwrap_or(there))
    }

    /// As much of a place as these rules tell apart: where nothing is left of it they hold as in the whole country.
    pub fn told_apart(&self, place: &PolicyPlace) -> PolicyPlace {
        let branch = place.branch.map(|branch| branch.to_string());
        let names_region = |region: &String| {
            self.sections.iter().any(|it| it.region.as_ref() == Some(region))
                || self.clock_regions().iter().any(|it| it.code == *region)
        };
        let names_branch = self.sections.iter().any(|it| it.branch.is_some() && it.branch == branch);
        PolicyPlace {
            region: place.region.clone().filter(names_region),
            branch: place.branch.filter(|_| names_branch),
        }
    }

    fn parse_with_sections(document: &str, place: &PolicyPlace) -> Result<Self, PolicyError> {
        let country = Self::parse(document)?;
        let mut holding: Vec<_> =
            country.sections.iter().filter(|section| section.holds_at(place)).cloned().collect();
        if holding.is_empty() {
            return Ok(country);
        }
        holding.sort_by_key(|section| section.branch.is_some());
        let mut changed: Value = serde_json::from_str(document)?;
        for section in holding {
            for (name, instead) in section.instead {
                put(&mut changed[&name], instead);
            }
        }
        serde_json::from_value::<Self>(changed)?.finished()
    }

    /// Reads and checks a document that is to be published after `before`, with every section where it holds.
    pub fn parse_to_publish(document: &str, before: &Self) -> Result<Self, PolicyError> {
        let policy = Self::parse(document)?;
        let Some(from) = policy.valid_from else { return Err(PolicyError::Empty("valid_from")) };
        if !is_plain(policy.version.as_str()) {
            return Err(PolicyError::Absurd(format!("version {}", policy.version.as_str())));
        }
        if before.valid_until.is_some_and(|until| from > until.plus_days(1)) {
            return Err(PolicyError::Gap(format!("before {from}")));
        }
        if before.valid_from.is_some_and(|earlier| from < earlier) {
            return Err(PolicyError::Absurd(format!(
                "a beginning before that of {}",
                before.version.as_str()
            )));
        }
        for section in &policy.sections {
            Self::parse_at(document, &section.place())?;
        }
        Ok(policy)
    }

    /// The first day on which it holds; none: it came with the program.
    pub fn valid_from(&self) -> Option<Date> {
        self.valid_from
    }

    /// The last day on which it holds; none while no end is known.
    pub fn valid_until(&self) -> Option<Date> {
        self.valid_until
    }

    /// What is different in regions and at branches.
    pub fn sections(&self) -> &[PolicySection] {
        &self.sections
    }
}

/// A version stands in addresses and on paper.
fn is_plain(version: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    (1..=40).contains(&version.len()) && version.chars().all(is_plain)
}

/// The term of the document, its calendars and its sections hold together.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    if let (Some(from), Some(until)) = (policy.valid_from, policy.valid_until)
        && until < from
    {
        return Err(PolicyError::Absurd(format!("an end on {until}, before its beginning")));
    }
    for calendar in &policy.calendars {
        let mut years = calendar.years().keys();
        let first = years.next().copied().unwrap_or_default();
        if let Some((_, year)) = (first + 1..).zip(years).find(|(expected, year)| expected != *year) {
            return Err(PolicyError::Gap(format!("before {year} in the calendar {}", calendar.code())));
        }
    }
    for section in &policy.sections {
        if section.region.is_none() && section.branch.is_none() {
            return Err(PolicyError::Empty("the place of a section"));
        }
        if let Some(branch) = section.branch.as_ref().filter(|branch| branch.parse::<BranchCode>().is_err()) {
            return Err(super::check::unresolved("a section", branch));
        }
        if let Some(name) = section.instead.keys().find(|name| NOT_FOR_SECTIONS.contains(&name.as_str())) {
            return Err(PolicyError::Absurd(format!("{name} in a section")));
        }
    }
    Ok(())
}

/// Puts `instead` in the place of what stands there, entry by entry.
fn put(there: &mut Value, instead: Value) {
    match (there, instead) {
        (Value::Object(there), Value::Object(instead)) => {
            for (name, value) in instead {
                put(there.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(there), Value::Array(instead))
            if instead.iter().all(|entry| name_of(entry).is_some()) =>
        {
            for entry in instead {
                match there.iter_mut().find(|it| is_same(it, &entry)) {
                    Some(same) => put(same, entry),
                    None => there.push(entry),
                }
            }
        }
        (there, instead) => *there = instead,
    }
}

fn name_of(entry: &Value) -> Option<&str> {
    NAMES.iter().find_map(|name| entry.get(name)?.as_str())
}

/// Clocks of one step differ by the kinds that they run for.
fn is_same(one: &Value, other: &Value) -> bool {
    name_of(one) == name_of(other) && other.get("kinds").is_none_or(|kinds| one.get("kinds") == Some(kinds))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::BUNDLED_DOCUMENT;
    use super::*;
    use crate::{Kind, PromiseStep};

    fn document(change: impl FnOnce(&mut Value)) -> String {
        let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
        document["version"] = json!("2027-01.1");
        document["valid_from"] = json!("2027-01-01");
        change(&mut document);
        document.to_string()
    }

    fn published(change: impl FnOnce(&mut Value)) -> Result<Policy, String> {
        Policy::parse_to_publish(&document(change), Policy::bundled()).map_err(|error| error.to_string())
    }

    fn place(branch: &str) -> PolicyPlace {
        PolicyPlace { region: None, branch: Some(branch.parse().unwrap()) }
    }

    #[test]
    fn a_document_with_a_beginning_is_published() {
        let policy = published(|_| ()).unwrap();
        assert_eq!(policy.valid_from(), Some("2027-01-01".parse().unwrap()));
        assert_eq!(policy.version().as_str(), "2027-01.1");
    }

    #[test]
    fn what_cannot_be_published_says_why() {
        let refusal = |change: fn(&mut Value)| published(change).unwrap_err();
        assert_eq!(refusal(|it| it["valid_from"] = Value::Null), "valid_from is empty");
        assert_eq!(refusal(|it| it["version"] = json!("../../etc")), "version ../../etc cannot be");
        assert_eq!(
            refusal(|it| it["valid_until"] = json!("2026-12-31")),
            "an end on 2026-12-31, before its beginning cannot be"
        );
        let year = |it: &mut Value| {
            let years = it["calendars"][0]["years"].as_object_mut().unwrap();
            years.insert("2029".to_owned(), json!({ "off": [], "work": [], "sources": [] }));
        };
        assert!(refusal(year).starts_with("nothing holds before 2029"), "{}", refusal(year));
        let uncited = |it: &mut Value| it["rules"][0]["citation"]["zh"] = json!("");
        assert!(refusal(uncited).starts_with("the words of rules"));
    }

    #[test]
    fn between_two_documents_no_day_is_without_one() {
        let ending = document(|it| it["valid_until"] = json!("2027-03-31"));
        let ending = Policy::parse(&ending).unwrap();
        let next = |from: &str| {
            let document = document(|it| {
                it["version"] = json!("2027-04.1");
                it["valid_from"] = json!(from);
            });
            Policy::parse_to_publish(&document, &ending).map_err(|error| error.to_string())
        };
        assert_eq!(next("2027-04-02").unwrap_err(), "nothing holds before 2027-04-02");
        assert!(next("2027-04-01").is_ok());
        assert!(next("2027-03-01").is_ok(), "it may begin before the other one ends");
        assert!(next("2026-12-01").is_err(), "and not before the other one began");
    }

    #[test]
    fn a_branch_has_what_its_section_says_and_all_else_from_the_country() {
        let document = document(|it| {
            it["sections"] = json!([{
                "branch": "WC07",
                "instead": {
                    "targets": { "satisfied_of_10_000": 9500 },
                    "carrier": { "service_number": "0571-1234567" },
                },
            }]);
        });
        let (there, elsewhere) = (
            Policy::parse_at(&document, &place("WC07")).unwrap(),
            Policy::parse_at(&document, &place("WC08")).unwrap(),
        );
        assert_eq!(there.carrier().service_number, "0571-1234567");
        assert_eq!(elsewhere.carrier().service_number, Policy::bundled().carrier().service_number);
        assert_eq!(there.carrier().name, elsewhere.carrier().name, "what is not named stays");
        assert_eq!(there.clocks(), elsewhere.clocks());
    }

    #[test]
    fn a_region_has_its_sections_and_its_stricter_terms_and_only_what_is_named_is_told_apart() {
        let document = document(|it| {
            it["sections"] = json!([
                { "region": "zj", "instead": { "targets": { "satisfied_of_10_000": 9500 } } },
                { "region": "zj", "branch": "WC07", "instead": { "targets": { "satisfied_of_10_000": 9700 } } },
            ]);
            it["clock_regions"] = json!([{
                "code": "zj",
                "name": { "zh": "浙江", "en": "Zhejiang" },
                "terms": [{ "step": "reply", "term": { "working_days": 1 }, "rule": "promise.reply" }],
            }]);
        });
        let at = |region: Option<&str>, branch: &str| {
            let place = PolicyPlace { region: region.map(str::to_owned), ..place(branch) };
            let policy = Policy::parse_at(&document, &place).unwrap();
            let reply = policy.clocks().iter().find(|clock| clock.step == PromiseStep::REPLY).unwrap();
            (policy.targets().satisfied_of_10_000, reply.term)
        };
        let (country, one_day) = (at(None, "WC07"), crate::policy::Term::WorkingDays(1));
        assert_ne!(country.1, one_day);
        assert_eq!(at(Some("zj"), "WC08"), (9500, one_day));
        assert_eq!(at(Some("zj"), "WC07"), (9700, one_day), "the branch's section is the last");
        assert_eq!(at(Some("js"), "WC07"), country);

        let policy = Policy::parse(&document).unwrap();
        let apart = |region: &str, branch: &str| {
            policy.told_apart(&PolicyPlace { region: Some(region.into()), ..place(branch) })
        };
        assert_eq!(apart("js", "WC08"), PolicyPlace::default());
        assert_eq!(apart("zj", "WC08"), PolicyPlace { region: Some("zj".into()), branch: None });
        assert_eq!(apart("js", "WC07"), place("WC07"));
    }

    #[test]
    fn an_entry_of_a_list_is_replaced_by_its_code_and_the_others_stay() {
        let document = document(|it| {
            let mut limit = it["limits"][0].clone();
            limit["what"]["zh"] = json!("另一说法");
            it["sections"] = json!([{ "branch": "WC07", "instead": { "limits": [limit] } }]);
        });
        let (country, there) =
            (Policy::parse(&document).unwrap(), Policy::parse_at(&document, &place("WC07")).unwrap());
        assert_eq!(there.limits.len(), country.limits.len());
        assert_eq!(there.limits[0].what.zh, "另一说法");
        assert_eq!(there.limits[1..], country.limits[1..]);
    }

    #[test]
    fn no_section_lies_below_the_law() {
        let refused = published(|it| {
            let clocks = it["clocks"].as_array().unwrap();
            let mut law = clocks.iter().find(|clock| clock["step"] == "law_7_days").unwrap().clone();
            law["term"] = json!({ "calendar_days": 9 });
            law.as_object_mut().unwrap().remove("limit");
            it["sections"] = json!([{ "region": "zhejiang", "instead": { "clocks": [law] } }]);
        });
        assert!(refused.unwrap_err().starts_with("the law's seven days do not run"));
        let policy = published(|_| ()).unwrap();
        assert!(
            policy.clock_for(Kind::Claim, &crate::CategoryCode::OTHER, &PromiseStep::LAW_7_DAYS).is_some()
        );
    }

    #[test]
    fn a_section_needs_a_place_and_keeps_its_hands_off_the_document() {
        let section = |section: Value| published(|it| it["sections"] = json!([section])).unwrap_err();
        assert_eq!(section(json!({ "instead": {} })), "the place of a section is empty");
        let version = json!({ "branch": "WC07", "instead": { "version": "1" } });
        assert_eq!(section(version), "version in a section cannot be");
        assert_eq!(section(json!({ "branch": "W", "instead": {} })), "a section names W, which is not there");
    }
}
