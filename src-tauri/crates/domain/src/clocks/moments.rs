//! When what happened: from a ticket's story to the moments that start, end and hold up its clocks.

use crate::{
    Amendment, Channel, ContactAbout, Date, Decided, Demand, Document, EventId, Fact, Fen, Happening,
    Instant, Kind, Paid, ParcelStatus, PromiseStep, Ticket, TicketAction, TicketOpened, TicketStatus, Zone,
    policy::{Clock, ClockStart, ClockStop},
};

/// A moment, with its place in the story: what comes after what is told by the fold, not by anybody's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub place: usize,
    pub at: Instant,
}

/// A stretch of time in which the customer owed an answer; without an end while they still do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub from: Instant,
    pub until: Option<Instant>,
}

/// The moments of a ticket.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    kinds: Vec<(Kind, Moment)>,
    starts: Vec<(ClockStart, Moment)>,
    demanded: Vec<(Demand, Moment)>,
    promised: Vec<(PromiseStep, Moment)>,
    stops: Vec<(ClockStop, Moment)>,
    reopened: Vec<Moment>,
    waits: Vec<Wait>,
    /// When the ticket went on in another, where it does.
    merged: Option<Moment>,
    /// An outcome stands that the customer does not know.
    is_untold: bool,
}

impl Moments {
    /// Those of `ticket`. The day on which its parcel was to arrive starts at `arrival_at`; days are those of `zone`.
    pub fn of(ticket: &Ticket, arrival_at: Option<Instant>, zone: Zone) -> Self {
        let mut walk = Walk::new(ticket);
        ticket.story.iter().enumerate().for_each(|(place, happening)| walk.take(place, happening));
        let mut moments = walk.moments;
        moments.hear_appeals(ticket, zone);
        if let Some(at) = arrival_at {
            moments.starts.push((ClockStart::ArrivalPromised, Moment { place: 0, at }));
        }
        moments
    }

    /// The same, had the ticket become `kind` at this moment.
    pub fn had_it_become(&self, kind: Kind, at: Instant) -> Self {
        let mut moments = self.clone();
        moments.is_now(kind, Moment { place: usize::MAX, at });
        moments
    }

    fn start(&self, start: ClockStart) -> Option<Moment> {
        self.starts.iter().find(|(word, _)| *word == start).map(|(_, moment)| *moment)
    }

    /// From when `clock` counts.
    pub fn start_of(&self, clock: &Clock) -> Option<Moment> {
        match clock.start {
            ClockStart::OfKind => {
                let was = self.kinds.iter().find(|(kind, _)| clock.kinds.contains(kind));
                was.map(|(_, moment)| *moment)
            }
            ClockStart::Demanded => {
                let asked = self.demanded.iter().find(|(demand, _)| clock.demands.contains(demand));
                asked.map(|(_, moment)| *moment)
            }
            start => self.start(start),
        }
    }

    /// When something of this step was first promised.
    pub fn promised(&self, step: &PromiseStep) -> Option<Moment> {
        self.promised.iter().find(|(promised, _)| promised == step).map(|(_, moment)| *moment)
    }

    /// When the customer owed an answer.
    pub fn waits(&self) -> &[Wait] {
        &self.waits
    }

    /// When the ticket went on in another, where it does.
    pub fn merged(&self) -> Option<Moment> {
        self.merged
    }

    /// Whether an outcome stands that the customer is still to be told.
    pub fn is_untold(&self) -> bool {
        self.is_untold
    }

    /// Whether it was a complaint or a claim at any time.
    pub fn was_complaint(&self) -> bool {
        self.start(ClockStart::ComplaintMade).is_some()
    }

    /// When a clock ended that counts from `started` and is due at `due_at`. A ticket that is taken up again while there
    /// is time lets it run on; what was done in time and taken up later was done in time.
    pub fn ended(&self, stops: &[ClockStop], started: Moment, due_at: Instant) -> Option<Instant> {
        let ends = self.stops.iter().filter(|(stop, _)| stops.contains(stop));
        let mut ends = ends.filter(|(_, moment)| moment.place >= started.place);
        let (mut stop, mut ended) = *ends.next()?;
        for reopened in self.reopened.iter().filter(|reopened| reopened.at < due_at) {
            // What was reported to the regulator stays reported.
            if ended.place < reopened.place && stop != ClockStop::AppealReported {
                (stop, ended) = *ends.find(|(_, moment)| moment.place > reopened.place)?;
            }
        }
        Some(ended.at.max(started.at))
    }

    fn starts_at(&mut self, start: ClockStart, moment: Moment) {
        if self.start(start).is_none() {
            self.starts.push((start, moment));
        }
    }

    fn starts_anew_at(&mut self, start: ClockStart, moment: Moment) {
        self.starts.retain(|(word, _)| *word != start);
        self.starts.push((start, moment));
    }

    /// Appeals: of several, the first that the regulator has no report on counts. Forwarding and report count from their
    /// days, wherever they stand in the story.
    fn hear_appeals(&mut self, ticket: &Ticket, zone: Zone) {
        // The ticket that came by way of the regulator came with the first of them.
        let mut by_channel = self.start(ClockStart::AppealReceived);
        let mut open: Option<Moment> = None;
        let mut reported: Option<(Moment, Instant)> = None;
        for appeal in &ticket.appeals {
            let written = ticket.story.iter().position(|line| line.event == appeal.event).unwrap_or_default();
            let own = Moment { place: written, at: on_day(appeal.forwarded.forwarded_on, appeal.at, zone) };
            let start = by_channel.take().map_or(own, |channel| Moment {
                place: channel.place.min(own.place),
                at: channel.at.min(own.at),
            });
            let reports = appeal.reports.iter().map(|it| on_day(it.made.reported_on, it.at, zone));
            match reports.min() {
                Some(at) => reported = Some((start, at)),
                None => open = open.into_iter().chain([start]).min_by_key(|moment| moment.at),
            }
        }
        if let Some(start) = open.or(reported.map(|(start, _)| start)) {
            self.starts_anew_at(ClockStart::AppealReceived, start);
        }
        if let Some((start, at)) = reported.filter(|_| open.is_none()) {
            let place = ticket.story.iter().rposition(|line| line.at <= at).unwrap_or_default();
            let moment = Moment { place: place.max(start.place), at };
            self.stops.push((ClockStop::AppealReported, moment));
            self.stops.sort_by_key(|(_, moment)| moment.place);
        }
    }

    fn is_now(&mut self, kind: Kind, moment: Moment) {
        self.kinds.push((kind, moment));
        if matches!(kind, Kind::Complaint | Kind::Claim) {
            self.starts_at(ClockStart::ComplaintMade, moment);
        }
        if kind == Kind::Claim {
            self.starts_at(ClockStart::Claimed, moment);
        }
    }
}

/// The moment of what happened on a day and was written down at `written_at`.
fn on_day(day: Date, written_at: Instant, zone: Zone) -> Instant {
    if zone.local(written_at).date <= day { written_at } else { zone.start_of(day) }
}

/// A walk along a story.
struct Walk<'a> {
    ticket: &'a Ticket,
    moments: Moments,
    status: TicketStatus,
    /// What the decision that stands gives.
    approved: Option<Fen>,
    paid: Fen,
    /// An outcome stands: proposed, answered, declined.
    has_outcome: bool,
}

impl<'a> Walk<'a> {
    fn new(ticket: &'a Ticket) -> Self {
        Self {
            ticket,
            moments: Moments {
                kinds: Vec::new(),
                starts: Vec::new(),
                demanded: Vec::new(),
                promised: Vec::new(),
                stops: Vec::new(),
                reopened: Vec::new(),
                waits: Vec::new(),
                merged: None,
                is_untold: false,
            },
            status: TicketStatus::Registered,
            approved: None,
            paid: Fen::ZERO,
            has_outcome: false,
        }
    }

    fn take(&mut self, place: usize, happening: &Happening) {
        let moment = Moment { place, at: happening.at };
        match &happening.fact {
            // A second opening of one ticket tells nothing.
            Fact::TicketOpened(opened) if happening.applied => self.open(opened, moment),
            Fact::TicketAmended(amended) => {
                amended.changes.iter().for_each(|change| self.amend(&change.to, moment));
            }
            Fact::PromiseMade(made) => {
                made.promises.iter().for_each(|promise| self.promise(&promise.step, moment));
            }
            Fact::ActionTaken(taken) if happening.applied => self.act(taken.action, true, moment),
            Fact::DecisionMade(_) | Fact::DecisionReleased(_) => self.decide(happening.event, moment),
            Fact::PaymentMade(made) => {
                // What was truly paid counts, as of the day on which it was.
                let paid = self.ticket.payments.iter().find(|paid| paid.event == happening.event);
                let fen = paid.map_or(made.fen, Paid::fen);
                self.paid = self.paid.checked_add(fen).unwrap_or(Fen::MOST);
                if self.approved.is_some_and(|approved| self.paid >= approved) {
                    self.stop(ClockStop::Paid, moment);
                    self.stop(ClockStop::Settled, moment);
                }
            }
            Fact::ContactMade(made) if made.reached() => {
                self.stop(ClockStop::Acknowledged, moment);
                self.stop(ClockStop::FedBack, moment);
                // What was said before there was an outcome was not the outcome. That of a merged ticket is in the other.
                let has_outcome = self.has_outcome || self.moments.merged.is_some();
                if made.about == ContactAbout::RESULT && has_outcome {
                    self.tell(moment);
                }
            }
            Fact::TicketMerged(_) => {
                let stands = self.ticket.merged_into.as_ref().is_some_and(|it| it.event == happening.event);
                self.moments.merged = stands.then_some(moment).or(self.moments.merged);
            }
            // One that was taken back handed nothing over.
            Fact::TaskSet(set) | Fact::TaskGiven(set)
                if set.to.is_hand_over() && self.ticket.task(happening.event).is_some() =>
            {
                self.moments.starts_at(ClockStart::HandedOver, moment);
                self.stop(ClockStop::HandedOver, moment);
            }
            Fact::SignatureGiven(given) if given.document == Document::CLAIM_FORM => {
                self.moments.starts_at(ClockStart::ClaimFormGiven, moment);
            }
            Fact::PrintEnded(ended) if matches!(ended.outcome.as_str(), "printed" | "saved") => {
                self.print(ended.print, moment);
            }
            _ => {}
        }
    }

    fn open(&mut self, opened: &TicketOpened, moment: Moment) {
        self.moments.starts_at(ClockStart::Received, moment);
        self.moments.is_now(opened.kind, moment);
        self.channel(&opened.channel, moment);
        if opened.channel != Channel::COUNTER {
            self.stop(ClockStop::Acknowledged, moment);
        }
        self.demand(&opened.demands, opened.claimed_fen, moment);
        opened.promises.iter().for_each(|promise| self.promise(&promise.step, moment));
        if opened.last_known.as_ref().is_some_and(|known| known.status == ParcelStatus::SIGNED) {
            self.stop(ClockStop::Delivered, moment);
        }
    }

    fn amend(&mut self, to: &Amendment, moment: Moment) {
        match to {
            Amendment::Kind(kind) => self.moments.is_now(*kind, moment),
            Amendment::Channel(channel) => self.channel(channel, moment),
            Amendment::Demands(demands) => self.demand(demands, None, moment),
            Amendment::ClaimedFen(fen) => self.demand(&[], *fen, moment),
            Amendment::LastKnown(Some(known)) if known.status == ParcelStatus::SIGNED => {
                self.stop(ClockStop::Delivered, moment);
            }
            _ => {}
        }
    }

    fn channel(&mut self, channel: &Channel, moment: Moment) {
        if *channel == Channel::REGULATOR {
            self.moments.starts_at(ClockStart::AppealReceived, moment);
        }
    }

    fn demand(&mut self, demands: &[Demand], claimed: Option<Fen>, moment: Moment) {
        let asks_for_money = demands.iter().any(|it| [Demand::COMPENSATION, Demand::REFUND].contains(it));
        if asks_for_money || claimed.is_some_and(|fen| fen > Fen::ZERO) {
            self.moments.starts_at(ClockStart::Claimed, moment);
        }
        self.moments.demanded.extend(demands.iter().map(|demand| (demand.clone(), moment)));
    }

    fn promise(&mut self, step: &PromiseStep, moment: Moment) {
        self.moments.promised.push((step.clone(), moment));
    }

    /// A decision, where this event is the one by which it took effect.
    fn decide(&mut self, event: EventId, moment: Moment) {
        let took_effect = |decided: &&Decided| decided.effect == Some(event);
        if let Some(decided) = self.ticket.decisions.iter().find(took_effect) {
            self.approved = decided.made.awards().then(|| decided.made.total());
            self.act(decided.made.verdict.action(), false, moment);
        }
    }

    fn print(&mut self, print: EventId, moment: Moment) {
        let started = self.ticket.prints.iter().find(|it| it.event == print).map(|it| &it.started.document);
        match started {
            Some(document) if *document == Document::RECEIPT => self.stop(ClockStop::Acknowledged, moment),
            Some(document) if *document == Document::CLAIM_FORM => {
                self.moments.starts_at(ClockStart::ClaimFormGiven, moment);
            }
            // Why a matter goes no further is handed to the customer.
            Some(document) if *document == Document::SCREENING && self.status == TicketStatus::Declined => {
                self.tell(moment);
            }
            _ => {}
        }
    }

    /// Follows an action. Who takes one speaks with the customer; headquarters' decision is still to be told.
    fn act(&mut self, action: TicketAction, is_told: bool, moment: Moment) {
        use TicketAction::*;
        let Ok(next) = self.status.after(action) else { return };
        self.wait(next, moment);
        self.status = next;
        if !matches!(action, CustomerReplied | Accept | Refuse | Settle | Close | Reopen) {
            self.stop(ClockStop::HandedOver, moment);
        }
        match action {
            Investigate => self.moments.starts_at(ClockStart::HandedOver, moment),
            Answer => self.end(true, moment),
            Decline => {
                self.stop(ClockStop::Proposed, moment);
                self.end(is_told, moment);
            }
            Propose => {
                self.stop(ClockStop::Proposed, moment);
                self.end(false, moment);
            }
            Accept => {
                self.tell(moment);
                self.moments.starts_anew_at(ClockStart::Agreed, moment);
            }
            Refuse => {
                self.tell(moment);
                self.has_outcome = false;
            }
            Settle => {
                self.stop(ClockStop::Settled, moment);
                self.stop(ClockStop::Paid, moment);
            }
            Withdraw => {
                self.stop(ClockStop::Withdrawn, moment);
                self.moments.is_untold = false;
            }
            CustomerReplied => {
                self.stop(ClockStop::Acknowledged, moment);
                self.stop(ClockStop::FedBack, moment);
            }
            Close => self.stop(ClockStop::Closed, moment),
            Reopen => {
                self.moments.starts_anew_at(ClockStart::Reopened, moment);
                self.moments.reopened.push(moment);
                self.has_outcome = false;
                self.moments.is_untold = false;
            }
            AskCustomer => {}
        }
        if next.is_finished() {
            self.stop(ClockStop::Finished, moment);
        }
    }

    /// There is an outcome; the customer knows it, or is still to be told.
    fn end(&mut self, is_told: bool, moment: Moment) {
        self.has_outcome = true;
        self.moments.is_untold = true;
        if is_told {
            self.tell(moment);
        }
    }

    fn tell(&mut self, moment: Moment) {
        self.moments.is_untold = false;
        for stop in [ClockStop::Acknowledged, ClockStop::FedBack, ClockStop::Told] {
            self.stop(stop, moment);
        }
        if matches!(self.status, TicketStatus::Declined | TicketStatus::Answered) {
            self.stop(ClockStop::Settled, moment);
        }
    }

    fn wait(&mut self, next: TicketStatus, moment: Moment) {
        match (self.status, next) {
            (TicketStatus::WaitingForCustomer, _) => {
                if let Some(wait) = self.moments.waits.last_mut() {
                    wait.until = Some(moment.at.max(wait.from));
                }
            }
            (_, TicketStatus::WaitingForCustomer) => {
                self.moments.waits.push(Wait { from: moment.at, until: None });
            }
            _ => {}
        }
    }

    fn stop(&mut self, stop: ClockStop, moment: Moment) {
        self.moments.stops.push((stop, moment));
    }
}
