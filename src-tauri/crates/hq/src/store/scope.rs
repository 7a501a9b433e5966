//! Which branches are looked at.

use std::{
    collections::HashMap,
    slice,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{BranchCode, BranchId, UnitId, UnitTree};

/// A unit with all that is below it: decided where someone signs in, and nowhere else. Clones are the same one, however
/// many branches there are.
#[derive(Clone, Debug)]
pub struct Scope(Arc<Within>);

#[derive(Debug)]
struct Within {
    unit: UnitId,
    is_everything: bool,
    /// In order.
    branches: Vec<BranchId>,
    /// The same by code.
    by_code: Vec<(BranchCode, BranchId)>,
    units: Arc<[UnitId]>,
}

impl Scope {
    /// A unit's subtree.
    pub fn of_unit(tree: &UnitTree, unit: UnitId) -> Self {
        let is_everything = tree.find(unit).is_some_and(|unit| unit.parent.is_none());
        let mut branches = tree.branches_within(unit);
        branches.sort_unstable();
        let code_of = |id: &BranchId| tree.find((*id).into())?.code.map(|code| (code, *id));
        let mut by_code: Vec<_> = branches.iter().filter_map(code_of).collect();
        by_code.sort_unstable();
        let units = tree.subtree(unit).into_iter().map(|unit| unit.id).collect();
        Self(Arc::new(Within { unit, is_everything, branches, by_code, units }))
    }

    /// One branch alone.
    pub fn of_branch(branch: BranchId) -> Self {
        Self(Arc::new(Within {
            unit: branch.into(),
            is_everything: false,
            branches: vec![branch],
            by_code: Vec::new(),
            units: [branch.into()].into(),
        }))
    }

    /// Whose subtree it is.
    pub fn unit(&self) -> UnitId {
        self.0.unit
    }

    /// Whether it is the whole tree: then no branch needs to be asked for.
    pub fn is_everything(&self) -> bool {
        self.0.is_everything
    }

    /// Whether a branch is within it.
    pub fn contains(&self, branch: &BranchId) -> bool {
        self.0.branches.binary_search(branch).is_ok()
    }

    /// Its branches, in order.
    pub fn iter(&self) -> slice::Iter<'_, BranchId> {
        self.0.branches.iter()
    }

    /// Branches of a unit's subtree by their codes, those after one where there is one.
    pub fn after_code(&self, after: Option<BranchCode>) -> &[(BranchCode, BranchId)] {
        let by_code = &self.0.by_code;
        &by_code[by_code.partition_point(|(code, _)| Some(*code) <= after)..]
    }

    /// Its units, each before what stands below it.
    pub fn units(&self) -> Arc<[UnitId]> {
        Arc::clone(&self.0.units)
    }

    /// How many branches are within it.
    pub fn len(&self) -> usize {
        self.0.branches.len()
    }
}

/// The tree of units, and what is within each, as far as somebody looked.
pub struct Network {
    tree: UnitTree,
    scopes: Mutex<HashMap<UnitId, Scope>>,
}

impl From<UnitTree> for Network {
    fn from(tree: UnitTree) -> Self {
        Self { tree, scopes: Mutex::default() }
    }
}

impl Network {
    /// The tree.
    pub fn tree(&self) -> &UnitTree {
        &self.tree
    }

    /// What is within a unit.
    pub fn within(&self, unit: UnitId) -> Scope {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        scopes.entry(unit).or_insert_with(|| Scope::of_unit(&self.tree, unit)).clone()
    }
}
