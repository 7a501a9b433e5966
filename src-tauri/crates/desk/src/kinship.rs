//! Tickets that belong together: found, linked, merged, and split.

use std::collections::BTreeMap;

use domain::{
    Act, CategoryCode, EventId, Fact, KinKind, Kind, Phone, Ticket, TicketId, TicketLinked, TicketMerged,
    TicketStatus,
    kinship::{Kindred, NotMerged, kin_of, may_merge},
    normalize,
};
use store::{Snapshot, TicketRow, Tx};

use crate::{Desk, DeskError, Draft, KinForm, TicketForm, sorting::Looked};

/// So many tickets of one phone are looked at: the newest, for what is older than the policy's days is no kin.
const PHONE_LENGTH: usize = 200;
/// So many are shown.
const KIN_LENGTH: usize = 12;
/// What a clerk can say of two tickets.
const KINDS: [KinKind; 4] = [KinKind::SAME_MATTER, KinKind::REPEAT, KinKind::RELATED, KinKind::SPLIT_FROM];

/// A matter whose kin is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// As typed.
    pub waybill: String,
    /// As typed.
    pub phone: String,
    /// What it is.
    pub kind: Kind,
    /// What went wrong; none while nobody has chosen.
    pub category: Option<CategoryCode>,
    /// The ticket itself, where it is one already.
    pub ticket: Option<TicketId>,
}

/// A ticket that a matter may belong together with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundKin {
    /// Which.
    pub row: TicketRow,
    /// How.
    pub kin: KinKind,
    /// Both are about one waybill.
    pub is_same_waybill: bool,
    /// Somebody of both has one phone.
    pub is_same_phone: bool,
}

/// How two tickets belong together, if a clerk can say so.
pub fn kin_named(word: &str) -> Option<KinKind> {
    KINDS.into_iter().find(|kin| kin.as_str() == word)
}

impl Desk {
    /// Tickets here that a matter may belong together with, the nearest first. One that goes on in another is found there.
    pub fn look_for_kin(&self, sought: &Sought) -> Result<Vec<FoundKin>, DeskError> {
        let waybill = normalize(&sought.waybill);
        let phone = sought.phone.parse::<Phone>().ok();
        let (on_waybill, on_phone, itself) = self.inner.store.read(|now| {
            let on_phone = phone.as_ref().map(|phone| now.tickets_with_phone(phone, PHONE_LENGTH));
            let itself = sought.ticket.map(|ticket| now.find_ticket_row(ticket)).transpose()?.flatten();
            Ok::<_, store::Error>((now.tickets_on_waybill(&waybill)?, on_phone.transpose()?, itself))
        })?;
        let phones: Vec<String> = phone.iter().map(|phone| phone.as_str().to_owned()).collect();
        let category = sought.category.clone().unwrap_or(CategoryCode::OTHER);
        let one = Kindred {
            waybill: &waybill,
            phones: &phones,
            kind: sought.kind,
            category: &category,
            opened_at: itself.as_ref().map_or_else(|| self.now(), |row| row.opened_at),
            status: itself.map_or(TicketStatus::Registered, |row| row.status),
        };
        let mut rows: BTreeMap<TicketId, (TicketRow, bool)> = BTreeMap::new();
        rows.extend(on_waybill.into_iter().map(|row| (row.id, (row, false))));
        rows.extend(on_phone.unwrap_or_default().into_iter().map(|row| (row.id, (row, true))));
        let others =
            rows.into_values().filter(|(row, _)| Some(row.id) != sought.ticket && row.merged_into.is_none());
        let judged = others.filter_map(|(row, is_same_phone)| {
            let kin = kin_of(&one, &kindred(&row, if is_same_phone { &phones } else { &[] }), self.policy())?;
            let is_same_waybill = !waybill.is_empty() && row.waybill == waybill;
            Some(FoundKin { row, kin, is_same_waybill, is_same_phone })
        });
        let mut found: Vec<FoundKin> = judged.collect();
        found.sort_by_key(|it| {
            (it.kin != KinKind::SAME_MATTER, std::cmp::Reverse(it.row.opened_at), it.row.id)
        });
        found.truncate(KIN_LENGTH);
        Ok(found)
    }

    /// Says that a ticket belongs together with another one. `seen` is the last line of its story that was on the screen.
    pub fn link(&self, id: TicketId, to: TicketId, kin: KinKind, seen: EventId) -> Result<(), DeskError> {
        let person = self.acting(TicketLinked::ACT)?;
        self.append_judged(id, person.id, |tx, ticket| {
            if to == id {
                return Err(DeskError::LinkToItself);
            }
            ticket.refuse_merged()?;
            let other = tx.ticket(to)?.ok_or(DeskError::NoTicket)?;
            if is_linked(ticket, to) || is_linked(&other, id) {
                return Err(DeskError::AlreadyLinked);
            }
            ticket.refuse_unseen(seen, is_of_kin)?;
            Ok(vec![Fact::TicketLinked(TicketLinked { to, number: other.number, kin })])
        })
    }

    /// Lets a ticket go on in another one. `seen` is the last line of its story that was on the screen.
    pub fn merge(&self, id: TicketId, into: TicketId, seen: EventId) -> Result<(), DeskError> {
        let person = self.acting(TicketMerged::ACT)?;
        self.append_judged(id, person.id, |tx, ticket| {
            let other = tx.ticket(into)?.ok_or(DeskError::NoTicket)?;
            if let Err(why) = may_merge(ticket, &other) {
                let is_elsewhere = why == NotMerged::OtherIsMerged;
                return Err(if is_elsewhere { ends_in(tx, &other, id)? } else { DeskError::NotMerged(why) });
            }
            ticket.refuse_unseen(seen, is_of_kin)?;
            Ok(vec![Fact::TicketMerged(TicketMerged { into, number: other.number })])
        })
    }

    /// Starts a draft for a part of a ticket that is a matter of its own: about the same parcel, by the same people.
    pub fn start_split(&self, id: TicketId) -> Result<Draft, DeskError> {
        self.acting(Act::TakeIn)?;
        let ticket = self.folded(id)?;
        ticket.refuse_merged()?;
        if ticket.told().is_none() {
            return Err(DeskError::NoTicketKey);
        }
        let from = TicketForm::from(&ticket);
        let kin = KinForm {
            ticket: id.to_string(),
            number: ticket.number.to_string(),
            kin: Some(KinKind::SPLIT_FROM.as_str().to_owned()),
        };
        self.begin_draft(TicketForm {
            kind: from.kind,
            channel: from.channel,
            answer_by: from.answer_by,
            role: from.role,
            sender: from.sender,
            recipient: from.recipient,
            agent: from.agent,
            waybill: from.waybill,
            carrier: from.carrier,
            posted_on: from.posted_on,
            promised_on: from.promised_on,
            freight: from.freight,
            insured: from.insured,
            declared: from.declared,
            kin: vec![kin],
            ..TicketForm::default()
        })
    }
}

/// What was said of kin while a matter was taken in, as facts. A ticket that is not here is none that could be named.
pub(crate) fn links(tx: &Tx, said: &[(TicketId, KinKind)]) -> Result<Vec<Fact>, DeskError> {
    let mut links = Vec::with_capacity(said.len());
    for (to, kin) in said {
        if let Some(other) = tx.ticket(*to)? {
            let made = TicketLinked { to: *to, number: other.number, kin: kin.clone() };
            links.push(Fact::TicketLinked(made));
        }
    }
    Ok(links)
}

fn kindred<'a>(row: &'a TicketRow, phones: &'a [String]) -> Kindred<'a> {
    Kindred {
        waybill: &row.waybill,
        phones,
        kind: row.kind,
        category: &row.category,
        opened_at: row.opened_at,
        status: row.status,
    }
}

fn is_linked(ticket: &Ticket, to: TicketId) -> bool {
    ticket.links.iter().any(|link| link.made.to == to)
}

/// Whether a line says something of kin, or may take it back.
fn is_of_kin(fact: &Fact) -> bool {
    matches!(fact, Fact::TicketLinked(_) | Fact::TicketMerged(_) | Fact::Retracted(_))
}

/// Why nothing can go on in `other`, which goes on elsewhere: in the end in `id` itself, or in a third one.
fn ends_in(now: &Snapshot, other: &Ticket, id: TicketId) -> Result<DeskError, store::Error> {
    let mut passed = vec![other.id];
    let mut next = other.merged_into.as_ref().map(|merged| merged.made.into);
    while let Some(ticket) = next.filter(|ticket| !passed.contains(ticket)) {
        if ticket == id {
            return Ok(DeskError::MergeInACircle);
        }
        passed.push(ticket);
        next = now.ticket(ticket)?.and_then(|ticket| ticket.merged_into).map(|merged| merged.made.into);
    }
    Ok(DeskError::NotMerged(NotMerged::OtherIsMerged))
}

#[cfg(test)]
mod tests {
    use domain::Role;

    use super::*;
    use crate::{
        Folders, PartyForm,
        desk::tests::{practice_desk, taken_in},
    };

    fn desk() -> (tempfile::TempDir, Desk) {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        (home, desk)
    }

    fn form(waybill: &str, phone: &str, category: &str) -> TicketForm {
        TicketForm {
            kind: Kind::Complaint,
            category: Some(category.to_owned()),
            sender: PartyForm {
                name: "王小明".to_owned(), phone: phone.to_owned(), ..PartyForm::default()
            },
            waybill: waybill.to_owned(),
            story: "还没有到".to_owned(),
            ..TicketForm::default()
        }
    }

    fn sought(waybill: &str, phone: &str, category: &str, ticket: Option<TicketId>) -> Sought {
        Sought {
            waybill: waybill.to_owned(),
            phone: phone.to_owned(),
            kind: Kind::Complaint,
            category: Some(category.into()),
            ticket,
        }
    }

    fn last(desk: &Desk, id: TicketId) -> EventId {
        desk.folded(id).unwrap().story.last().unwrap().event
    }

    fn code<T: std::fmt::Debug>(result: Result<T, DeskError>) -> &'static str {
        result.unwrap_err().code()
    }

    #[test]
    fn kin_is_found_by_waybill_and_by_phone_the_nearest_first() {
        let (_home, desk) = desk();
        let parcel = taken_in(&desk, form("SF 1234 5678 90123", "13800138000", "damage.contents"));
        let again = taken_in(&desk, form("YT9876543210123", "138-0013-8000", "delay.transit"));
        taken_in(&desk, form("YT1111111111111", "13900139000", "delay.transit"));
        let find = |sought: Sought| {
            let found = desk.look_for_kin(&sought).unwrap();
            let told = found.into_iter().map(|it| (it.row.id, it.kin, it.is_same_waybill, it.is_same_phone));
            told.collect::<Vec<_>>()
        };
        let both = sought("sf1234567890123", "+86 13800138000", "delay.pickup", None);
        assert_eq!(
            find(both.clone()),
            [(parcel, KinKind::SAME_MATTER, true, true), (again, KinKind::REPEAT, false, true)]
        );
        assert_eq!(
            find(Sought { ticket: Some(parcel), ..both.clone() }),
            [(again, KinKind::REPEAT, false, true)],
            "a ticket is no kin of itself"
        );
        assert_eq!(
            find(Sought { category: None, waybill: String::new(), ..both }),
            [],
            "what nobody has sorted is no complaint that came again"
        );
    }

    #[test]
    fn a_link_is_written_once_from_what_the_database_knows_and_taken_back() {
        let (_home, desk) = desk();
        let one = taken_in(&desk, form("SF1", "", "delay.transit"));
        let other = taken_in(&desk, form("SF2", "", "delay.transit"));
        let seen = last(&desk, one);
        assert_eq!(code(desk.link(one, one, KinKind::RELATED, seen)), "link_to_itself");
        desk.link(one, other, KinKind::RELATED, seen).unwrap();
        for (from, to) in [(one, other), (other, one)] {
            assert_eq!(code(desk.link(from, to, KinKind::REPEAT, last(&desk, from))), "already_linked");
        }
        let sheet = desk.ticket(one).unwrap();
        let number = desk.ticket_row(other).unwrap().0.number;
        assert_eq!(sheet.ticket.links[0].made, TicketLinked { to: other, number, kin: KinKind::RELATED });
        assert_eq!(sheet.standings[&other], TicketStatus::Registered);
        let said = desk.ticket(other).unwrap().said;
        assert_eq!((said[0].ticket, said[0].kin.clone()), (one, Some(KinKind::RELATED)));

        let third = taken_in(&desk, form("SF3", "", "delay.transit"));
        assert_eq!(code(desk.link(one, third, KinKind::RELATED, seen)), "ticket_changed");
        desk.retract(one, sheet.ticket.links[0].event).unwrap();
        assert!(desk.ticket(one).unwrap().ticket.links.is_empty());
        assert!(desk.ticket(other).unwrap().said.is_empty());
    }

    #[test]
    fn a_merged_ticket_offers_nothing_until_it_goes_on_by_itself_again() {
        let (_home, desk) = desk();
        let [one, other, third] =
            ["SF1", "SF2", "SF3"].map(|waybill| taken_in(&desk, form(waybill, "", "delay.transit")));
        let merge = |id, into| desk.merge(id, into, last(&desk, id));
        assert!(!desk.ticket(one).unwrap().actions.is_empty());
        merge(one, other).unwrap();

        let sheet = desk.ticket(one).unwrap();
        assert_eq!(sheet.row.merged_into, Some(desk.ticket_row(other).unwrap().0.number));
        assert!(sheet.actions.is_empty());
        assert_eq!(sheet.may, crate::TicketActs { merge: true, ..Default::default() });
        assert_eq!(desk.ticket(other).unwrap().said[0].kin, None);
        let action = domain::TicketAction::Investigate;
        assert_eq!(code(desk.take_action(one, action, "")), "merged_away");
        assert_eq!(code(desk.link(one, third, KinKind::RELATED, last(&desk, one))), "merged_away");
        assert_eq!(code(desk.start_split(one)), "merged_away");
        desk.add_note(one, "told them that it goes on there").unwrap();

        assert_eq!(code(merge(one, third)), "already_merged");
        assert_eq!(code(merge(third, one)), "other_merged_away");
        assert_eq!(code(merge(other, one)), "merge_in_a_circle");
        merge(other, third).unwrap();
        assert_eq!(code(merge(third, one)), "merge_in_a_circle", "by way of another");
        assert_eq!(code(merge(third, third)), "link_to_itself");

        desk.retract(one, sheet.ticket.merged_into.unwrap().event).unwrap();
        assert!(!desk.ticket(one).unwrap().actions.is_empty());
        assert_eq!(desk.ticket_row(one).unwrap().0.merged_into, None);
    }

    #[test]
    fn a_split_begins_with_the_same_people_and_parcel_and_says_where_it_comes_from() {
        let (_home, desk) = desk();
        let whole = TicketForm {
            role: Role::RECIPIENT.as_str().to_owned(),
            recipient: PartyForm {
                name: "李梅".to_owned(),
                phone: "13900139000".to_owned(),
                ..PartyForm::default()
            },
            claimed: "120".to_owned(),
            ..form("SF1", "13800138000", "damage.contents")
        };
        let from = taken_in(&desk, whole.clone());
        let draft = desk.start_split(from).unwrap();
        let form = &draft.form;
        assert_eq!(desk.draft(draft.id).unwrap().form, *form, "it is kept");
        assert_eq!((&form.recipient.name, &form.role), (&whole.recipient.name, &whole.role));
        assert_eq!((form.waybill.as_str(), form.story.as_str(), form.claimed.as_str()), ("SF1", "", ""));
        assert_eq!(form.category, None);

        let mut part = TicketForm {
            category: Some("delivery.attitude".to_owned()),
            story: "另外,快递员说话很难听".to_owned(),
            ..form.clone()
        };
        // What the screen calls the other ticket is not what is written; another matter is no kin.
        part.kin[0].number = "WC07-000000-A0000-0".to_owned();
        let unknown = TicketId::from_bytes([9; 16]).to_string();
        part.kin.push(KinForm { ticket: unknown, kin: Some("repeat".to_owned()), ..part.kin[0].clone() });
        desk.open_ticket(draft.id, &part).unwrap();
        let ticket = desk.folded(draft.id).unwrap();
        let number = desk.ticket_row(from).unwrap().0.number;
        let made: Vec<_> = ticket.links.iter().map(|link| link.made.clone()).collect();
        assert_eq!(made, [TicketLinked { to: from, number, kin: KinKind::SPLIT_FROM }]);
        assert_eq!(TicketForm::from(&ticket).kin[0].number, number.to_string());
    }

    #[test]
    fn what_is_said_to_be_another_matter_is_no_link() {
        let (_home, desk) = desk();
        let other = taken_in(&desk, form("SF1", "", "delay.transit"));
        let number = desk.ticket_row(other).unwrap().0.number.to_string();
        let kin = vec![KinForm { ticket: other.to_string(), number, kin: None }];
        let id = taken_in(&desk, TicketForm { kin, ..form("SF1", "", "delay.transit") });
        assert!(desk.folded(id).unwrap().links.is_empty());
    }
}
