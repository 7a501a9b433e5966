//! Units: headquarters, regions, branches, outlets and counters, as one tree.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use crate::{BranchCode, BranchId, CounterLetter, UnitId, UnknownWord, vocabulary::closed};

closed! {
    /// How high a unit stands. The order is the tree's: each stands below one that comes earlier.
    UnitLevel {
        /// 总部
        Headquarters = "headquarters",
        /// 区域
        Region = "region",
        /// 网点
        Branch = "branch",
        /// 门店
        Outlet = "outlet",
        /// 柜台
        Counter = "counter",
    }
}

/// One place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// How high it stands.
    pub level: UnitLevel,
    /// What people call it.
    pub name: String,
    /// What its tickets' numbers begin with; branches and outlets have one.
    pub code: Option<BranchCode>,
    /// What a counter's numbers carry.
    pub letter: Option<CounterLetter>,
    /// What it belongs to; headquarters belongs to nothing.
    pub parent: Option<UnitId>,
    /// Where it is.
    pub address: String,
    /// Its phone, as printed on its slips.
    pub phone: String,
    /// The code of the region whose rules hold here and below, unless a lower unit has another.
    pub region: Option<String>,
}

/// All units, each below another, with headquarters at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitTree {
    units: HashMap<UnitId, Unit>,
    below: HashMap<UnitId, Vec<UnitId>>,
    root: UnitId,
}

/// Why units make no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitTreeError {
    /// None, or more than one, stands at the top.
    #[error("exactly one headquarters stands at the top")]
    Root,
    /// One identity twice.
    #[error("unit {0} is there twice")]
    Twice(UnitId),
    /// It belongs to nothing, or to what is not there.
    #[error("unit {0} belongs to nothing that is there")]
    Orphan(UnitId),
    /// It stands below one of its own level or lower.
    #[error("unit {0} stands below one that is not higher")]
    Order(UnitId),
    /// A branch or outlet without a code, or something else with one.
    #[error("unit {0} has no code and should, or has one and should not")]
    Code(UnitId),
    /// Two branches would give the same numbers.
    #[error("code {0} is given twice")]
    CodeTwice(BranchCode),
    /// Two counters of one branch would give the same numbers.
    #[error("letter {0} is given twice in one branch")]
    LetterTwice(CounterLetter),
}

impl UnitTree {
    /// The tree of `units`. Since every unit stands below a higher one, there can be no ring.
    pub fn new(units: impl IntoIterator<Item = Unit>) -> Result<Self, UnitTreeError> {
        let mut by_id = HashMap::new();
        let mut order = Vec::new();
        for unit in units {
            order.push(unit.id);
            let id = unit.id;
            if by_id.insert(id, unit).is_some() {
                return Err(UnitTreeError::Twice(id));
            }
        }
        let tops: Vec<_> = order.iter().filter(|id| by_id[id].level == UnitLevel::Headquarters).collect();
        let [root] = tops.as_slice() else { return Err(UnitTreeError::Root) };
        if by_id[root].parent.is_some() {
            return Err(UnitTreeError::Root);
        }
        let mut tree = Self { root: **root, units: by_id, below: HashMap::new() };
        for id in order {
            tree.place(id)?;
        }
        tree.codes_differ()?;
        Ok(tree)
    }

    fn place(&mut self, id: UnitId) -> Result<(), UnitTreeError> {
        let unit = &self.units[&id];
        if unit.level.is_numbering() != unit.code.is_some() {
            return Err(UnitTreeError::Code(id));
        }
        if id == self.root {
            return Ok(());
        }
        let parent =
            unit.parent.and_then(|parent| self.units.get(&parent)).ok_or(UnitTreeError::Orphan(id))?;
        if parent.level >= unit.level {
            return Err(UnitTreeError::Order(id));
        }
        self.below.entry(parent.id).or_default().push(id);
        Ok(())
    }

    fn codes_differ(&self) -> Result<(), UnitTreeError> {
        let mut codes = HashSet::new();
        let mut letters = HashSet::new();
        for unit in self.subtree(self.root) {
            if let Some(code) = unit.code
                && !codes.insert(code)
            {
                return Err(UnitTreeError::CodeTwice(code));
            }
            if let Some(letter) = unit.letter
                && !letters.insert((self.branch_of(unit.id), letter))
            {
                return Err(UnitTreeError::LetterTwice(letter));
            }
        }
        Ok(())
    }

    /// Headquarters.
    pub fn root(&self) -> &Unit {
        &self.units[&self.root]
    }

    /// The unit, if it is there.
    pub fn find(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }

    /// What stands directly below, in the order given.
    pub fn below(&self, id: UnitId) -> impl Iterator<Item = &Unit> {
        self.below.get(&id).into_iter().flatten().map(|id| &self.units[id])
    }

    /// The unit and all below it, each before what stands below it; nothing for an unknown one.
    pub fn subtree(&self, id: UnitId) -> Vec<&Unit> {
        let mut found: Vec<&Unit> = self.find(id).into_iter().collect();
        let mut next = 0;
        while let Some(unit) = found.get(next).copied() {
            found.extend(self.below(unit.id));
            next += 1;
        }
        found
    }

    /// From headquarters down to the unit itself; empty for an unknown one.
    pub fn path(&self, id: UnitId) -> Vec<&Unit> {
        let mut path: Vec<&Unit> =
            std::iter::successors(self.find(id), |unit| self.find(unit.parent?)).collect();
        path.reverse();
        path
    }

    /// Whether `id` is `scope` or stands below it: what an account at `scope` may see.
    pub fn is_within(&self, id: UnitId, scope: UnitId) -> bool {
        self.path(id).iter().any(|unit| unit.id == scope)
    }

    /// The branch or outlet whose numbers the unit uses: itself, or the nearest above it.
    pub fn branch_of(&self, id: UnitId) -> Option<BranchId> {
        self.path(id).iter().rev().find(|unit| unit.level.is_numbering()).map(|unit| unit.id.into())
    }

    /// The region whose rules hold at a unit: its own, or that of the nearest above it.
    pub fn region_of(&self, id: UnitId) -> Option<&str> {
        self.path(id).iter().rev().find_map(|unit| unit.region.as_deref())
    }

    /// Every branch and outlet in a scope.
    pub fn branches_within(&self, scope: UnitId) -> Vec<BranchId> {
        let branches = self.subtree(scope).into_iter().filter(|unit| unit.level.is_numbering());
        branches.map(|unit| unit.id.into()).collect()
    }
}

impl UnitLevel {
    /// Whether tickets are numbered there: what `branch_id` names.
    pub const fn is_numbering(self) -> bool {
        matches!(self, Self::Branch | Self::Outlet)
    }
}

impl From<BranchId> for UnitId {
    fn from(branch: BranchId) -> Self {
        Self::from_bytes(*branch.as_bytes())
    }
}

impl From<UnitId> for BranchId {
    fn from(unit: UnitId) -> Self {
        Self::from_bytes(*unit.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> UnitId {
        UnitId::from_bytes([n; 16])
    }

    fn unit(n: u8, level: UnitLevel, parent: u8) -> Unit {
        Unit {
            id: id(n),
            level,
            name: format!("unit {n}"),
            code: level.is_numbering().then(|| format!("WC{n:02}").parse().unwrap()),
            letter: (level == UnitLevel::Counter)
                .then(|| char::from(b'P' + n % 8).to_string().parse().unwrap()),
            parent: (parent > 0).then(|| id(parent)),
            address: String::new(),
            phone: String::new(),
            region: None,
        }
    }

    /// 1 headquarters ─ 2 region ─ 3 branch ─ 4 outlet ─ 5 counter; 6 counter of 3; 7 branch directly below 1.
    fn units() -> Vec<Unit> {
        use UnitLevel::*;
        vec![
            unit(5, Counter, 4),
            unit(1, Headquarters, 0),
            unit(2, Region, 1),
            unit(3, Branch, 2),
            unit(4, Outlet, 3),
            unit(6, Counter, 3),
            unit(7, Branch, 1),
        ]
    }

    fn numbers(units: &[&Unit]) -> Vec<u8> {
        units.iter().map(|unit| unit.id.as_bytes()[0]).collect()
    }

    #[test]
    fn a_scope_sees_itself_and_what_stands_below() {
        let tree = UnitTree::new(units()).unwrap();
        assert_eq!(numbers(&tree.subtree(id(2))), [2, 3, 4, 6, 5]);
        assert_eq!(numbers(&tree.path(id(5))), [1, 2, 3, 4, 5]);
        assert!(
            tree.is_within(id(5), id(2)) && tree.is_within(id(2), id(2)) && !tree.is_within(id(7), id(2))
        );
        assert_eq!(tree.branches_within(id(2)), [id(3).into(), id(4).into()]);
        assert!(tree.subtree(id(99)).is_empty());
    }

    #[test]
    fn a_counter_numbers_for_the_nearest_branch_or_outlet() {
        let tree = UnitTree::new(units()).unwrap();
        assert_eq!(tree.branch_of(id(5)), Some(id(4).into()));
        assert_eq!(tree.branch_of(id(6)), Some(id(3).into()));
        assert_eq!(tree.branch_of(id(2)), None);
    }

    #[test]
    fn the_nearest_unit_above_says_whose_rules_hold() {
        let with_region = |unit: Unit| match unit.id {
            it if it == id(2) => Unit { region: Some("zj".into()), ..unit },
            it if it == id(4) => Unit { region: Some("js".into()), ..unit },
            _ => unit,
        };
        let tree = UnitTree::new(units().into_iter().map(with_region)).unwrap();
        let regions: Vec<_> = [1, 2, 3, 4, 5, 6, 7].map(|n| tree.region_of(id(n))).into();
        assert_eq!(regions, [None, Some("zj"), Some("zj"), Some("js"), Some("js"), Some("zj"), None]);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        use UnitLevel::*;
        let with = |more: Unit| UnitTree::new(units().into_iter().chain([more])).unwrap_err();
        assert_eq!(UnitTree::new([]).unwrap_err(), UnitTreeError::Root);
        assert_eq!(with(unit(8, Headquarters, 0)), UnitTreeError::Root);
        assert_eq!(with(unit(7, Branch, 1)), UnitTreeError::Twice(id(7)));
        assert_eq!(with(unit(8, Region, 0)), UnitTreeError::Orphan(id(8)));
        assert_eq!(with(unit(8, Region, 99)), UnitTreeError::Orphan(id(8)));
        assert_eq!(with(unit(8, Region, 3)), UnitTreeError::Order(id(8)));
        assert_eq!(with(unit(8, Outlet, 8)), UnitTreeError::Order(id(8)), "a ring of one");
        assert_eq!(with(Unit { code: None, ..unit(8, Branch, 1) }), UnitTreeError::Code(id(8)));
        let same_code = Unit { code: unit(7, Branch, 1).code, ..unit(8, Branch, 1) };
        assert_eq!(with(same_code), UnitTreeError::CodeTwice("WC07".parse().unwrap()));
        let same_letter = Unit { letter: unit(6, Counter, 3).letter, ..unit(8, Counter, 3) };
        assert_eq!(with(same_letter), UnitTreeError::LetterTwice("V".parse().unwrap()));
    }
}
