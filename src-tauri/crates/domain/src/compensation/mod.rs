//! Compensation: how much a claim pays, under which rule, and how that was reckoned.
//!
//! The program proposes, a person decides. [`assess`] takes what is known of a [`Claim`] and the policy, and gives an
//! [`Assessment`]: every measure that could apply side by side, each head with its rule and the steps that lead to it,
//! the one that is proposed and why, and what somebody should look at first. Exemptions and time bars are told with
//! their ground; they change what is proposed only once a person has upheld them.
//!
//! Money is in fen and weight in grams. Each result is rounded once, half up, to the fen. Nothing here reads a clock,
//! a file or the database; the day is an argument.
//! Source: the rules of the policy, each with its citation, where it was found, and how sure that is.

mod assessment;
mod authority;
mod claim;
mod flags;
mod from_ticket;
mod incident;
mod ladder;
mod measures;
mod proofs;
mod sum;
mod time_limits;
mod words;

pub use assessment::{Alternative, Assessment, Line, Place, assess};
pub use authority::{Approval, Approver, NotAuthorised, may_approve};
pub use claim::{Claim, Days, OwnPromise, Proof, ProofStanding, RaisedExemption, Terms, Values};
pub use flags::Flag;
pub use incident::{Area, ExemptionCode, Finding, Incident, LineKind, ProofCode, ServiceCode, WaiverCode};
pub use ladder::{DepartureCode, Height, Ladder, LadderError, Rung};
pub use measures::ExemptionTold;
pub use proofs::{NeedStanding, ProofTold, proofs_needed};
pub use sum::{Figure, Step};
pub use time_limits::TimeLimitTold;
