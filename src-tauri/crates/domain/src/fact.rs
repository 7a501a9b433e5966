//! What an event says. How it is written in a line is `protocol`'s.

use crate::{
    AnswerBy, AssessmentMade, CategoryCode, Channel, ContactMade, CustodyReleased, CustodyTaken, Date,
    DayClosed, DayOpened, DecisionMade, DecisionReleased, Demand, Document, EpochId, EventId, Fen,
    HandedOver, Kind, LastKnown, MatterSorted, MatterWeighed, PaperName, Parties, PaymentMade, PersonId,
    PhotoAnnotated, Promise, ProofNoted, Role, SatisfactionRated, Sha256, Shipment, SignatureGiven,
    SkipReason, Slot, TicketAction, TicketNumber,
    appeal::{AppealForwarded, AppealReported},
    award::PaymentCorrected,
    errand::ErrandGiven,
    investigation::{EvidenceNoted, FaultAdjudicated, FindingMade, ImprovementNoted},
    kinship::{TicketLinked, TicketMerged},
    tasks::{TaskAnswered, TaskGiven, TaskSet},
};

/// Personal data: open to who holds the ticket's key, shut to everyone else and for ever once forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sealed<T> {
    /// It can be read.
    Open(T),
    /// Its key is not here, or no more.
    Shut,
}

impl<T> Sealed<T> {
    /// What is inside, if it can be read.
    pub fn open(&self) -> Option<&T> {
        match self {
            Self::Open(inside) => Some(inside),
            Self::Shut => None,
        }
    }
}

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A device began a new incarnation of its database.
    EpochOpened(EpochOpened),
    /// A customer's matter was taken in.
    TicketOpened(Box<TicketOpened>),
    /// Something about it was corrected.
    TicketAmended(TicketAmended),
    /// The customer was promised something earlier or further.
    PromiseMade(PromiseMade),
    /// A photo was put into evidence.
    PhotoAdded(PhotoAdded),
    /// A slot was left empty for a reason.
    SlotSkipped(SlotSkipped),
    /// Somebody wrote something down.
    NoteAdded(NoteAdded),
    /// The ticket moved on.
    ActionTaken(ActionTaken),
    /// What an event of a set said is taken back: a compensating event, for undo.
    Retracted(Retracted),
    /// A paper is about to go to a printer.
    PrintStarted(PrintStarted),
    /// What became of it.
    PrintEnded(PrintEnded),
    /// The device's clock was measured against headquarters'.
    ClockMeasured(ClockMeasured),
    /// Someone works here from now on.
    PersonAdded(PersonAdded),
    /// What they work as is another from now on.
    PersonChanged(PersonChanged),
    /// A customer signed what was shown.
    SignatureGiven(SignatureGiven),
    /// Marks were drawn over a photo.
    PhotoAnnotated(PhotoAnnotated),
    /// An item was left with us.
    CustodyTaken(CustodyTaken),
    /// It went.
    CustodyReleased(CustodyReleased),
    /// A paper that bears the claim out was given, is owed, or was waived.
    ProofNoted(ProofNoted),
    /// Somebody said what the claim comes to.
    AssessmentMade(Box<AssessmentMade>),
    /// Headquarters decided.
    DecisionMade(DecisionMade),
    /// A second person released it.
    DecisionReleased(DecisionReleased),
    /// Something was paid.
    PaymentMade(PaymentMade),
    /// The impact or the risk of a matter was judged.
    MatterWeighed(MatterWeighed),
    /// A matter was sorted.
    MatterSorted(MatterSorted),
    /// The ticket belongs to another.
    TicketLinked(TicketLinked),
    /// It goes on in another.
    TicketMerged(TicketMerged),
    /// The customer gave stars.
    SatisfactionRated(SatisfactionRated),
    /// The customer was reached, or was to be.
    ContactMade(ContactMade),
    /// Somebody of the ticket's branch is to do something.
    TaskSet(TaskSet),
    /// Headquarters has somebody do something.
    TaskGiven(TaskGiven),
    /// Another branch is asked to do something about a ticket that it does not have.
    ErrandGiven(ErrandGiven),
    /// It was done, or was not.
    TaskAnswered(TaskAnswered),
    /// Something bears out how it happened.
    EvidenceNoted(EvidenceNoted),
    /// Something was found out.
    FindingMade(FindingMade),
    /// Somebody decided who caused it.
    FaultAdjudicated(FaultAdjudicated),
    /// A unit is to do something better.
    ImprovementNoted(ImprovementNoted),
    /// The regulator passed an appeal on to us.
    AppealForwarded(AppealForwarded),
    /// We told the regulator how it was handled.
    AppealReported(AppealReported),
    /// What was written of a payment is not what was paid.
    PaymentCorrected(PaymentCorrected),
    /// Work began at a counter.
    DayOpened(DayOpened),
    /// A counter's day was closed.
    DayClosed(DayClosed),
    /// A counter was given over to the next person.
    HandedOver(HandedOver),
    /// The ticket's key is gone, everywhere.
    TicketForgotten,
    /// A kind of event that this version does not know; kept, passed on, and shown as such.
    Unknown(UnknownFact),
}

impl Fact {
    /// The kind that its line names.
    pub fn kind(&self) -> &str {
        match self {
            Self::EpochOpened(_) => "EpochOpened",
            Self::TicketOpened(_) => "TicketOpened",
            Self::TicketAmended(_) => "TicketAmended",
            Self::PromiseMade(_) => "PromiseMade",
            Self::PhotoAdded(_) => "PhotoAdded",
            Self::SlotSkipped(_) => "SlotSkipped",
            Self::NoteAdded(_) => "NoteAdded",
            Self::ActionTaken(_) => "ActionTaken",
            Self::Retracted(_) => "Retracted",
            Self::PrintStarted(_) => "PrintStarted",
            Self::PrintEnded(_) => "PrintEnded",
            Self::ClockMeasured(_) => "ClockMeasured",
            Self::PersonAdded(_) => "PersonAdded",
            Self::PersonChanged(_) => "PersonChanged",
            Self::SignatureGiven(_) => "SignatureGiven",
            Self::PhotoAnnotated(_) => "PhotoAnnotated",
            Self::CustodyTaken(_) => "CustodyTaken",
            Self::CustodyReleased(_) => "CustodyReleased",
            Self::ProofNoted(_) => "ProofNoted",
            Self::AssessmentMade(_) => "AssessmentMade",
            Self::DecisionMade(_) => "DecisionMade",
            Self::DecisionReleased(_) => "DecisionReleased",
            Self::PaymentMade(_) => "PaymentMade",
            Self::MatterWeighed(_) => "MatterWeighed",
            Self::MatterSorted(_) => "MatterSorted",
            Self::TicketLinked(_) => "TicketLinked",
            Self::TicketMerged(_) => "TicketMerged",
            Self::SatisfactionRated(_) => "SatisfactionRated",
            Self::ContactMade(_) => "ContactMade",
            Self::TaskSet(_) => "TaskSet",
            Self::TaskGiven(_) => "TaskGiven",
            Self::ErrandGiven(_) => "ErrandGiven",
            Self::TaskAnswered(_) => "TaskAnswered",
            Self::EvidenceNoted(_) => "EvidenceNoted",
            Self::FindingMade(_) => "FindingMade",
            Self::FaultAdjudicated(_) => "FaultAdjudicated",
            Self::ImprovementNoted(_) => "ImprovementNoted",
            Self::AppealForwarded(_) => "AppealForwarded",
            Self::AppealReported(_) => "AppealReported",
            Self::PaymentCorrected(_) => "PaymentCorrected",
            Self::DayOpened(_) => "DayOpened",
            Self::DayClosed(_) => "DayClosed",
            Self::HandedOver(_) => "HandedOver",
            Self::TicketForgotten => "TicketForgotten",
            Self::Unknown(unknown) => &unknown.kind,
        }
    }

    /// Drops whatever was sealed.
    pub(crate) fn shut(&mut self) {
        match self {
            Self::TicketOpened(opened) => opened.private = Sealed::Shut,
            Self::TicketAmended(amended) => {
                for change in &mut amended.changes {
                    if let Amendment::Told(told) = &mut change.to {
                        *told = Sealed::Shut;
                    }
                }
            }
            Self::NoteAdded(note) => note.text = Sealed::Shut,
            Self::SignatureGiven(given) => given.private = Sealed::Shut,
            Self::CustodyTaken(taken) => taken.private = Sealed::Shut,
            Self::CustodyReleased(released) => shut_words(&mut released.words),
            Self::ActionTaken(taken) => shut_words(&mut taken.words),
            Self::AssessmentMade(made) => shut_words(&mut made.words),
            Self::DecisionMade(made) => shut_words(&mut made.words),
            Self::PaymentMade(made) => made.private = Sealed::Shut,
            Self::MatterSorted(made) => shut_words(&mut made.words),
            Self::SatisfactionRated(made) => shut_words(&mut made.words),
            Self::ContactMade(made) => shut_words(&mut made.words),
            Self::TaskSet(set) | Self::TaskGiven(set) => {
                shut_words(&mut set.words);
                shut_words(&mut set.contents);
            }
            Self::ErrandGiven(given) => given.extract = Sealed::Shut,
            Self::TaskAnswered(answered) => shut_words(&mut answered.words),
            Self::EvidenceNoted(noted) => shut_words(&mut noted.words),
            Self::FindingMade(made) => shut_words(&mut made.words),
            Self::FaultAdjudicated(made) => shut_words(&mut made.words),
            Self::ImprovementNoted(noted) => noted.words = Sealed::Shut,
            Self::AppealForwarded(forwarded) => shut_words(&mut forwarded.words),
            Self::AppealReported(made) => shut_words(&mut made.words),
            Self::PaymentCorrected(made) => made.words = Sealed::Shut,
            _ => {}
        }
    }
}

/// Drops words, and keeps that there were some.
pub(crate) fn shut_words<T>(words: &mut Option<Sealed<T>>) {
    *words = words.take().map(|_| Sealed::Shut);
}

/// The last the device knew of its own log, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochOpened {
    /// The last epoch with its head.
    pub last: Option<LastEpoch>,
}

/// The head of an earlier epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastEpoch {
    /// Which.
    pub epoch: EpochId,
    /// Its last sequence number.
    pub seq: u64,
    /// Its last line's hash.
    pub hash: Sha256,
}

/// A ticket as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketOpened {
    /// What people read aloud.
    pub number: TicketNumber,
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: CategoryCode,
    /// How it reached us.
    pub channel: Channel,
    /// How to answer.
    pub answer_by: AnswerBy,
    /// Who came.
    pub role: Role,
    /// What is asked for.
    pub demands: Vec<Demand>,
    /// How much is asked for.
    pub claimed_fen: Option<Fen>,
    /// The parcel.
    pub shipment: Shipment,
    /// Where it was last said to be.
    pub last_known: Option<LastKnown>,
    /// What the customer was told, each with its ground. Papers print these.
    pub promises: Vec<Promise>,
    /// SHA-256 of the slip code in the customer's hand.
    pub slip_code: Sha256,
    /// Taken to learn the desk; not a customer's matter.
    pub practice: bool,
    /// Who, and what they said.
    pub private: Sealed<Told>,
}

/// What the customer told us: the sealed part of a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Who is involved.
    pub parties: Parties,
    /// In the customer's words, kept exactly.
    pub story: String,
    /// What they ask for, in their words.
    pub demand_text: String,
    /// What they left with us.
    pub items_kept: String,
}

/// Fields changed, each naming the events it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketAmended {
    /// What changed.
    pub changes: Vec<Change>,
}

/// One field's new value, and the events whose values the author saw and replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The events that had set the value or the rival values.
    pub replaces: Vec<EventId>,
    /// The new value.
    pub to: Amendment,
}

#[expect(
    clippy::large_enum_variant,
    reason = "an amendment lives as long as its line is folded, and boxes only blur it"
)]
/// A field that can be corrected, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// It is something else; the number stays.
    Kind(Kind),
    /// Something else went wrong.
    Category(CategoryCode),
    /// It reached us otherwise.
    Channel(Channel),
    /// The customer wants to be answered otherwise.
    AnswerBy(AnswerBy),
    /// Someone else came.
    Role(Role),
    /// Something else is asked for.
    Demands(Vec<Demand>),
    /// Another sum is asked for.
    ClaimedFen(Option<Fen>),
    /// The parcel was described wrongly.
    Shipment(Shipment),
    /// The parcel was seen elsewhere.
    LastKnown(Option<LastKnown>),
    /// What was told is corrected.
    Told(Sealed<Told>),
}

/// Further promises, or earlier dates for those already made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseMade {
    /// Each as shown to the customer.
    pub promises: Vec<Promise>,
}

/// A photo or an attachment in evidence. Its name everywhere is its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoAdded {
    /// Of the prepared picture, or of the attachment as it came, byte for byte.
    pub sha256: Sha256,
    /// In bytes.
    pub size: u64,
    /// `image/jpeg`; any other is an attachment's.
    pub media_type: String,
    /// What it shows.
    pub slot: Slot,
    /// When it was taken in.
    pub taken_at: crate::Instant,
    /// Of what the camera or customer gave: of a photo it is not kept, of an attachment it is the file itself.
    pub source_sha256: Sha256,
    /// In bytes.
    pub source_size: u64,
    /// The camera's own time, as the camera says.
    pub camera_time: Option<String>,
    /// The camera's own name, as the camera says.
    pub camera_model: Option<String>,
}

/// A slot left empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotSkipped {
    /// Which.
    pub slot: Slot,
    /// Why.
    pub reason: SkipReason,
}

/// Something written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteAdded {
    /// The words.
    pub text: Sealed<String>,
}

/// The ticket moved on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionTaken {
    /// How.
    pub action: TicketAction,
    /// Why, or what was said.
    pub words: Option<Sealed<String>>,
}

/// What an event said is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retracted {
    /// The photo, note, skipped slot, task, answer or piece of evidence.
    pub event: EventId,
}

/// A paper is about to go to a printer. Its own event id names the print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintStarted {
    /// Which paper.
    pub document: Document,
    /// Its format.
    pub paper: PaperName,
    /// `zh`, `en` or `both`.
    pub language: String,
    /// 0 for the first; a Copy otherwise.
    pub copy: u32,
    /// Where it goes; `file` when there is no printer.
    pub printer: String,
    /// What of the ticket it is about, such as the event of an item in custody; none: all of it.
    pub about: Option<EventId>,
}

/// What became of a print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintEnded {
    /// The event that started it.
    pub print: EventId,
    /// `printed`, `saved`, or the error's code.
    pub outcome: String,
}

/// The device's clock against headquarters'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockMeasured {
    /// Headquarters' time less the device's.
    pub offset_ms: i64,
}

/// Someone works here from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAdded {
    /// Who.
    pub person: PersonId,
    /// `clerk`, `manager`…, held until something else is said.
    pub roles: Vec<String>,
    /// What the customer reads on the slip; sealed with the branch key.
    pub name: Sealed<String>,
    /// The PHC string of what lets them choose their first PIN; sealed beside the name.
    pub first_code: Option<String>,
}

impl PersonAdded {
    /// The roles, with no end.
    pub fn held_roles(&self) -> Vec<HeldRole> {
        let held = |role: &String| HeldRole { role: role.clone(), from: None, until: None };
        self.roles.iter().map(held).collect()
    }
}

/// A role, and the days on which it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// `clerk`, `manager`…; a newer headquarters may give others.
    pub role: String,
    /// The first day; none: since ever.
    pub from: Option<Date>,
    /// The last day; none: no end is known.
    pub until: Option<Date>,
}

/// What someone works as is another from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonChanged {
    /// Who.
    pub person: PersonId,
    /// All their roles; what is not among them is held no more.
    pub roles: Vec<HeldRole>,
    /// Another name, sealed with the branch key; none: the name stays.
    pub name: Option<Sealed<String>>,
    /// Another first code, sealed beside the name; none: it stays.
    pub first_code: Option<String>,
}

/// A kind of event that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFact {
    /// Its kind, as written.
    pub kind: String,
}
