//! What a matter must say to become a ticket, wherever it is taken in.

use crate::{Kind, Party};

/// The longest texts together that a line can carry with everything else in it.
pub const LONGEST_TEXT_CHARS: usize = 30_000;

/// What a matter does not say and must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Who came.
    Name,
    /// A phone or another way to reach them.
    Contact,
    /// What went wrong.
    Category,
    /// What happened.
    Story,
}

/// A matter as far as it decides whether it can be taken in.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// What it is.
    pub kind: Kind,
    /// Whether somebody said what went wrong.
    pub has_category: bool,
    /// Who came.
    pub who: &'a Party,
    /// The parcel's number, as it was given.
    pub waybill: &'a str,
    /// What happened.
    pub story: &'a str,
}

impl Matter<'_> {
    /// What it lacks, in the order in which forms ask for it.
    pub fn lacks(&self) -> Vec<Lacking> {
        let Self { kind, has_category, who, waybill, story } = *self;
        let is_blank = |text: &str| text.trim().is_empty();
        // Money and blame need someone to answer; a question or a suggestion may come from anybody.
        let needs_person = matches!(kind, Kind::Claim | Kind::Complaint);
        let lacking = [
            (Lacking::Name, needs_person && is_blank(&who.name)),
            (Lacking::Contact, needs_person && is_blank(&who.phone) && is_blank(&who.other_contact)),
            (Lacking::Category, needs_person && !has_category),
            (Lacking::Story, is_blank(story) && (is_blank(waybill) || kind != Kind::Trace)),
        ];
        lacking.into_iter().filter_map(|(what, is_lacking)| is_lacking.then_some(what)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_blame_need_someone_to_answer_and_a_search_needs_a_number() {
        use Lacking::*;
        let nobody = Party::default();
        let somebody = Party { name: "张三".into(), phone: "13812345678".into(), ..Party::default() };
        let lacks = |kind, has_category, who, waybill, story| {
            Matter { kind, has_category, who, waybill, story }.lacks()
        };
        for kind in [Kind::Claim, Kind::Complaint] {
            assert_eq!(lacks(kind, false, &nobody, "YT1", " "), [Name, Contact, Category, Story], "{kind}");
            assert_eq!(lacks(kind, true, &somebody, "", "破了"), [], "{kind}");
        }
        for kind in [Kind::Enquiry, Kind::Suggestion] {
            assert_eq!(lacks(kind, false, &nobody, "YT1", ""), [Story], "{kind}");
        }
        assert_eq!(lacks(Kind::Trace, false, &nobody, "YT1", ""), []);
        assert_eq!(lacks(Kind::Trace, false, &nobody, "", ""), [Story]);
    }
}
