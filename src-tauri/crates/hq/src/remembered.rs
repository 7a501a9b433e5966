//! The store as requests see it: what nearly each of them asks is remembered, so that a poll without news reads no disk.
//!
//! Remembered are devices, the tokens they talk with, branches with the heads of their feeds, and the tree of units with
//! what is within each. All else goes straight to the store. What is not there is not remembered: it may come.
//!
//! | what makes it wrong | then |
//! |---|---|
//! | `append` moves a branch's feed | the branch's head is moved |
//! | `renew_feed` | the branch is forgotten |
//! | `set_region` | all branches and the tree are forgotten |
//! | `add_unit` | the tree is forgotten |
//! | `revoke_device`, `note_contact` | the device is forgotten, and with it whom its tokens speak for |
//! | `enrol` with a code that recovers a device | that device is forgotten |
//! | a token's time | it is looked at each time |
//! | `append` whose outcome is not known | the branch is forgotten |
//! | another node moves a feed (`others_moved`) | the branch's head is moved; forgotten, where it does not know how far |
//! | another node moves a feed and cannot tell | the head is read again by a poll, `BELIEVED_MS` after it was last known |
//! | another process writes (`others_wrote`) | everything is forgotten |
//!
//! Whatever is added to the store that changes one of these belongs here too. A value that was being read while its kind
//! was changed is handed on and not remembered: `changes` counts. Changes are carried through even where nobody waits
//! for them any more, for a request that was given up may have been kept.

use std::{
    collections::HashMap,
    hash::Hash,
    ops::Deref,
    sync::{Arc, PoisonError, RwLock},
};

use domain::{BranchId, DeviceId, EpochId, Instant, Sha256, Unit, UnitId, UnitTree};
use protocol::wire::Generation;

use crate::{
    HqStore, StoreError,
    clock::Clock,
    store::{
        Append, Appended, Branch, Contact, Device, Enrolment, FeedPage, Network, NewBranch, NewDevice,
        TokenHolder,
    },
    wakes::Wakes,
};

/// A store with a memory. Clones are the same one.
#[derive(Clone)]
pub struct Remembered {
    store: Arc<dyn HqStore>,
    memory: Arc<Memory>,
    wakes: Arc<Wakes>,
    clock: Arc<dyn Clock>,
}

/// How long it is believed that a feed has nothing new. What other nodes tell is lost where one is killed.
const BELIEVED_MS: i64 = 15_000;

struct Memory {
    devices: Values<DeviceId, Device>,
    tokens: Values<Sha256, Token>,
    branches: Values<BranchId, Standing>,
    network: Values<(), Arc<Network>>,
}

#[derive(Clone)]
struct Standing {
    branch: Branch,
    /// When the feed's head was last known to be this one.
    known_at: Instant,
}

impl Standing {
    /// Heads only grow; what is heard of one may be older than what is known.
    fn stands_at(&mut self, head: u64, now: Instant) {
        self.branch.feed_head = self.branch.feed_head.max(head);
        self.known_at = now;
    }

    fn is_believed(&self, now: Instant) -> bool {
        (0..BELIEVED_MS).contains(&(now.unix_ms() - self.known_at.unix_ms()))
    }
}

#[derive(Clone)]
struct Token {
    device: DeviceId,
    push_only: bool,
    expires_at: Instant,
}

impl Deref for Remembered {
    type Target = dyn HqStore;

    fn deref(&self) -> &Self::Target {
        &*self.store
    }
}

impl Remembered {
    /// Remembers what is read from `store`, and tells `wakes` where feeds move.
    pub fn over(store: Arc<dyn HqStore>, wakes: Arc<Wakes>, clock: Arc<dyn Clock>) -> Self {
        let memory = Memory {
            devices: Values::default(),
            tokens: Values::default(),
            branches: Values::default(),
            network: Values::default(),
        };
        Self { store, memory: Arc::new(memory), wakes, clock }
    }

    /// Forgets everything: others have written.
    pub fn forget(&self) {
        self.memory.tokens.clear();
        self.memory.devices.clear();
        self.memory.branches.clear();
        self.memory.network.clear();
    }

    /// The tree of units; none where they make none.
    pub async fn network(&self) -> Result<Option<Arc<Network>>, StoreError> {
        let read = async {
            Ok(UnitTree::new(self.store.list_units().await?).ok().map(|tree| Arc::new(tree.into())))
        };
        self.memory.network.find_or((), read).await
    }

    /// Adds a unit, with what it has when it is a branch or outlet.
    pub async fn add_unit(&self, unit: Unit, branch: Option<NewBranch>) -> Result<(), StoreError> {
        let Self { store, memory, .. } = self.clone();
        carried_through(async move {
            let added = store.add_unit(unit, branch).await;
            memory.network.clear();
            added
        })
        .await
    }

    /// Who talks with this token, if it has not ended.
    pub async fn find_token(&self, token: Sha256, now: Instant) -> Result<Option<TokenHolder>, StoreError> {
        let Memory { devices, tokens, .. } = &*self.memory;
        if let Some(known) = tokens.find(&token)
            && let Some(device) = devices.find(&known.device)
        {
            let push_only = known.push_only || device.revoked_at.is_some();
            let holder = TokenHolder { device, push_only, expires_at: known.expires_at };
            return Ok((known.expires_at > now).then_some(holder));
        }
        let (of_tokens, of_devices) = (tokens.changes(), devices.changes());
        let found = self.store.find_token(token, now).await?;
        if let Some(TokenHolder { device, push_only, expires_at }) = &found {
            devices.keep(of_devices, device.id, device.clone());
            let kept = Token { device: device.id, push_only: *push_only, expires_at: *expires_at };
            tokens.keep(of_tokens, token, kept);
            tokens.sweep(|token| token.expires_at > now);
        }
        Ok(found)
    }

    /// The device with this identity.
    pub async fn find_device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        self.memory.devices.find_or(id, self.store.find_device(id)).await
    }

    /// The branch with this identity, and where its feed stands.
    pub async fn find_branch(&self, id: BranchId) -> Result<Option<Branch>, StoreError> {
        let read = async {
            let known_at = self.clock.now();
            Ok(self.store.find_branch(id).await?.map(|branch| Standing { branch, known_at }))
        };
        Ok(self.memory.branches.find_or(id, read).await?.map(|known| known.branch))
    }

    /// The same for a reader who stands at `position`; where it is beyond what is remembered the branch is read anew.
    pub async fn find_branch_at(&self, id: BranchId, position: u64) -> Result<Option<Branch>, StoreError> {
        let found = self.find_branch(id).await?;
        if found.as_ref().is_none_or(|branch| position <= branch.feed_head) {
            return Ok(found);
        }
        self.memory.branches.forget(&id);
        self.find_branch(id).await
    }

    /// Lines of a branch's feed after a position; at its end there are none, and nothing is read but, now and then, whether it
    /// still is the end.
    pub async fn feed(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        after: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError> {
        if self.is_end(branch, after).await? {
            return Ok(FeedPage { head: after, lines: Vec::new(), keys: Vec::new() });
        }
        let now = self.clock.now();
        let page = self.store.feed(branch, but_not, after, limit).await?;
        // Others may have written, and no reader is ever to be beyond what is remembered.
        self.memory.branches.change(&branch, |known| known.stands_at(page.head, now));
        Ok(page)
    }

    /// Whether a feed has nothing after a position, as far as is remembered and may be believed.
    async fn is_end(&self, branch: BranchId, after: u64) -> Result<bool, StoreError> {
        let now = self.clock.now();
        match self.memory.branches.find(&branch) {
            Some(known) if known.branch.feed_head != after => Ok(false),
            Some(known) if known.is_believed(now) => Ok(true),
            Some(_) => {
                let Some(Branch { feed_head, .. }) = self.store.find_branch(branch).await? else {
                    return Ok(false);
                };
                self.memory.branches.change(&branch, |known| known.stands_at(feed_head, now));
                if feed_head > after {
                    // Those who wait were not told either.
                    self.wakes.moved(branch, feed_head);
                }
                Ok(feed_head == after)
            }
            None => Ok(false),
        }
    }

    /// Appends, and tells those who wait for the feed.
    pub async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        let (state, branch) = (self.clone(), append.log.branch);
        carried_through(async move {
            let appended = state.store.append(append).await;
            match &appended {
                Ok(Appended::Held(held)) => state.moved(branch, Some(held.feed_head)),
                // It was kept or not.
                Err(StoreError::Away(_)) => state.moved(branch, None),
                _ => {}
            }
            appended
        })
        .await
    }

    /// A branch's feed has moved, here or at another node; how far is perhaps not known.
    pub fn moved(&self, branch: BranchId, head: Option<u64>) {
        match head {
            Some(head) => {
                let now = self.clock.now();
                self.memory.branches.change(&branch, |known| known.stands_at(head, now));
                self.wakes.moved(branch, head);
            }
            None => {
                self.memory.branches.forget(&branch);
                self.wakes.perhaps_moved(branch);
            }
        }
    }

    /// Names the branch's feed anew.
    pub async fn renew_feed(
        &self,
        branch: BranchId,
        generation: Generation,
        epoch: EpochId,
    ) -> Result<(), StoreError> {
        let Self { store, memory, .. } = self.clone();
        carried_through(async move {
            let renewed = store.renew_feed(branch, generation, epoch).await;
            memory.branches.forget(&branch);
            renewed
        })
        .await
    }

    /// Says which region's rules hold at a unit and below it.
    pub async fn set_region(&self, unit: UnitId, region: Option<String>) -> Result<(), StoreError> {
        let Self { store, memory, .. } = self.clone();
        carried_through(async move {
            let set = store.set_region(unit, region).await;
            memory.branches.clear();
            memory.network.clear();
            set
        })
        .await
    }

    /// Uses a code, once; a device that is recovered with it has been replaced.
    pub async fn enrol(
        &self,
        secret: Sha256,
        device: NewDevice,
        now: Instant,
    ) -> Result<Enrolment, StoreError> {
        let Self { store, memory, .. } = self.clone();
        carried_through(async move {
            let id = device.id;
            let enrolled = store.enrol(secret, device, now).await;
            match &enrolled {
                Ok(Enrolment::Done(offer)) => {
                    memory.devices.forget(&id);
                    offer.recovers.iter().for_each(|old| memory.devices.forget(old));
                }
                Ok(_) => {}
                // Whom it was to replace is not known here.
                Err(_) => memory.devices.clear(),
            }
            enrolled
        })
        .await
    }

    /// Lets a device push and nothing else from now on; false when there is none.
    pub async fn revoke_device(&self, id: DeviceId, now: Instant) -> Result<bool, StoreError> {
        let Self { store, memory, .. } = self.clone();
        carried_through(async move {
            let revoked = store.revoke_device(id, now).await;
            memory.devices.forget(&id);
            revoked
        })
        .await
    }

    /// Notes what a device said in its hello.
    pub async fn note_contact(&self, id: DeviceId, contact: Contact, now: Instant) -> Result<(), StoreError> {
        let Self { store, memory, .. } = self.clone();
        carried_through(async move {
            let noted = store.note_contact(id, contact, now).await;
            memory.devices.forget(&id);
            noted
        })
        .await
    }
}

/// Does `work` to its end, whether or not whoever asked for it still waits.
async fn carried_through<T: Send + 'static>(
    work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(stopped) => Err(StoreError::Database(Box::new(stopped))),
    }
}

/// Values of one kind.
struct Values<K, V>(RwLock<Held<K, V>>);

struct Held<K, V> {
    values: HashMap<K, V>,
    /// How often one of this kind was changed or forgotten.
    changes: u64,
    /// With how many values those that have ended are looked for next.
    sweep_at: usize,
}

const SWEEP_AT_LEAST: usize = 4_096;

impl<K, V> Default for Values<K, V> {
    fn default() -> Self {
        Self(RwLock::new(Held { values: HashMap::new(), changes: 0, sweep_at: SWEEP_AT_LEAST }))
    }
}

impl<K: Eq + Hash + Copy, V: Clone> Values<K, V> {
    fn find(&self, key: &K) -> Option<V> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values.get(key).cloned()
    }

    async fn find_or(
        &self,
        key: K,
        read: impl Future<Output = Result<Option<V>, StoreError>>,
    ) -> Result<Option<V>, StoreError> {
        if let Some(known) = self.find(&key) {
            return Ok(Some(known));
        }
        let changes = self.changes();
        let found = read.await?;
        if let Some(value) = &found {
            self.keep(changes, key, value.clone());
        }
        Ok(found)
    }

    fn changes(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).changes
    }

    /// Keeps what was read while there had been so many changes, unless there were more since.
    fn keep(&self, changes: u64, key: K, value: V) {
        self.write(|held| {
            if held.changes == changes {
                held.values.insert(key, value);
            }
        });
    }

    fn change(&self, key: &K, change: impl FnOnce(&mut V)) {
        self.write(|held| {
            held.changes += 1;
            if let Some(value) = held.values.get_mut(key) {
                change(value);
            }
        });
    }

    fn forget(&self, key: &K) {
        self.write(|held| {
            held.changes += 1;
            held.values.remove(key);
        });
    }

    fn clear(&self) {
        self.write(|held| {
            held.changes += 1;
            held.values.clear();
        });
    }

    /// Drops what is no longer good, now and then.
    fn sweep(&self, is_good: impl Fn(&V) -> bool) {
        self.write(|held| {
            if held.values.len() >= held.sweep_at {
                held.values.retain(|_, value| is_good(value));
                held.sweep_at = SWEEP_AT_LEAST.max(2 * held.values.len());
            }
        });
    }

    fn write(&self, change: impl FnOnce(&mut Held<K, V>)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}
