//! What can go wrong at a desk, told apart by what a clerk can do about it.

use std::io;

use domain::{Act, NotAllowed, SignatureFlaw, TicketStatus, compensation::LadderError, kinship::NotMerged};
use imaging::PhotoError;
use peripherals::PrintError;
use protocol::EnrolmentCodeError;
use sync::{AddressError, Trouble};

use crate::{FormProblem, KeyStoreError, LockError, PinError, UpdateFault};

/// Why a use case was not carried out. Nothing of it happened, unless its variant says so.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// This installation is not a counter of any branch.
    #[error("this device is not enrolled")]
    NotEnrolled,
    /// This installation is one already.
    #[error("this device is enrolled already")]
    AlreadyEnrolled,
    /// Someone has settled it meanwhile.
    #[error("nothing of this is left to be settled")]
    NothingToSettle,
    /// Headquarters has shut this device out; it opens no more tickets.
    #[error("this device was revoked")]
    Revoked,
    /// Headquarters has not yet named anyone who works here.
    #[error("nobody is named for this counter yet")]
    NoPerson,
    /// Nobody is signed in; what was typed is kept.
    #[error("the desk is locked")]
    Locked,
    /// No role of theirs allows it.
    #[error("no role of this person allows them to {0}")]
    NotPermitted(Act),
    /// Headquarters has named nobody of this identity, or they work here no more.
    #[error("nobody of this identity works here")]
    NoSuchPerson,
    /// An item without a word of what it is.
    #[error("it is not said what the item is")]
    NoItem,
    /// There is no such paper of a ticket as it stands.
    #[error("there is no such paper of this ticket")]
    NoSuchPaper,
    /// A picture is neither on this counter nor to be had from headquarters now.
    #[error("a photo is not here")]
    PhotoNotHere,
    /// What was paid today is not counted by every method, or differs and nobody said why.
    #[error("the money of the day is not all counted, or a difference has no reason")]
    CountUnexplained,
    /// A day by which something is to be brought is over already.
    #[error("the day is over already")]
    DayPassed,
    /// Nothing of the claim is assessed any more: the ticket is finished.
    #[error("the ticket is {0}")]
    Finished(TicketStatus),
    /// The delay is not so long that it counts as a loss, or is none.
    #[error("the delay may not be turned into a loss")]
    LossNotOffered,
    /// It counts as a loss only for parcels that go less far, and nobody has said how far this one went.
    #[error("it is not said how far the parcel went")]
    AreaUnsaid,
    /// Neither impact nor risk was judged.
    #[error("nothing was judged")]
    WeighingEmpty,
    /// No stars were given.
    #[error("no stars were given")]
    RatingEmpty,
    /// The ticket has no such task, or it was taken back.
    #[error("there is no such task")]
    NoSuchTask,
    /// Somebody answered it already.
    #[error("the task was answered already")]
    TaskAnswered,
    /// The policy names no such unit.
    #[error("there is no such unit")]
    NoSuchUnit,
    /// The regulator passed no such appeal on.
    #[error("there is no such appeal")]
    NoSuchAppeal,
    /// The regulator has a report on it.
    #[error("the appeal was reported on already")]
    AppealReported,
    /// The ticket has no such payment.
    #[error("there is no such payment")]
    NoSuchPayment,
    /// A correction to the sum that stands.
    #[error("the payment is this sum already")]
    PaymentUnchanged,
    /// Somebody said the same of this ticket since it was looked at.
    #[error("the ticket has changed since it was looked at")]
    TicketChanged,
    /// One of the two names the other already.
    #[error("the two tickets are linked already")]
    AlreadyLinked,
    /// Both are the same.
    #[error("a ticket cannot be linked with itself")]
    LinkToItself,
    /// It cannot go on in the other.
    #[error(transparent)]
    NotMerged(#[from] NotMerged),
    /// The other one goes on in this one, at once or by way of a third.
    #[error("the other ticket goes on in this one")]
    MergeInACircle,
    /// It goes on in another ticket, where this is to be done.
    #[error("this ticket goes on in another")]
    MergedAway,
    /// The rules give no such measure for this claim.
    #[error("the rules give no such measure for this claim")]
    NoSuchMeasure,
    /// A measure cannot be reckoned while a figure is not known.
    #[error("a figure is not known")]
    FigureLacking,
    /// An amount cannot stand where it is to.
    #[error(transparent)]
    Ladder(#[from] LadderError),
    /// Headquarters has decided nothing that could be paid.
    #[error("nothing was decided that could be paid")]
    NothingDecided,
    /// A payment of nothing.
    #[error("the payment has no amount")]
    NothingToPay,
    /// Whose name, or which account, is not said.
    #[error("name or account of whom is paid is missing")]
    PayeeIncomplete,
    /// The recipient is paid only with the sender's waiver.
    #[error("the sender's waiver is not here")]
    WaiverLacking,
    /// The item went already, or never lay here.
    #[error("the item does not lie here")]
    NotInCustody,
    /// For this purpose there is no paper that could be shown.
    #[error("there is no paper that is signed for this")]
    NoPaperToSign,
    /// The paper says something else by now than when it was shown.
    #[error("the paper is not what it was when it was shown")]
    PaperChanged,
    /// What was drawn is no signature.
    #[error(transparent)]
    Signature(#[from] SignatureFlaw),
    /// The photo is not of this ticket or draft, or was taken back.
    #[error("there is no such photo here")]
    NoPhoto,
    /// More marks than a layer has.
    #[error("there are too many marks over the photo")]
    TooManyMarks,
    /// A mark that lies beside the picture, has no size, or is of no shape that is known.
    #[error("a mark cannot be drawn")]
    MarkUnusable,
    /// More rows than a workbook holds.
    #[error("the rows do not fit into a file")]
    Rows,
    /// The draft is somebody else's.
    #[error("the draft is somebody else's")]
    DraftOfAnother,
    /// What is typed at the lock was refused.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The code is not one.
    #[error(transparent)]
    EnrolmentCode(#[from] EnrolmentCodeError),
    /// The code's address may not be spoken to.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// What answers has not the keys that the code names.
    #[error("headquarters' keys are not those of the code")]
    WrongRoot,
    /// Fields are missing or wrong; the draft is kept.
    #[error("the form is not complete")]
    Form(Vec<FormProblem>),
    /// The draft was saved or thrown away meanwhile.
    #[error("there is no such draft")]
    NoDraft,
    /// No ticket here has this identity.
    #[error("there is no such ticket")]
    NoTicket,
    /// The counter's key for this ticket is not here, or no more.
    #[error("the ticket's key is not here")]
    NoTicketKey,
    /// The day's 9,999 numbers are used up.
    #[error("the day's numbers are used up")]
    NoNumberLeft,
    /// This machine's clock stands in a year that no number can say.
    #[error("the clock of this machine stands in an impossible year")]
    ClockImpossible,
    /// More was said than a ticket can hold; the draft is kept.
    #[error("the ticket is longer than a line may be")]
    TooLong,
    /// The ticket's status does not allow it.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The action has a name that this version does not know.
    #[error("there is no such action")]
    NoAction,
    /// The picture cannot be taken; everything else is kept.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// The very same picture is in one of the slots.
    #[error("this photo is here already")]
    PhotoAlreadyHere,
    /// A PDF or a video of more bytes than is kept.
    #[error("this file is larger than any that is kept")]
    AttachmentTooLarge,
    /// Nothing came out of the printer; the ticket is saved, and says so.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// A paper could not be saved as a file; the ticket is saved, and says that it is not printed.
    #[error("the paper could not be saved")]
    Paper(#[source] io::Error),
    /// Headquarters gave no key that something could be sealed to.
    #[error("headquarters has given no key to seal to")]
    NoSealingKey,
    /// The stick that was chosen is not plugged in any more.
    #[error("this stick is not plugged in")]
    NoStick,
    /// A file or a folder of the administrator's could not be written or read.
    #[error("the file or folder could not be written or read")]
    File(#[source] io::Error),
    /// A backup is not whole, or another key has sealed it.
    #[error("the backup is not whole, or is not this counter's")]
    BackupUnusable,
    /// A new version of the program cannot be installed.
    #[error(transparent)]
    Update(#[from] UpdateFault),
    /// Headquarters could not be asked.
    #[error(transparent)]
    Sync(#[from] Trouble),
    /// The counter's database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The counter's keys.
    #[error(transparent)]
    Keys(#[from] KeyStoreError),
}

impl DeskError {
    /// One field that is missing or wrong.
    pub fn form(field: &'static str, code: &'static str) -> Self {
        Self::Form(vec![FormProblem { field, code }])
    }

    /// The code that screens have words for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotEnrolled => "not_enrolled",
            Self::AlreadyEnrolled => "already_enrolled",
            Self::NothingToSettle => "nothing_to_settle",
            Self::Revoked => "device_revoked",
            Self::NoPerson => "no_person",
            Self::Locked => "locked",
            Self::NotPermitted(_) => "not_permitted",
            Self::NoSuchPerson => "no_such_person",
            Self::Rows => "rows_too_many",
            Self::NoPaperToSign => "no_paper_to_sign",
            Self::PaperChanged => "paper_changed",
            Self::Signature(SignatureFlaw::Nameless) => "signature_nameless",
            Self::Signature(SignatureFlaw::Empty) => "signature_empty",
            Self::Signature(SignatureFlaw::TooLarge) => "signature_too_large",
            Self::NoItem => "no_item",
            Self::CountUnexplained => "count_unexplained",
            Self::DayPassed => "day_passed",
            Self::Finished(_) => "ticket_finished",
            Self::LossNotOffered => "loss_not_offered",
            Self::AreaUnsaid => "area_unsaid",
            Self::WeighingEmpty => "weighing_empty",
            Self::RatingEmpty => "rating_empty",
            Self::NoSuchTask => "no_such_task",
            Self::TaskAnswered => "task_answered",
            Self::NoSuchUnit => "no_such_unit",
            Self::NoSuchAppeal => "no_such_appeal",
            Self::AppealReported => "appeal_reported",
            Self::NoSuchPayment => "no_such_payment",
            Self::PaymentUnchanged => "payment_unchanged",
            Self::TicketChanged => "ticket_changed",
            Self::AlreadyLinked => "already_linked",
            Self::LinkToItself | Self::NotMerged(NotMerged::Itself) => "link_to_itself",
            Self::NotMerged(NotMerged::Already) => "already_merged",
            Self::NotMerged(NotMerged::OtherIsMerged) => "other_merged_away",
            Self::NotMerged(NotMerged::Forgotten) => "no_ticket_key",
            Self::NotMerged(NotMerged::Practice) => "merge_with_practice",
            Self::NotMerged(NotMerged::Money) => "merge_with_money",
            Self::MergeInACircle => "merge_in_a_circle",
            Self::MergedAway => "merged_away",
            Self::NoSuchMeasure => "no_such_measure",
            Self::FigureLacking => "figure_lacking",
            Self::Ladder(LadderError::RestsOn(_)) => "amount_rests_on",
            Self::Ladder(LadderError::SilentStepUp(_)) => "amount_needs_reason",
            Self::Ladder(LadderError::AlreadyPaid) => "amount_already_paid",
            Self::Ladder(LadderError::TooLarge) => "amount_too_large",
            Self::NothingDecided => "nothing_decided",
            Self::NothingToPay => "nothing_to_pay",
            Self::PayeeIncomplete => "payee_incomplete",
            Self::WaiverLacking => "waiver_lacking",
            Self::NoSuchPaper => "no_such_paper",
            Self::PhotoNotHere => "photo_not_here",
            Self::NoPhoto => "no_photo",
            Self::TooManyMarks => "too_many_marks",
            Self::MarkUnusable => "mark_unusable",
            Self::NotInCustody => "not_in_custody",
            Self::DraftOfAnother => "draft_of_another",
            Self::Pin(error) => error.code(),
            Self::EnrolmentCode(EnrolmentCodeError::Shape) => "enrolment_code_shape",
            Self::EnrolmentCode(EnrolmentCodeError::Checksum) => "enrolment_code_mistyped",
            Self::EnrolmentCode(EnrolmentCodeError::Version) => "enrolment_code_version",
            Self::Address(AddressError::Shape) => "address_shape",
            Self::Address(AddressError::NotEncrypted) => "address_not_encrypted",
            Self::WrongRoot => "wrong_root",
            Self::Form(_) => "form_incomplete",
            Self::NoDraft => "no_draft",
            Self::NoTicket => "no_ticket",
            Self::NoTicketKey => "no_ticket_key",
            Self::NoNumberLeft => "no_number_left",
            Self::ClockImpossible => "clock_impossible",
            Self::TooLong => "ticket_too_long",
            Self::NotAllowed(_) => "not_allowed",
            Self::NoAction => "no_action",
            Self::Photo(error) => photo_code(*error),
            Self::PhotoAlreadyHere => "photo_already_here",
            Self::AttachmentTooLarge => "attachment_too_large",
            Self::Print(error) => print_code(error),
            Self::Paper(_) => "paper_not_saved",
            Self::NoSealingKey => "no_sealing_key",
            Self::NoStick => "no_stick",
            Self::File(_) => "file_unusable",
            Self::BackupUnusable => "backup_unusable",
            Self::Update(fault) => fault.code(),
            Self::Sync(trouble) => sync_code(trouble),
            Self::Store(error) => store_code(error),
            Self::Keys(KeyStoreError::NoAnswer) => "key_store_silent",
            Self::Keys(KeyStoreError::File(_)) => "key_files_unusable",
        }
    }
}

fn photo_code(error: PhotoError) -> &'static str {
    match error {
        PhotoError::Empty => "photo_empty",
        PhotoError::NotAPicture => "photo_not_a_picture",
        PhotoError::Heic | PhotoError::Avif => "photo_heic",
        PhotoError::Gif
        | PhotoError::Bmp
        | PhotoError::Tiff
        | PhotoError::Animated
        | PhotoError::RareJpeg => "photo_other_format",
        PhotoError::Pdf => "photo_pdf",
        PhotoError::Video => "photo_video",
        PhotoError::TooManyBytes | PhotoError::TooLarge { .. } | PhotoError::DoesNotFit => "photo_too_large",
        PhotoError::Truncated => "photo_truncated",
        PhotoError::Damaged => "photo_damaged",
    }
}

/// The code of a print's failure, as it stands in `PrintEnded` too.
pub(crate) fn print_code(error: &PrintError) -> &'static str {
    match error {
        PrintError::NoQueue => "print_no_queue",
        PrintError::NoPrinter | PrintError::BadAddress => "print_no_printer",
        PrintError::OutOfPaper => "print_out_of_paper",
        PrintError::Jammed => "print_jammed",
        PrintError::Open => "print_open",
        PrintError::Offline { .. } => "print_offline",
        PrintError::Stopped { .. } => "print_stopped",
        PrintError::Rejected { .. } => "print_rejected",
        PrintError::UnsupportedMedia => "print_unsupported_media",
        PrintError::TimedOut { .. } => "print_timed_out",
        PrintError::Cancelled => "print_cancelled",
        PrintError::Forgotten => "print_forgotten",
        PrintError::Unreachable => "print_unreachable",
    }
}

fn sync_code(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Offline => "headquarters_offline",
        Trouble::WrongCertificate => "headquarters_wrong_certificate",
        Trouble::CaptivePortal => "headquarters_captive_portal",
        Trouble::OtherHeadquarters => "wrong_root",
        Trouble::Revoked => "device_revoked",
        Trouble::Refused { code } => match code.as_str() {
            "login_refused" => "headquarters_not_known",
            "code_unknown" => "enrolment_code_unknown",
            "code_used" => "enrolment_code_used",
            "code_expired" => "enrolment_code_expired",
            "letter_taken" => "enrolment_letter_taken",
            "device_replaced" => "enrolment_code_used",
            "too_many_requests" | "rate_limited" => "headquarters_too_many",
            _ => "headquarters_refuses",
        },
        Trouble::AtHeadquarters { .. } | Trouble::Signature => "headquarters_trouble",
        Trouble::Store => "database_trouble",
    }
}

fn store_code(error: &store::Error) -> &'static str {
    match error {
        store::Error::DiskFull => "disk_full",
        store::Error::Unwritable => "disk_unwritable",
        store::Error::Damaged => "database_damaged",
        store::Error::Stopped => "database_stopped",
        store::Error::NoBranchKey => "no_branch_key",
        store::Error::PhotoDamaged => "photo_file_damaged",
        _ => "database_trouble",
    }
}

/// Why the desk could not be opened at all. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another app of this user runs, or the state folder cannot be written.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The keys cannot be had.
    #[error(transparent)]
    Keys(#[from] KeyStoreError),
    /// There is no database to look at.
    #[error("this user has no counter here")]
    NoDatabase,
    /// There is a database, and its key is gone.
    #[error("the database's key is lost")]
    KeyLost,
    /// The database does not open.
    #[error(transparent)]
    Open(#[from] store::OpenError),
    /// The database opened and does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl StartError {
    /// The code that the start-up page has words for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lock(LockError::Running) => "second_instance",
            Self::Lock(LockError::Unwritable(_)) => "state_unwritable",
            Self::Keys(KeyStoreError::NoAnswer) => "key_store_silent",
            Self::Keys(KeyStoreError::File(_)) => "key_files_unusable",
            Self::NoDatabase => "no_database",
            Self::KeyLost | Self::Open(store::OpenError::WrongKey) => "database_key_lost",
            Self::Open(store::OpenError::Unwritable) => "disk_unwritable",
            Self::Open(store::OpenError::DiskFull) => "disk_full",
            Self::Open(store::OpenError::Busy) => "second_instance",
            Self::Open(store::OpenError::NotADatabase | store::OpenError::Damaged(_)) => "database_damaged",
            Self::Open(store::OpenError::NewerSchema { .. } | store::OpenError::OtherMigrations) => {
                "database_newer"
            }
            Self::Open(_) => "database_trouble",
            Self::Store(error) => store_code(error),
        }
    }
}
