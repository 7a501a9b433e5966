//! The papers of a claim's money: what is offered, what was decided, why nothing is paid, and the voucher.

use documents::{
    Answer, Backed, Bilingual, Decider, Ground, Issue, Laid, MoneyLine, Pledge, Review, Term,
    decision::{Decision, Ruling},
    proposal::{Alternative, ProofOwed, Proposal},
    receipt::{Amount, Receipt},
    refusal::{Reason, Refusal},
    voucher::{Correction, Voucher},
};
use domain::{
    AwardLine, Decided, Document, Fen, Paid, RuleCode, SignaturePurpose, Ticket, TicketStatus, Zone,
    capitals,
    compensation::{Assessment, NeedStanding, Place, Rung},
    mask_account, mask_name,
};

use crate::{
    Desk, PaperLanguage, PaperSize, TicketSheet,
    paper_values::{moment, moment_of_day, paper_signature, some_text, words},
};

/// The policy's limit for paying after an agreement.
const PAYMENT_LIMIT: &str = "claim_payment";

impl Desk {
    /// A paper of a claim's money, or none where the paper is no such. `issue` says when what it says was written.
    pub(crate) fn lay_award_paper(
        &self,
        sheet: &TicketSheet,
        document: &Document,
        issue: Issue,
        receipt: Receipt,
        (size, language): (PaperSize, PaperLanguage),
    ) -> Option<Laid> {
        let ticket = &sheet.ticket;
        let (size, tongue) = (size.sheet(), language.tongue());
        let issue = Issue { qr: receipt.qr.clone(), slip: receipt.slip.clone(), ..issue };
        match document.as_str() {
            "proposal" => Some(documents::proposal::lay(&self.proposal(sheet, issue, receipt), size, tongue)),
            "decision" => {
                let decision = self.decision(sheet, ticket.decision()?, issue, receipt);
                Some(documents::decision::lay(&decision, size, tongue))
            }
            "refusal" => {
                let refusal = self.refusal(sheet, ticket.decision()?, issue, receipt);
                Some(documents::refusal::lay(&refusal, size, tongue))
            }
            "voucher" => {
                let voucher = self.voucher(sheet, last_paid(ticket)?, issue, receipt);
                Some(documents::voucher::lay(&voucher, size, tongue))
            }
            _ => None,
        }
    }

    /// What is offered at the counter, before headquarters has decided.
    fn proposal(&self, sheet: &TicketSheet, issue: Issue, receipt: Receipt) -> Proposal {
        let ticket = &sheet.ticket;
        let assessed = ticket.assessment();
        let (_, assessment) = self.claim(ticket);
        let measure = assessed.and_then(|assessed| assessed.made.measure.clone());
        let taken = measure.as_ref().and_then(|measure| assessment.alternative(measure));
        let beside = assessment.alternatives.iter().filter(|one| Some(&one.measure) != measure.as_ref());
        let owed = assessment.proofs.iter().filter_map(|told| match &told.standing {
            NeedStanding::Owed { by, .. } | NeedStanding::Late { by, .. } => {
                Some(ProofOwed { proof: words(&told.name), due: Some(moment_of_day(*by)) })
            }
            NeedStanding::Missing => Some(ProofOwed { proof: words(&told.name), due: None }),
            NeedStanding::Given { .. } | NeedStanding::Waived { .. } => None,
        });
        let lines = assessed.map(|assessed| assessed.made.lines.as_slice()).unwrap_or_default();
        Proposal {
            waybill: receipt.waybill,
            visitor: receipt.visitor,
            category: receipt.category,
            claimed: self.backed(ticket, Rung::Claimed),
            proven: self.backed(ticket, Rung::Proven),
            lines: self.money_lines(lines),
            total: total(lines),
            why: taken.and_then(|taken| match &taken.place {
                Place::Proposed { why } => Some(words(why)),
                Place::Beside { .. } => None,
            }),
            alternatives: beside
                .map(|one| Alternative {
                    name: words(&one.name),
                    total_fen: one.total().ok().map(Fen::get),
                    citation: words(&one.citation),
                    why_not: match &one.place {
                        Place::Proposed { why } => words(why),
                        Place::Beside { words: why_not, .. } => words(why_not),
                    },
                })
                .collect(),
            proofs_owed: owed.collect(),
            answer_by: None,
            payment: self.pledge(),
            review: Some(Review { rounds_left: self.policy().compensation().rounds.most, due: None }),
            policy: Some(self.policy().version().to_string()),
            service_line: receipt.service_line,
            appeal: receipt.appeal,
            privacy: receipt.privacy,
            answer: answer(ticket),
            signature: self.signed(ticket, &SignaturePurpose::DECISION),
            issue,
        }
    }

    /// What headquarters decided to pay.
    fn decision(&self, sheet: &TicketSheet, decided: &Decided, issue: Issue, receipt: Receipt) -> Decision {
        let ticket = &sheet.ticket;
        let zone = self.zone();
        let made = &decided.made;
        let assessed = ticket.assessments.iter().find(|one| Some(one.event) == made.assessment);
        let reason = made.words.as_ref().and_then(|words| words.open()).cloned();
        let ruling = match (made.verdict, assessed) {
            (domain::Verdict::Change, Some(assessed)) => Ruling::Changed {
                assessed: Backed {
                    fen: assessed.made.total().get(),
                    by: assessed.made.lines.first().map(|line| words(&line.ground)).unwrap_or_default(),
                },
                reason: Bilingual::same(reason.unwrap_or_default()),
            },
            _ => Ruling::AsAssessed,
        };
        Decision {
            received: Some(moment(zone.local(ticket.opened_at), true)),
            waybill: receipt.waybill,
            visitor: receipt.visitor,
            category: receipt.category,
            claimed: self.backed(ticket, Rung::Claimed),
            proven: self.backed(ticket, Rung::Proven),
            ruling,
            lines: self.money_lines(&made.lines),
            total: total(&made.lines),
            decided_by: self.decider(&made.decided_as, decided.at, zone),
            released_by: decided
                .released
                .as_ref()
                .map(|released| self.decider(&released.released_as, released.at, zone)),
            policy: Some(decided.policy.to_string()),
            payment: self.pledge(),
            review: Some(self.rounds_left(decided)),
            late: self.late_at(ticket, decided.at),
            service_line: receipt.service_line,
            appeal: receipt.appeal,
            answer: answer(ticket),
            signature: self.signed(ticket, &SignaturePurpose::DECISION),
            issue,
        }
    }

    /// Why headquarters pays nothing.
    fn refusal(&self, sheet: &TicketSheet, decided: &Decided, issue: Issue, receipt: Receipt) -> Refusal {
        let ticket = &sheet.ticket;
        let (_, assessment) = self.claim(ticket);
        let reason = |ground: &domain::DecisionGround| Reason {
            words: bearing(&assessment, &ground.rule).map(words).unwrap_or_default(),
            citation: words(&ground.citation),
        };
        let lacking = assessment.proofs.iter().filter(|told| {
            matches!(
                told.standing,
                NeedStanding::Missing | NeedStanding::Owed { .. } | NeedStanding::Late { .. }
            )
        });
        Refusal {
            waybill: receipt.waybill,
            visitor: receipt.visitor,
            category: receipt.category,
            asked: receipt.demand.unwrap_or_default(),
            found: decided.made.words.as_ref().and_then(|words| words.open()).cloned().unwrap_or_default(),
            reasons: decided.made.grounds.iter().map(reason).collect(),
            would_change: lacking.map(|told| words(&told.name)).collect(),
            decided_by: Some(self.decider(&decided.made.decided_as, decided.at, self.zone())),
            policy: Some(decided.policy.to_string()),
            review: Some(self.rounds_left(decided)),
            late: self.late_at(ticket, decided.at),
            service_line: receipt.service_line,
            appeal: receipt.appeal,
            signature: self.signed(ticket, &SignaturePurpose::DECISION),
            issue,
        }
    }

    /// What was paid to whom: a payment's voucher.
    fn voucher(&self, sheet: &TicketSheet, paid: &Paid, issue: Issue, receipt: Receipt) -> Voucher {
        let ticket = &sheet.ticket;
        let policy = self.policy();
        let to = paid.made.private.open().cloned().unwrap_or_default();
        let of_decision = ticket.decisions.iter().find(|decided| decided.event == paid.made.decision);
        let lines = of_decision.map(|decided| decided.made.lines.as_slice()).unwrap_or_default();
        // A part of what was approved is no head of its own: the lines stand for the whole only where it was paid whole.
        let is_whole = domain::total_of(lines) == paid.fen();
        Voucher {
            voucher: paid.made.voucher.clone(),
            payee: mask_name(&to.name),
            payee_for_finance: some_text(&to.name).map(documents::InFull),
            method: words(&policy.name_of_payment_method(&paid.made.method)),
            account: some_text(&to.account).map(|account| mask_account(&account)),
            waybill: receipt.waybill,
            lines: if is_whole { self.money_lines(lines) } else { Vec::new() },
            total: amount(paid.fen()),
            paid_at: Some(moment(self.zone().local(paid.at), true)),
            paid_by: paid.by.and_then(|person| sheet.names.get(&person).cloned()),
            approved_by: of_decision.map(|decided| documents::staff_role(&decided.made.decided_as)),
            corrected: paid.corrected.last().map(|corrected| Correction {
                from_fen: paid.made.fen.get(),
                at: moment(self.zone().local(corrected.at), true),
                was_signed: ticket.has_outdated_signature(paid),
            }),
            signature: ticket
                .payment_signature(paid.event)
                .and_then(|signed| paper_signature(signed, self.zone())),
            issue,
        }
    }

    pub(crate) fn money_lines(&self, lines: &[AwardLine]) -> Vec<MoneyLine> {
        let line = |line: &AwardLine| MoneyLine {
            head: words(&self.policy().name_of_line(line.kind)),
            fen: line.fen.get(),
            citation: words(&line.ground),
            steps: line.reckoned.iter().map(words).collect(),
        };
        lines.iter().map(line).collect()
    }

    /// An amount of the ladder, and what it rests on: the customer's word, or the proofs that were given.
    fn backed(&self, ticket: &Ticket, rung: Rung) -> Option<Backed> {
        let fen = ticket.ladder().fen(rung)?.get();
        if rung == Rung::Claimed {
            return Some(Backed { fen, by: documents::said_by_customer() });
        }
        let given = ticket.proofs.iter().filter(|proof| proof.standing.word() == "given");
        let names: Vec<_> = given.map(|proof| self.policy().name_of_proof(&proof.code)).collect();
        let listed = |name: fn(&domain::Bilingual) -> String, between: &str| {
            names.iter().map(name).collect::<Vec<_>>().join(between)
        };
        let by =
            Bilingual { zh: listed(|name| name.zh.clone(), "、"), en: listed(|name| name.en.clone(), ", ") };
        Some(Backed { fen, by })
    }

    /// By when money comes after an agreement.
    fn pledge(&self) -> Option<Pledge> {
        let limit = self.policy().limit(PAYMENT_LIMIT)?;
        let rule = self.policy().rule(&limit.rule)?;
        let ground = words(&rule.citation);
        Some(Pledge {
            what: words(&limit.what),
            term: Term::Within(words(&limit.term.in_words())),
            ground: if rule.by_law { Ground::Law(ground) } else { Ground::Ours(Some(ground)) },
            provisional: false,
        })
    }

    fn decider(&self, role: &str, at: domain::Instant, zone: Zone) -> Decider {
        Decider {
            role: documents::staff_role(role),
            name: None,
            unit: Some(documents::headquarters()),
            at: Some(moment(zone.local(at), true)),
        }
    }

    /// What is left of the right to a review, by the rules of today: they may only have become more generous.
    fn rounds_left(&self, decided: &Decided) -> Review {
        let most = self.policy().compensation().rounds.most;
        Review { rounds_left: most.saturating_sub(decided.made.round), due: None }
    }

    fn signed(&self, ticket: &Ticket, purpose: &SignaturePurpose) -> Option<documents::Signature> {
        ticket.signature_for(purpose).and_then(|signed| paper_signature(signed, self.zone()))
    }
}

/// The payment that a voucher is of: the last that truly was.
pub(crate) fn last_paid(ticket: &Ticket) -> Option<&Paid> {
    ticket.payments.iter().rfind(|paid| !paid.never_was())
}

fn total(lines: &[AwardLine]) -> Amount {
    amount(domain::total_of(lines))
}

fn amount(fen: Fen) -> Amount {
    Amount { fen: fen.get(), capitals: capitals(fen) }
}

/// What bears on a claim by a rule: an exemption, a limit of time.
fn bearing<'a>(assessment: &'a Assessment, rule: &RuleCode) -> Option<&'a domain::Bilingual> {
    let exemptions = assessment.exemptions.iter().filter(|told| told.touches);
    let exemption = exemptions.filter(|told| told.ground.as_ref().is_some_and(|(code, _)| code == rule));
    let limits = assessment.time_limits.iter().filter(|told| told.rule == *rule && told.bars());
    exemption.map(|told| &told.name).chain(limits.map(|told| &told.name)).next()
}

/// What the customer said to the last offer.
fn answer(ticket: &Ticket) -> Option<Answer> {
    let last = ticket.statuses.last().map(|(_, status)| *status)?;
    matches!(last, TicketStatus::Agreed | TicketStatus::Settled | TicketStatus::Closed)
        .then_some(Answer::Accepts)
}
