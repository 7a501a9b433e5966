//! PINs: chosen at this counter, hashed, never in a line. Too many wrong ones shut their person out until a manager helps.

use domain::{Act, Instant, Person, PersonId};
use protocol::{FirstCode, hash_password, verify_password};
use store::Pin;

use crate::{Desk, DeskError};

/// After so many wrong ones in a row nobody comes in with that PIN.
const MOST_WRONG: u64 = 10;
/// How long after the nth wrong one the next may be tried.
const WAITS_MS: [i64; 10] = [0, 0, 5_000, 10_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000];
/// How many digits a PIN has.
const SHORTEST: usize = 4;
const LONGEST: usize = 12;

/// Why a PIN was not taken. Nothing else changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Not this one.
    #[error("the PIN is wrong")]
    Wrong {
        /// So many more may be tried.
        left: u64,
    },
    /// The last wrong one was a moment ago.
    #[error("the last wrong PIN was a moment ago")]
    TooSoon {
        /// In seconds, from when one may be tried again.
        wait_s: u64,
    },
    /// Too many were wrong.
    #[error("too many PINs were wrong")]
    ShutOut,
    /// There is none yet.
    #[error("this person has no PIN here yet")]
    None,
    /// What headquarters gave to choose a first one with is something else.
    #[error("the first code is wrong, or was used")]
    FirstCode,
    /// Not 4 to 12 digits.
    #[error("a PIN is 4 to 12 digits")]
    Shape,
    /// One that anybody would try.
    #[error("the PIN is too easily guessed")]
    TooSimple,
}

impl PinError {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Wrong { .. } => "pin_wrong",
            Self::TooSoon { .. } => "pin_too_soon",
            Self::ShutOut => "pin_shut_out",
            Self::None => "pin_none",
            Self::FirstCode => "pin_first_code",
            Self::Shape => "pin_shape",
            Self::TooSimple => "pin_too_simple",
        }
    }
}

/// What shows that somebody may choose a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinProof<'a> {
    /// The PIN they have.
    Pin(&'a str),
    /// What headquarters gave them.
    FirstCode(&'a str),
    /// They are at the desk and have none, or a manager has let them.
    Let,
}

impl Desk {
    /// Comes to the desk with a PIN.
    pub fn sign_in(&self, person: PersonId, pin: &str) -> Result<Person, DeskError> {
        let who = self.colleague(person)?;
        self.check_pin(person, pin)?;
        self.come_to_desk(person);
        Ok(who)
    }

    /// Chooses a PIN, and comes to the desk with it.
    pub fn choose_pin(&self, person: PersonId, proof: PinProof<'_>, pin: &str) -> Result<Person, DeskError> {
        let who = self.colleague(person)?;
        refuse_weak(pin)?;
        match proof {
            PinProof::Pin(old) => self.check_pin(person, old)?,
            PinProof::FirstCode(code) => self.check_first_code(&who, code)?,
            PinProof::Let => self.check_is_let(person)?,
        }
        let fresh = Pin {
            phc: Some(hash_password(pin, self.inner.around.random())),
            first_code: who.first_code.clone(),
            ..Pin::default()
        };
        self.inner.store.write(|tx| tx.set_pin(person, &fresh))?;
        self.come_to_desk(person);
        Ok(who)
    }

    /// Lets somebody choose a new PIN: a manager knows who stands before them.
    pub fn let_choose_pin(&self, person: PersonId) -> Result<(), DeskError> {
        self.acting(Act::LookAfterPeople)?;
        self.colleague(person)?;
        self.inner.store.write(|tx| {
            // A first code stays used, whatever comes after.
            let first_code = tx.find_pin(person)?.and_then(|kept| kept.first_code);
            tx.set_pin(person, &Pin { first_code, is_let: true, ..Pin::default() })
        })?;
        self.inner.changed();
        Ok(())
    }

    fn colleague(&self, person: PersonId) -> Result<Person, DeskError> {
        let today = self.today();
        let found = self.people()?.into_iter().find(|known| known.id == person && known.works_on(today));
        found.ok_or(DeskError::NoSuchPerson)
    }

    pub(crate) fn check_pin(&self, person: PersonId, pin: &str) -> Result<(), DeskError> {
        let tried = self.try_once(person, |kept| {
            if kept.phc.is_none() {
                return Err(PinError::None);
            }
            if is_shut_out(kept) { Err(PinError::ShutOut) } else { Ok(()) }
        })?;
        if tried.phc.as_deref().is_some_and(|phc| verify_password(pin, phc)) {
            let right = Pin { wrong: 0, tried_at: None, ..tried };
            return Ok(self.inner.store.write(|tx| tx.set_pin(person, &right))?);
        }
        let left = MOST_WRONG - tried.wrong;
        Err(if left == 0 { PinError::ShutOut } else { PinError::Wrong { left } }.into())
    }

    /// A first code is long enough that it needs no end of tries, and it helps whoever was shut out.
    fn check_first_code(&self, person: &Person, code: &str) -> Result<(), DeskError> {
        let phc = person.first_code.as_ref().ok_or(PinError::FirstCode)?;
        self.try_once(person.id, |kept| {
            if kept.first_code.as_ref() == Some(phc) { Err(PinError::FirstCode) } else { Ok(()) }
        })?;
        if verify_password(&FirstCode::typed(code), phc) { Ok(()) } else { Err(PinError::FirstCode.into()) }
    }

    fn check_is_let(&self, person: PersonId) -> Result<(), DeskError> {
        let kept = self.inner.store.read(|now| now.find_pin(person))?;
        let is_here = self.person()?.is_some_and(|here| here.id == person);
        let kept = kept.unwrap_or_default();
        if kept.is_let || (is_here && kept.phc.is_none()) { Ok(()) } else { Err(PinError::None.into()) }
    }

    /// Counts a try before it is judged, so that whoever tries many at once has no more of them.
    fn try_once(
        &self,
        person: PersonId,
        refuse: impl FnOnce(&Pin) -> Result<(), PinError>,
    ) -> Result<Pin, DeskError> {
        let now = self.now();
        self.inner.store.write(|tx| {
            let kept = tx.find_pin(person)?.unwrap_or_default();
            refuse(&kept)?;
            if let Some(wait_s) = wait_of(&kept, now) {
                return Err(PinError::TooSoon { wait_s }.into());
            }
            let tried = Pin { wrong: kept.wrong + 1, tried_at: Some(now), ..kept };
            tx.set_pin(person, &tried)?;
            Ok::<_, DeskError>(tried)
        })
    }
}

/// Whether nobody comes in with this PIN any more.
pub(crate) fn is_shut_out(pin: &Pin) -> bool {
    pin.wrong >= MOST_WRONG
}

/// In seconds, how long until the next may be tried.
fn wait_of(pin: &Pin, now: Instant) -> Option<u64> {
    let nth = usize::try_from(pin.wrong.checked_sub(1)?).unwrap_or(usize::MAX);
    let after = WAITS_MS[nth.min(WAITS_MS.len() - 1)];
    let gone = now.unix_ms() - pin.tried_at?.unix_ms();
    // A clock that was put back makes nobody wait for years.
    let left = after - gone.max(0);
    u64::try_from(left).ok().filter(|left| *left > 0).map(|left| left.div_ceil(1_000))
}

fn refuse_weak(pin: &str) -> Result<(), PinError> {
    let digits = pin.as_bytes();
    if !(SHORTEST..=LONGEST).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(PinError::Shape);
    }
    let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    if [0, 1, -1].iter().any(|step| steps.iter().all(|other| other == step)) {
        return Err(PinError::TooSimple);
    }
    Ok(())
}
