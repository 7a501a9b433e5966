//! What was found out, on paper: the preliminary report, and what the regulator is answered on an appeal.

use std::collections::BTreeMap;

use documents::{
    Amount, Bilingual, Issue,
    appeal::{AppealAnswer, ClockTold, Happening, Outcome, Satisfied},
    preliminary::{Exhibit, Preliminary, Task},
    receipt::Receipt,
};
use domain::{
    ContactAbout, ContactOutcome, Due, Fact, Instant, Origin, PersonId, Sealed, TaskTo, Ticket, TicketAction,
    TicketStatus, capitals,
    clocks::{Standing, TicketClock},
};

use crate::{
    Desk, PaperLanguage, Place, TicketSheet,
    appeals::timed,
    award_papers::last_paid,
    claims::read,
    paper_values::{moment, moment_of_day, named_with, some_text, words},
    photos::attachment_file,
    ticket_papers::{paper_parties, paper_shipment},
};

impl Desk {
    /// What is known so far.
    pub(crate) fn preliminary(&self, sheet: &TicketSheet, issue: Issue, receipt: Receipt) -> Preliminary {
        let ticket = &sheet.ticket;
        let (policy, zone) = (self.policy(), self.zone());
        let task = |task: &domain::Task| Task {
            what: words(&policy.name_of_task_kind(&task.what)),
            whose: Some(words(&self.name_of_task_to(&task.to, &sheet.names))),
            due: Some(moment(zone.local(task.due_at), true)),
        };
        let steps = if ticket.status.is_finished() { Vec::new() } else { self.steps(ticket) };
        let open = steps.iter().filter(|step| step.fulfilled_by.is_none());
        let (stage, cause) = self.fault(ticket);
        Preliminary {
            received: receipt.received,
            waybill: receipt.waybill,
            visitor: receipt.visitor,
            category: receipt.category,
            findings: findings(ticket),
            stage,
            cause,
            responsible_unit: self.responsible(ticket),
            exhibits: self.exhibits(sheet, issue.outlet.name.clone()),
            tasks: ticket.open_tasks().into_iter().map(task).collect(),
            next_steps: open.map(|step| words(&step.proposed.words)).collect(),
            service_line: receipt.service_line,
            issue,
        }
    }

    /// What the regulator is answered.
    pub(crate) fn appeal_answer(
        &self,
        sheet: &TicketSheet,
        issue: Issue,
        receipt: Receipt,
        (place, language): (&Place, PaperLanguage),
    ) -> AppealAnswer {
        let ticket = &sheet.ticket;
        let appeal = timed(ticket, self.zone()).map(|appeal| &appeal.forwarded);
        let (stage, cause) = self.fault(ticket);
        let (satisfied, remark) = satisfied(ticket);
        let branch = issue.outlet.name.clone();
        AppealAnswer {
            appeal: appeal.map(|appeal| appeal.number.clone()),
            forwarded: appeal.map(|appeal| moment_of_day(appeal.forwarded_on)),
            parties: paper_parties(ticket),
            shipment: paper_shipment(ticket, &receipt),
            received: receipt.received,
            category: receipt.category,
            story: receipt.story,
            asked: receipt.demand.unwrap_or_default(),
            findings: findings(ticket),
            stage,
            cause,
            responsible_unit: self.responsible(ticket),
            outcome: self.outcome(ticket, language),
            explanation: explanation(ticket),
            satisfied,
            remark,
            timeline: self.timeline(ticket, &branch),
            clocks: self.clocks(ticket).iter().filter_map(|clock| self.clock_told(clock)).collect(),
            exhibits: self.exhibits(sheet, branch),
            handler: issue.clerk.clone().unwrap_or_default(),
            handler_phone: some_text(&place.branch.phone),
            issue,
        }
    }

    /// Whose a task is, by name.
    pub fn name_of_task_to(&self, to: &TaskTo, names: &BTreeMap<PersonId, String>) -> domain::Bilingual {
        match to {
            TaskTo::Person(person) => {
                let known = names.get(person).cloned();
                domain::Bilingual::untranslated(&known.unwrap_or_else(|| person.to_string()))
            }
            TaskTo::Unit(unit) => self.policy().name_of_unit(unit),
            TaskTo::Branch(branch) => domain::Bilingual::untranslated(&self.name_of_branch(*branch)),
        }
    }

    /// This branch by its name, any other by its identity: a counter knows no others.
    pub fn name_of_branch(&self, branch: domain::BranchId) -> String {
        let own = self.place().filter(|place| place.branch.id == branch).map(|place| place.branch.name);
        own.unwrap_or_else(|| branch.to_string())
    }

    /// Where it went wrong and why: as it was adjudicated, or else found.
    fn fault(&self, ticket: &Ticket) -> (Option<Bilingual>, Option<Bilingual>) {
        let (found, decided) = (ticket.finding(), ticket.adjudicated());
        let stage = decided.and_then(|it| it.made.stage.as_ref());
        let stage = stage.or_else(|| found.and_then(|it| it.made.stage.as_ref()));
        let cause = decided.and_then(|it| it.made.cause.as_ref());
        let cause = cause.or_else(|| found.and_then(|it| it.made.cause.as_ref()));
        (
            stage.map(|stage| words(&self.policy().name_of_fault_stage(stage))),
            cause.map(|cause| words(&self.policy().name_of_fault_cause(cause))),
        )
    }

    fn responsible(&self, ticket: &Ticket) -> Option<Bilingual> {
        ticket.adjudicated().map(|it| words(&self.policy().name_of_unit(&it.made.unit)))
    }

    /// The evidence that was noted, and then what else was photographed or handed in; each file with its hash, once.
    fn exhibits(&self, sheet: &TicketSheet, branch: Bilingual) -> Vec<Exhibit> {
        let (ticket, zone, policy) = (&sheet.ticket, self.zone(), self.policy());
        let at = |at: Instant| Some(moment(zone.local(at), true));
        let photo = |(place, photo): (usize, &domain::Photo)| {
            let slot = policy.name_of_slot(&photo.added.slot);
            let (kind, file) = match photo.added.attachment() {
                Some(kept) => (named_with(&slot, &kept.kind.name()), attachment_file(ticket, place, kept)),
                None => (slot, format!("{}-{:02}.jpg", ticket.number, place + 1)),
            };
            let exhibit = Exhibit {
                kind: words(&kind),
                file: Some(file),
                at: at(photo.added.taken_at),
                place: Some(branch.clone()),
                sha256: Some(photo.added.sha256.to_string()),
            };
            (photo.event, exhibit)
        };
        let photos: Vec<_> = ticket.photos.iter().enumerate().map(photo).collect();
        let noted = ticket.evidence.iter().map(|evidence| {
            let shown = photos.iter().find(|(event, _)| Some(*event) == evidence.noted.photo);
            let said = evidence.noted.words.as_ref().and_then(Sealed::open);
            Exhibit {
                kind: words(&policy.name_of_evidence_kind(&evidence.noted.evidence)),
                file: shown.and_then(|(_, photo)| photo.file.clone()),
                at: at(evidence.at),
                place: said.map(|words| Bilingual::same(words.clone())),
                sha256: shown.and_then(|(_, photo)| photo.sha256.clone()),
            }
        });
        let is_noted = |event| ticket.evidence.iter().any(|evidence| evidence.noted.photo == Some(event));
        let others = photos.iter().filter(|(event, _)| !is_noted(*event)).map(|(_, photo)| photo.clone());
        noted.chain(others).collect()
    }

    /// How it ended, or how far it has come.
    fn outcome(&self, ticket: &Ticket, language: PaperLanguage) -> Outcome {
        let decided = ticket.decision().filter(|decided| decided.made.awards());
        let is_agreed = matches!(ticket.status, TicketStatus::Agreed | TicketStatus::Settled);
        if let Some(decided) = decided
            && (is_agreed || last_paid(ticket).is_some())
        {
            let is_paid = ticket.to_pay_fen() == Some(domain::Fen::ZERO);
            let total = if is_paid { ticket.paid_fen() } else { decided.made.total() };
            // Another sum than was decided has no heads of its own.
            let is_whole = total == decided.made.total();
            return Outcome::Agreed {
                agreement: documents::stands(ticket.status.as_str()),
                lines: if is_whole { self.money_lines(&decided.made.lines) } else { Vec::new() },
                total: Amount { fen: total.get(), capitals: capitals(total) },
                paid_at: last_paid(ticket)
                    .filter(|_| is_paid)
                    .map(|paid| moment(self.zone().local(paid.at), true)),
            };
        }
        if ticket.status.is_finished() {
            return Outcome::Explained;
        }
        let tasks = ticket.open_tasks().into_iter().map(|task| self.policy().name_of_task_kind(&task.what));
        let stands = documents::stands(ticket.status.as_str());
        let progress = std::iter::once(stands).chain(tasks.map(|name| words(&name)));
        let grounds = ticket.assessment().map(|assessed| assessed.made.lines.as_slice()).unwrap_or_default();
        let told = ticket.contacts.iter().filter(|contacted| contacted.made.reached());
        let told = told.filter_map(|contacted| contacted.made.words.as_ref().and_then(Sealed::open));
        Outcome::Unfinished {
            progress: in_lines(progress, language),
            principle: in_lines(grounds.iter().map(|line| words(&line.ground)), language),
            negotiation: told.cloned().collect::<Vec<_>>().join("\n"),
        }
    }

    /// A clock with its due time; what only opens a way is none that could be kept.
    fn clock_told(&self, clock: &TicketClock) -> Option<ClockTold> {
        let zone = self.zone();
        let done = match clock.standing {
            Standing::Met { at } | Standing::MetLate { at } => Some(moment(zone.local(at), true)),
            Standing::Running { .. } | Standing::Paused { .. } | Standing::Late { .. } => None,
            Standing::Reached { .. } => return None,
        };
        Some(ClockTold {
            name: words(&clock.words),
            citation: words(&clock.citation),
            due: match clock.due {
                Due::On(day) => moment_of_day(day),
                Due::By(at) => moment(zone.local(at), true),
            },
            done,
            is_late: clock.standing.is_late(),
        })
    }

    fn timeline(&self, ticket: &Ticket, branch: &Bilingual) -> Vec<Happening> {
        let lines = ticket.story.iter().filter(|line| line.applied);
        let told = lines.filter_map(|line| {
            let by = match line.origin {
                Origin::Counter => branch.clone(),
                Origin::Headquarters => documents::headquarters(),
            };
            Some(Happening {
                at: moment(self.zone().local(line.at), true),
                what: self.happened(ticket, &line.fact, line.at)?,
                by: Some(by),
            })
        });
        told.collect()
    }

    /// What a fact means to the regulator; none where it is ours alone.
    fn happened(&self, ticket: &Ticket, fact: &Fact, at: Instant) -> Option<Bilingual> {
        let policy = self.policy();
        let joined = |one: domain::Bilingual, other: domain::Bilingual| Bilingual {
            zh: format!("{}:{}", one.in_chinese(), other.in_chinese()),
            en: format!("{}: {}", one.in_english(), other.in_english()),
        };
        Some(match fact {
            Fact::TicketOpened(_) => documents::stands(TicketStatus::Registered.as_str()),
            Fact::ActionTaken(_) | Fact::DecisionMade(_) | Fact::DecisionReleased(_) => {
                let since = ticket.statuses.iter().rfind(|(since, _)| *since == at)?;
                documents::stands(since.1.as_str())
            }
            Fact::ContactMade(made) => {
                let ways = policy.contact_ways().iter().find(|choice| choice.code == made.way);
                let way = ways.map(|choice| choice.name.clone());
                let way = way.unwrap_or_else(|| domain::Bilingual::untranslated(made.way.as_str()));
                joined(way, policy.name_of_contact_outcome(&made.outcome))
            }
            Fact::TaskSet(set) | Fact::TaskGiven(set) => words(&policy.name_of_task_kind(&set.task)),
            Fact::TaskAnswered(answered) => {
                let task = policy.name_of_task_kind(&ticket.task(answered.task)?.what);
                joined(task, policy.name_of_task_outcome(&answered.outcome))
            }
            Fact::EvidenceNoted(noted) => words(&policy.name_of_evidence_kind(&noted.evidence)),
            Fact::FindingMade(made) => words(&policy.name_of_fault_stage(made.stage.as_ref()?)),
            Fact::FaultAdjudicated(made) => words(&policy.name_of_unit(&made.unit)),
            Fact::PaymentMade(made) => joined(
                policy.name_of_payment_method(&made.method),
                domain::Bilingual::untranslated(&format!("¥{}", made.fen)),
            ),
            Fact::AppealForwarded(forwarded) => numbered(documents::appeal_forwarded(), &forwarded.number),
            Fact::AppealReported(made) => {
                let appeal = ticket.appeals.iter().find(|appeal| appeal.event == made.appeal)?;
                numbered(documents::appeal_reported(), &appeal.forwarded.number)
            }
            Fact::PaymentCorrected(made) => {
                let paid = ticket.payments.iter().find(|paid| paid.event == made.payment)?;
                joined(
                    domain::Bilingual::untranslated(&paid.made.voucher),
                    domain::Bilingual::untranslated(&format!("¥{}", made.fen)),
                )
            }
            _ => return None,
        })
    }
}

/// What happened to an appeal, with its number.
fn numbered(what: Bilingual, number: &str) -> Bilingual {
    Bilingual { zh: format!("{}（{number}）", what.zh), en: format!("{} ({number})", what.en) }
}

/// What was found, in words; or else the reason for who caused it.
fn findings(ticket: &Ticket) -> String {
    let found = ticket.finding().and_then(|found| found.made.words.as_ref());
    let said = found.or_else(|| ticket.adjudicated().and_then(|it| it.made.words.as_ref()));
    read(said).unwrap_or_default()
}

/// What was explained to the customer last.
fn explanation(ticket: &Ticket) -> Option<String> {
    use TicketAction::{Answer, Decline, Propose};
    ticket.story.iter().rev().filter(|line| line.applied).find_map(|line| {
        let said = match &line.fact {
            Fact::ActionTaken(taken) if matches!(taken.action, Answer | Decline | Propose) => &taken.words,
            Fact::DecisionMade(made) => &made.words,
            _ => return None,
        };
        read(said.as_ref())
    })
}

/// Whether the customer is satisfied, and what they said: by their stars or by what they said when asked, the later one.
fn satisfied(ticket: &Ticket) -> (Satisfied, Option<String>) {
    let asked = || ticket.contacts.iter().filter(|it| it.made.about == ContactAbout::FOLLOW_UP);
    let answered = asked().rfind(|it| it.made.reached());
    let rated = ticket.rating().filter(|rated| answered.is_none_or(|answered| rated.at >= answered.at));
    match (rated, answered) {
        (Some(rated), _) => {
            let satisfied = if rated.made.is_satisfied() { Satisfied::Yes } else { Satisfied::No };
            (satisfied, read(rated.made.words.as_ref()))
        }
        (None, Some(answered)) => {
            use ContactOutcome as Came;
            let is_not = [Came::ARRIVED_DISSATISFIED, Came::NOT_ARRIVED, Came::REOPEN_WANTED]
                .contains(&answered.made.outcome);
            let satisfied = match answered.made.outcome == Came::ARRIVED_SATISFIED {
                true => Satisfied::Yes,
                false if is_not => Satisfied::No,
                // They were told, and did not say.
                false => Satisfied::NotAsked,
            };
            (satisfied, read(answered.made.words.as_ref()))
        }
        (None, None) if asked().next().is_some() => (Satisfied::NotReached, None),
        (None, None) => (Satisfied::NotAsked, None),
    }
}

/// Words one below the other, in the paper's language.
fn in_lines(texts: impl Iterator<Item = Bilingual>, language: PaperLanguage) -> String {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        let line = match language {
            PaperLanguage::Chinese => text.zh,
            PaperLanguage::English => text.en,
            PaperLanguage::Both if text.zh == text.en => text.zh,
            PaperLanguage::Both => format!("{} {}", text.zh, text.en),
        };
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}
