//! Priority and risk: how soon a matter must be seen to, and how grave it could become.
//!
//! The impact is judged by four factors, the risk by three; people choose the degrees, the policy says what each
//! counts, and what was chosen is kept and shown beside the result. A danger to life or health always comes first.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Policy, UnknownWord, vocabulary::closed};

closed! {
    /// How soon a matter must be seen to. 优先级
    Priority {
        /// When there is time.
        Low = "low",
        /// In its turn.
        Normal = "normal",
        /// Before the others.
        High = "high",
        /// Now.
        Highest = "highest",
    }
}

closed! {
    /// What an impact is judged by. 影响四要素
    ImpactFactor {
        /// What was lost already. 实际损失
        Loss = "loss",
        /// How many it concerns. 影响范围
        Spread = "spread",
        /// How long it can wait. 紧急程度
        Urgency = "urgency",
        /// Whether it can be made good. 可补救性
        Repair = "repair",
    }
}

closed! {
    /// How far a factor of the impact goes; what that means for each is the policy's.
    ImpactDegree {
        /// Not at all.
        None = "none",
        /// A little.
        Slight = "slight",
        /// Much.
        Considerable = "considerable",
        /// As far as it can.
        Severe = "severe",
    }
}

closed! {
    /// What a risk is judged by. 风险三要素
    RiskFactor {
        /// How likely it happens, or happens again. 可能性
        Probability = "probability",
        /// How bad it would be. 影响程度
        Impact = "impact",
        /// How little we could do about it. 可控性
        Controllability = "controllability",
    }
}

closed! {
    /// How far a factor of the risk goes. Of controllability the highest is what is hardest to control.
    RiskDegree {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
    }
}

closed! {
    /// How grave a matter could become. 风险等级
    RiskGrade {
        /// Nothing beyond the matter itself.
        Minor = "minor",
        /// To be watched.
        Moderate = "moderate",
        /// A manager must know.
        Major = "major",
        /// Headquarters must know.
        Critical = "critical",
    }
}

/// The impact of a matter, factor by factor, as somebody judged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Impact {
    /// What was lost already.
    pub loss: ImpactDegree,
    /// How many it concerns.
    pub spread: ImpactDegree,
    /// How long it can wait.
    pub urgency: ImpactDegree,
    /// Whether it can be made good.
    pub repair: ImpactDegree,
    /// Whether somebody's life or health is in danger.
    pub endangers_people: bool,
}

/// The risk of a matter, factor by factor, as somebody judged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Risk {
    /// How likely it happens, or happens again.
    pub probability: RiskDegree,
    /// How bad it would be.
    pub impact: RiskDegree,
    /// How little we could do about it.
    pub controllability: RiskDegree,
}

impl Impact {
    /// The degree of one factor.
    pub fn degree(&self, factor: ImpactFactor) -> ImpactDegree {
        match factor {
            ImpactFactor::Loss => self.loss,
            ImpactFactor::Spread => self.spread,
            ImpactFactor::Urgency => self.urgency,
            ImpactFactor::Repair => self.repair,
        }
    }

    /// The points of all factors, added up.
    pub fn points(&self, policy: &Policy) -> u32 {
        let table = policy.impact();
        ImpactFactor::ALL.iter().map(|factor| table.degree(*factor, self.degree(*factor)).points).sum()
    }

    /// How soon it must be seen to: by its points, and at once where people are in danger.
    pub fn priority(&self, policy: &Policy) -> Priority {
        if self.endangers_people { Priority::Highest } else { policy.impact().result(self.points(policy)) }
    }
}

impl Risk {
    /// The degree of one factor.
    pub fn degree(&self, factor: RiskFactor) -> RiskDegree {
        match factor {
            RiskFactor::Probability => self.probability,
            RiskFactor::Impact => self.impact,
            RiskFactor::Controllability => self.controllability,
        }
    }

    /// The points of all factors, multiplied.
    pub fn points(&self, policy: &Policy) -> u32 {
        let table = policy.risk();
        RiskFactor::ALL.iter().map(|factor| table.degree(*factor, self.degree(*factor)).points).product()
    }

    /// How grave it could become.
    pub fn grade(&self, policy: &Policy) -> RiskGrade {
        policy.risk().result(self.points(policy))
    }
}

#[cfg(test)]
mod tests;
