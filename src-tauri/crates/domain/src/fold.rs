//! The fold: from a ticket's events, in any order of arrival, to the ticket. The same everywhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::{
    ActionTaken, Amendment, Assessed, Contacted, Decided, DecisionMade, DecisionReleased, Event, EventId,
    Fact, Happening, Hlc, KeptArticle, MOST_AFTER, Paid, Photo, Print, Promise, Rated, Register, Released,
    Sealed, Signed, Sorted, Ticket, TicketAction, TicketOpened, TicketStatus, Weighed, ancestry::Ancestry,
    annotation::keep_standing_layers, answering::attach_answers, award::note_proof, fact::shut_words,
    investigation, may_write, signature::mark_seen,
};

/// The ticket that `events` make, or none while its opening is not among them.
///
/// Events of one ticket, in any order, with or without repeats. Those whose origin may not write their kind are ignored.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Ticket> {
    let ordered = in_order(events);
    let opening = ordered.iter().position(|event| matches!(event.fact, Fact::TicketOpened(_)))?;
    let Fact::TicketOpened(opened) = &ordered[opening].fact else { unreachable!("found by its kind") };
    let mut ticket = open(ordered[opening], opened);
    let ancestry = Ancestry::of(&ordered);
    let mut retracted = HashSet::new();
    for event in &ordered {
        let applied = event.id == ordered[opening].id || apply(&mut ticket, event, &ancestry, &mut retracted);
        ticket.story.push(Happening {
            event: event.id,
            at: event.wall,
            by: event.author,
            origin: event.origin,
            fact: event.fact.clone(),
            applied,
        });
    }
    ticket.photos.retain(|photo| !retracted.contains(&photo.event));
    ticket.notes.retain(|(event, _)| !retracted.contains(event));
    keep_standing_layers(&mut ticket.annotations, &retracted);
    ticket.skipped.retain(|(event, _, _)| !retracted.contains(event));
    // An action that came too late, and of which someone has taken note.
    ticket.not_applied.retain(|(event, _)| !retracted.contains(event));
    ticket.find_kin(&retracted);
    attach_answers(&mut ticket, &retracted);
    mark_seen(&mut ticket.signatures, &ticket.payments, &ordered, &ancestry);
    ticket.heads = heads(&ordered);
    if ticket.forgotten {
        shut(&mut ticket);
    }
    Some(ticket)
}

/// Topological by `after`, ties by hybrid time and id. Predecessors that are not here do not hold anything up.
fn in_order<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<&'a Event> {
    let mut by_id: BTreeMap<EventId, &Event> = BTreeMap::new();
    for event in events {
        if may_write(event.fact.kind(), event.origin) {
            // An event issued again after a fork has two lines. The earlier place stands, whichever arrived first.
            let kept = by_id.entry(event.id).or_insert(event);
            *kept = (*kept).min_by_place(event);
        }
    }
    let mut followers: HashMap<EventId, Vec<EventId>> = HashMap::new();
    let mut waiting: HashMap<EventId, usize> = HashMap::new();
    for event in by_id.values() {
        let before: BTreeSet<EventId> =
            event.after.iter().copied().filter(|id| by_id.contains_key(id) && *id != event.id).collect();
        waiting.insert(event.id, before.len());
        for id in before {
            followers.entry(id).or_default().push(event.id);
        }
    }
    let mut ready: BTreeSet<(Hlc, EventId)> =
        by_id.values().filter(|event| waiting[&event.id] == 0).map(|event| event.tie_break()).collect();
    let mut ordered = Vec::with_capacity(by_id.len());
    while let Some((_, id)) = ready.pop_first() {
        ordered.push(by_id[&id]);
        for follower in followers.remove(&id).unwrap_or_default() {
            let left = waiting.get_mut(&follower).expect("every event is counted");
            *left -= 1;
            if *left == 0 {
                ready.insert(by_id[&follower].tie_break());
            }
        }
    }
    // A ring of `after`s cannot be written honestly; a forged one still folds, and the same everywhere.
    if ordered.len() < by_id.len() {
        let placed: HashSet<EventId> = ordered.iter().map(|event| event.id).collect();
        let mut rest: Vec<&Event> =
            by_id.values().copied().filter(|event| !placed.contains(&event.id)).collect();
        rest.sort_by_key(|event| event.tie_break());
        ordered.extend(rest);
    }
    ordered
}

fn open(event: &Event, opened: &TicketOpened) -> Ticket {
    let id = event.id;
    Ticket {
        id: event.ticket.expect("an opening names its ticket; protocol refuses one that does not"),
        number: opened.number,
        branch: event.branch,
        device: event.device,
        epoch: event.epoch,
        seq: event.seq,
        opened_at: event.wall,
        opened_by: event.author,
        policy: event.policy.clone(),
        practice: opened.practice,
        slip_code: opened.slip_code,
        kind: Register::new(id, opened.kind),
        category: Register::new(id, opened.category.clone()),
        channel: Register::new(id, opened.channel.clone()),
        answer_by: Register::new(id, opened.answer_by.clone()),
        role: Register::new(id, opened.role.clone()),
        demands: Register::new(id, opened.demands.clone()),
        claimed_fen: Register::new(id, opened.claimed_fen),
        shipment: Register::new(id, opened.shipment.clone()),
        last_known: Register::new(id, opened.last_known.clone()),
        told: Register::new(id, opened.private.clone()),
        status: TicketStatus::Registered,
        status_since: event.wall,
        statuses: vec![(event.wall, TicketStatus::Registered)],
        not_applied: Vec::new(),
        promises: opened.promises.clone(),
        photos: Vec::new(),
        skipped: Vec::new(),
        notes: Vec::new(),
        annotations: Vec::new(),
        signatures: Vec::new(),
        custody: Vec::new(),
        proofs: Vec::new(),
        assessments: Vec::new(),
        decisions: Vec::new(),
        payments: Vec::new(),
        weighed: Weighed::default(),
        sorted: None,
        links: Vec::new(),
        merged_into: None,
        circle: None,
        ratings: Vec::new(),
        contacts: Vec::new(),
        tasks: Vec::new(),
        evidence: Vec::new(),
        findings: Vec::new(),
        adjudications: Vec::new(),
        improvements: Vec::new(),
        appeals: Vec::new(),
        prints: Vec::new(),
        forgotten: false,
        story: Vec::new(),
        heads: Vec::new(),
    }
}

/// An action, and why it is taken.
type Action<'a> = (TicketAction, Option<&'a Sealed<String>>);

/// Lets `event` take its effect; false when it has none.
fn apply(
    ticket: &mut Ticket,
    event: &Event,
    ancestry: &Ancestry<'_>,
    retracted: &mut HashSet<EventId>,
) -> bool {
    match &event.fact {
        Fact::TicketAmended(amended) => {
            amended.changes.iter().for_each(|change| amend(ticket, event.id, &change.replaces, &change.to));
            true
        }
        Fact::PromiseMade(made) => {
            made.promises.iter().for_each(|promise| promise_earlier(&mut ticket.promises, promise));
            true
        }
        Fact::PhotoAdded(added) => {
            ticket.photos.push(Photo { event: event.id, added: added.clone(), by: event.author });
            true
        }
        Fact::SlotSkipped(skipped) => {
            ticket.skipped.retain(|(_, slot, _)| *slot != skipped.slot);
            ticket.skipped.push((event.id, skipped.slot.clone(), skipped.reason.clone()));
            true
        }
        Fact::NoteAdded(note) => {
            ticket.notes.push((event.id, note.text.clone()));
            true
        }
        Fact::ActionTaken(taken) => {
            let action = (taken.action, taken.words.as_ref());
            if overlooks_money(ticket, event, ancestry) {
                return too_late(ticket, event, action);
            }
            move_on(ticket, event, action)
        }
        Fact::Retracted(taken_back) => retracted.insert(taken_back.event),
        Fact::PrintStarted(started) => {
            ticket.prints.push(Print {
                event: event.id,
                at: event.wall,
                by: event.author,
                started: started.clone(),
                outcome: None,
            });
            true
        }
        Fact::PrintEnded(ended) => {
            let print = ticket.prints.iter_mut().find(|print| print.event == ended.print);
            print.map(|print| print.outcome = Some(ended.outcome.clone())).is_some()
        }
        Fact::PhotoAnnotated(annotated) => {
            ticket.annotations.push((event.id, annotated.clone()));
            true
        }
        Fact::SignatureGiven(given) => {
            ticket.signatures.push(Signed {
                event: event.id,
                at: event.wall,
                given: given.clone(),
                saw_all: false,
                payment: None,
            });
            true
        }
        Fact::CustodyTaken(taken) => {
            ticket.custody.push(KeptArticle {
                event: event.id,
                since: event.wall,
                by: event.author,
                taken: taken.clone(),
                released: None,
            });
            true
        }
        Fact::CustodyReleased(released) => {
            let lies_here =
                |item: &&mut KeptArticle| item.event == released.custody && item.released.is_none();
            let item = ticket.custody.iter_mut().find(lies_here);
            item.map(|item| item.released = Some((event.wall, released.to.clone()))).is_some()
        }
        Fact::ProofNoted(noted) => {
            note_proof(&mut ticket.proofs, &noted.proof);
            true
        }
        Fact::AssessmentMade(made) => {
            let made = made.as_ref().clone();
            ticket.assessments.push(Assessed { event: event.id, at: event.wall, by: event.author, made });
            true
        }
        Fact::DecisionMade(made) => decide(ticket, event, made),
        Fact::DecisionReleased(released) => release(ticket, event, released),
        Fact::PaymentMade(made) => {
            let made = made.clone();
            let corrected = Vec::new();
            ticket.payments.push(Paid { event: event.id, at: event.wall, by: event.author, made, corrected });
            true
        }
        Fact::MatterWeighed(made) => ticket.weighed.take(made, event.id, event.wall, event.author),
        Fact::MatterSorted(made) => {
            let made = made.clone();
            ticket.sorted = Some(Sorted { event: event.id, at: event.wall, by: event.author, made });
            true
        }
        // Both are read off the story once it is known what was taken back. A ticket has no kin in itself.
        Fact::TicketLinked(made) => made.to != ticket.id,
        Fact::TicketMerged(made) => made.into != ticket.id,
        Fact::SatisfactionRated(made) => {
            let made = made.clone();
            let is_given = made.is_given();
            let rated = Rated { event: event.id, at: event.wall, by: event.author, made };
            ticket.ratings.extend(is_given.then_some(rated));
            is_given
        }
        Fact::ContactMade(made) => {
            let made = made.clone();
            ticket.contacts.push(Contacted { event: event.id, at: event.wall, by: event.author, made });
            true
        }
        Fact::TaskSet(_)
        | Fact::TaskGiven(_)
        | Fact::EvidenceNoted(_)
        | Fact::FindingMade(_)
        | Fact::FaultAdjudicated(_)
        | Fact::ImprovementNoted(_)
        | Fact::AppealForwarded(_) => investigation::apply(ticket, event),
        // Attached once everything they may answer is here.
        Fact::TaskAnswered(_) | Fact::AppealReported(_) | Fact::PaymentCorrected(_) => false,
        Fact::TicketForgotten => {
            ticket.forgotten = true;
            true
        }
        // A second opening of one ticket, what concerns the device alone, and what is not known: kept in the story.
        Fact::TicketOpened(_)
        | Fact::ErrandGiven(_)
        | Fact::EpochOpened(_)
        | Fact::ClockMeasured(_)
        | Fact::PersonAdded(_)
        | Fact::PersonChanged(_)
        | Fact::DayOpened(_)
        | Fact::DayClosed(_)
        | Fact::HandedOver(_)
        | Fact::Unknown(_) => false,
    }
}

/// Takes an action where the status allows it; where not, it is kept as one that came too late.
fn move_on(ticket: &mut Ticket, event: &Event, action: Action<'_>) -> bool {
    match ticket.status.after(action.0) {
        Ok(status) => {
            ticket.status = status;
            ticket.status_since = event.wall;
            ticket.statuses.push((event.wall, status));
            true
        }
        Err(_) => too_late(ticket, event, action),
    }
}

fn too_late(ticket: &mut Ticket, event: &Event, (action, words): Action<'_>) -> bool {
    ticket.not_applied.push((event.id, ActionTaken { action, words: words.cloned() }));
    false
}

/// Whether a decision or a payment stands that the author of `event` had not seen: what was written without knowing of
/// money never undoes it.
fn overlooks_money(ticket: &Ticket, event: &Event, ancestry: &Ancestry<'_>) -> bool {
    let decided = ticket.decision().and_then(|decided| decided.effect);
    let paid = ticket.payments.last().map(|paid| paid.event);
    let mut money = decided.into_iter().chain(paid).peekable();
    money.peek().is_some() && {
        let seen = ancestry.seen_by(event.id);
        money.any(|money| !seen.contains(&money))
    }
}

/// A decision takes effect at once, or when a second person has released it.
fn decide(ticket: &mut Ticket, event: &Event, made: &DecisionMade) -> bool {
    let applied =
        !made.needs_release() && move_on(ticket, event, (made.verdict.action(), made.words.as_ref()));
    ticket.decisions.push(Decided {
        event: event.id,
        at: event.wall,
        by: event.author,
        made: made.clone(),
        policy: event.policy.clone(),
        released: None,
        effect: applied.then_some(event.id),
    });
    applied || made.needs_release()
}

/// Releases a decision once; never its own author, and never one that another has replaced.
fn release(ticket: &mut Ticket, event: &Event, released: &DecisionReleased) -> bool {
    let last = ticket.decisions.last();
    let waiting = last.filter(|decided| decided.event == released.decision && decided.waits_for_release());
    let Some(decided) = waiting.filter(|decided| decided.by.is_none() || decided.by != event.author) else {
        return false;
    };
    let (action, words) = (decided.made.verdict.action(), decided.made.words.clone());
    let applied = move_on(ticket, event, (action, words.as_ref()));
    let decided = ticket.decisions.last_mut().expect("it was found above");
    decided.released =
        Some(Released { at: event.wall, by: event.author, released_as: released.released_as.clone() });
    decided.effect = applied.then_some(event.id);
    applied
}

fn amend(ticket: &mut Ticket, event: EventId, replaces: &[EventId], to: &Amendment) {
    match to {
        Amendment::Kind(kind) => ticket.kind.set(event, replaces, *kind),
        Amendment::Category(category) => ticket.category.set(event, replaces, category.clone()),
        Amendment::Channel(channel) => ticket.channel.set(event, replaces, channel.clone()),
        Amendment::AnswerBy(answer_by) => ticket.answer_by.set(event, replaces, answer_by.clone()),
        Amendment::Role(role) => ticket.role.set(event, replaces, role.clone()),
        Amendment::Demands(demands) => ticket.demands.set(event, replaces, demands.clone()),
        Amendment::ClaimedFen(fen) => ticket.claimed_fen.set(event, replaces, *fen),
        Amendment::Shipment(shipment) => ticket.shipment.set(event, replaces, shipment.clone()),
        Amendment::LastKnown(last_known) => ticket.last_known.set(event, replaces, last_known.clone()),
        Amendment::Told(told) => ticket.told.set(event, replaces, told.clone()),
    }
}

/// A promise of a step already made counts only when it is earlier.
fn promise_earlier(promises: &mut Vec<Promise>, promise: &Promise) {
    match promises.iter_mut().find(|made| made.step == promise.step) {
        Some(made) if promise.due_at < made.due_at => *made = promise.clone(),
        Some(_) => {}
        None => promises.push(promise.clone()),
    }
}

/// The latest events that no other came after; the newest `MOST_AFTER` of them.
fn heads(ordered: &[&Event]) -> Vec<EventId> {
    let seen: HashSet<EventId> = ordered.iter().flat_map(|event| event.after.iter().copied()).collect();
    let mut heads: Vec<EventId> =
        ordered.iter().map(|event| event.id).filter(|id| !seen.contains(id)).collect();
    heads.drain(..heads.len().saturating_sub(MOST_AFTER));
    heads
}

/// What a forgotten ticket still shows: counts, causes and amounts; nobody's name or words.
fn shut(ticket: &mut Ticket) {
    for (_, told) in &mut ticket.told.heads {
        *told = Sealed::Shut;
    }
    ticket.notes.iter_mut().for_each(|(_, text)| *text = Sealed::Shut);
    ticket.photos.clear();
    ticket.annotations.clear();
    ticket.signatures.iter_mut().for_each(|signed| signed.given.private = Sealed::Shut);
    ticket.custody.iter_mut().for_each(|item| item.taken.private = Sealed::Shut);
    ticket.assessments.iter_mut().for_each(|assessed| shut_words(&mut assessed.made.words));
    ticket.decisions.iter_mut().for_each(|decided| shut_words(&mut decided.made.words));
    ticket.payments.iter_mut().for_each(|paid| paid.made.private = Sealed::Shut);
    ticket.sorted.iter_mut().for_each(|sorted| shut_words(&mut sorted.made.words));
    ticket.ratings.iter_mut().for_each(|rated| shut_words(&mut rated.made.words));
    ticket.contacts.iter_mut().for_each(|contacted| shut_words(&mut contacted.made.words));
    investigation::shut(ticket);
    for happening in &mut ticket.story {
        happening.fact.shut();
    }
}
