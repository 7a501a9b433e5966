//! What customers think of how they were served, in stars that they gave themselves.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Act, EventId, Instant, PersonId, Sealed, Ticket, UnknownWord,
    vocabulary::{closed, open},
};

/// One to five stars. There is no default: who was not asked gave none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct Stars(u8);

/// A number that no stars are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stars are one to five")]
pub struct StarsError;

impl Stars {
    /// The most.
    pub const MOST: Self = Self(5);

    /// So many stars, if there can be so many.
    pub const fn new(stars: u8) -> Result<Self, StarsError> {
        match stars {
            1..=5 => Ok(Self(stars)),
            _ => Err(StarsError),
        }
    }

    /// How many.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> Self {
        stars.0
    }
}

impl TryFrom<u8> for Stars {
    type Error = StarsError;

    fn try_from(stars: u8) -> Result<Self, StarsError> {
        Self::new(stars)
    }
}

closed! {
    /// What a customer gives stars for.
    RatingAspect {
        /// How fast it went. 时效
        Timeliness = "timeliness",
        /// How they were treated. 态度
        Attitude = "attitude",
        /// Whether the parcel was safe. 安全
        Safety = "safety",
        /// How the matter was handled. 处理
        Handling = "handling",
    }
}

open! {
    /// How they were asked.
    RatingWay {
        /// At the counter. 柜台
        COUNTER = "counter",
        /// In a call. 电话
        PHONE = "phone",
        /// On paper. 评价单
        SLIP = "slip",
        /// By themselves, on the page that the slip's code opens. 扫码
        PAGE = "page",
    }
}

/// A customer said how satisfied they are. What they said nothing of is missing; one that says nothing has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SatisfactionRated {
    /// How fast it went.
    pub timeliness: Option<Stars>,
    /// How they were treated.
    pub attitude: Option<Stars>,
    /// Whether the parcel was safe.
    pub safety: Option<Stars>,
    /// How the matter was handled.
    pub handling: Option<Stars>,
    /// How they were asked.
    pub way: RatingWay,
    /// What they said.
    pub words: Option<Sealed<String>>,
}

/// A rating as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom it was written down.
    pub by: Option<PersonId>,
    /// What.
    pub made: SatisfactionRated,
}

/// Stars of so many customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StarsTold {
    /// All stars together.
    pub stars: u64,
    /// Of how many.
    pub of: u64,
}

impl StarsTold {
    /// Takes one more in.
    pub fn add(&mut self, stars: Stars) {
        self.stars += u64::from(stars.get());
        self.of += 1;
    }

    /// The mean in tenths of a star, rounded to the nearest: 43 for 4.3; none where nobody gave any.
    pub fn mean_tenths(&self) -> Option<u64> {
        (self.of > 0).then(|| (self.stars * 20 + self.of) / (self.of * 2))
    }
}

impl SatisfactionRated {
    /// What its author does: who stands before the customer tells and hears them, a call is work on the ticket.
    pub fn act(&self) -> Act {
        if self.way == RatingWay::PHONE { Act::WorkOn } else { Act::TellCustomer }
    }

    /// The stars for one aspect.
    pub fn stars(&self, aspect: RatingAspect) -> Option<Stars> {
        match aspect {
            RatingAspect::Timeliness => self.timeliness,
            RatingAspect::Attitude => self.attitude,
            RatingAspect::Safety => self.safety,
            RatingAspect::Handling => self.handling,
        }
    }

    /// The stars of all aspects together.
    pub fn told(&self) -> StarsTold {
        let mut told = StarsTold::default();
        RatingAspect::ALL.iter().filter_map(|aspect| self.stars(*aspect)).for_each(|stars| told.add(stars));
        told
    }

    /// Whether any stars were given.
    pub fn is_given(&self) -> bool {
        self.told().of > 0
    }

    /// Whether the customer is satisfied: four stars or more on average, before any rounding.
    pub fn is_satisfied(&self) -> bool {
        let told = self.told();
        told.of > 0 && told.stars >= 4 * told.of
    }
}

impl Ticket {
    /// What the customer thinks of it: the newest rating stands.
    pub fn rating(&self) -> Option<&Rated> {
        self.ratings.last()
    }
}

#[cfg(feature = "schemas")]
crate::as_schema!(Stars, crate::schemas::count(1, Some(5)));

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(stars: [u8; 4]) -> SatisfactionRated {
        let [timeliness, attitude, safety, handling] = stars.map(|stars| Stars::new(stars).ok());
        SatisfactionRated { timeliness, attitude, safety, handling, way: RatingWay::COUNTER, words: None }
    }

    #[test]
    fn stars_are_one_to_five_wherever_they_come_from() {
        for stars in 0..=u8::MAX {
            let read = serde_json::from_str::<Stars>(&stars.to_string());
            assert_eq!(Stars::new(stars).is_ok(), (1..=5).contains(&stars));
            assert_eq!(read.ok(), Stars::new(stars).ok());
        }
        assert_eq!(serde_json::to_string(&Stars::MOST).unwrap(), "5");
        for no_stars in ["4.5", "-1", "\"5\"", "null", "256"] {
            assert!(serde_json::from_str::<Stars>(no_stars).is_err(), "{no_stars}");
        }
    }

    #[test]
    fn four_stars_on_average_are_satisfied() {
        // Zero: nothing was said of it.
        for (stars, is_satisfied, tenths) in [
            ([4, 4, 4, 4], true, Some(40)),
            ([5, 5, 5, 1], true, Some(40)),
            ([5, 4, 4, 2], false, Some(38)),
            ([0, 0, 0, 4], true, Some(40)),
            ([0, 0, 0, 3], false, Some(30)),
            ([5, 0, 3, 3], false, Some(37)),
            ([0, 0, 0, 0], false, None),
        ] {
            let rated = rated(stars);
            assert_eq!(rated.is_satisfied(), is_satisfied, "{stars:?}");
            assert_eq!(rated.told().mean_tenths(), tenths, "{stars:?}");
            assert_eq!(rated.is_given(), stars != [0; 4]);
        }
        assert!(!rated([5, 5, 3, 2]).is_satisfied(), "3.75 is not four, however it is shown");
    }

    #[test]
    fn who_calls_works_on_the_ticket_and_who_stands_there_tells_the_customer() {
        let act = |way: RatingWay| SatisfactionRated { way, ..rated([5; 4]) }.act();
        assert_eq!(act(RatingWay::PHONE), Act::WorkOn);
        assert_eq!(act(RatingWay::COUNTER), Act::TellCustomer);
        assert_eq!(act(RatingWay::SLIP), Act::TellCustomer);
    }
}
