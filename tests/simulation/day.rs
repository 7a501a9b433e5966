//! One bad day: what happens, in which order, and what must be true in the evening.

use std::collections::{BTreeMap, BTreeSet};

use desk::{PartyForm, TicketForm};
use domain::{EventId, Kind, Slot, TicketId};
use hq::Clock;

use crate::world::{Beginning, World, runtime};

/// A hybrid time may be followed five minutes ahead, and a day's few thousand steps are milliseconds.
const MOST_AHEAD_MS: i64 = 6 * 60_000;
const YEARS_MS: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;
/// Nothing that is left to do takes more steps than this.
const MOST_STEPS: u32 = 4_000;

/// What may happen on a day, each with its weight.
#[derive(Clone, Copy)]
struct Weights {
    write: u32,
    step: u32,
    cable: u32,
    late: u32,
    crash: u32,
    crash_headquarters: u32,
    back_up: u32,
    put_back: u32,
    put_headquarters_back: u32,
    clone: u32,
    enrol: u32,
    person: u32,
    clock: u32,
}

const CALM: Weights = Weights {
    write: 12,
    step: 60,
    cable: 4,
    late: 4,
    crash: 3,
    crash_headquarters: 2,
    back_up: 0,
    put_back: 0,
    put_headquarters_back: 0,
    clone: 0,
    enrol: 1,
    person: 1,
    clock: 0,
};

/// A day to be led.
pub struct Day {
    seed: u64,
    random: fastrand::Rng,
    weights: Weights,
    happenings: u32,
    /// What was written, and where it stands in its ticket; what was lost with a disk is struck off.
    events: BTreeMap<EventId, TicketId>,
    /// Every ticket that was ever opened, whatever became of it.
    tickets: BTreeSet<TicketId>,
}

impl Day {
    /// Anything may happen.
    pub fn any(seed: u64) -> Self {
        let weights = match seed % 4 {
            0 => CALM,
            1 => Weights { back_up: 3, put_back: 2, ..CALM },
            2 => Weights { back_up: 3, put_headquarters_back: 2, clock: 1, ..CALM },
            _ => Weights { back_up: 3, put_back: 1, put_headquarters_back: 1, clone: 1, ..CALM },
        };
        Self::new(seed, weights, 120)
    }

    /// Clocks jump ten years, both ways.
    pub fn with_jumping_clocks(seed: u64) -> Self {
        Self::new(seed.wrapping_add(1 << 32), Weights { clock: 12, ..CALM }, 120)
    }

    /// Disks are put back and PCs cloned again and again, here and at headquarters.
    pub fn with_disasters(seed: u64) -> Self {
        let weights = Weights {
            back_up: 8,
            put_back: 4,
            put_headquarters_back: 4,
            clone: 3,
            crash: 4,
            crash_headquarters: 4,
            ..CALM
        };
        Self::new(seed.wrapping_add(2 << 32), weights, 100)
    }

    fn new(seed: u64, weights: Weights, happenings: u32) -> Self {
        let random = fastrand::Rng::with_seed(seed);
        Self { seed, random, weights, happenings, events: BTreeMap::new(), tickets: BTreeSet::new() }
    }

    /// Leads the day, and looks at everything in the evening.
    pub fn lead(mut self, beginning: &Beginning) {
        runtime().block_on(async {
            let mut world = beginning.world(self.seed).await;
            for _ in 0..self.happenings {
                self.something_happens(&mut world).await;
            }
            self.evening(&mut world).await;
        });
    }

    async fn something_happens(&mut self, world: &mut World) {
        let Weights { write, step, cable, late, crash, crash_headquarters, back_up, .. } = self.weights;
        let Weights { put_back, put_headquarters_back, clone, enrol, person, clock, .. } = self.weights;
        let weights = [
            write,
            step,
            cable,
            late,
            crash,
            crash_headquarters,
            back_up,
            put_back,
            put_headquarters_back,
            clone,
            enrol,
            person,
            clock,
        ];
        let mut drawn = self.random.u32(0..weights.iter().sum());
        let what = weights.iter().position(|weight| match drawn.checked_sub(*weight) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        });
        world.clock.go_on(self.random.i64(0..120_000));
        let who = self.random.usize(0..world.counters.len());
        match what.expect("what is drawn is within the weights") {
            0 => self.someone_writes(world, who),
            1 => {
                for _ in 0..self.random.u32(1..12) {
                    world.counters[who].step().await;
                }
            }
            2 => {
                let cable = world.counters[who].cable();
                cable.cut(self.random.u32(0..4) == 0);
                cable.set_badness([0, 5, 30, 60][self.random.usize(0..4)]);
            }
            3 => world.counters[who].cable().deliver_late().await,
            4 => world.counters[who].restart(),
            5 => {
                world.headquarters.stop();
                world.headquarters.start().await;
                world.plug_in();
            }
            6 => {
                if self.random.bool() {
                    world.headquarters.back_up().await;
                    world.plug_in();
                } else {
                    world.counters[who].back_up(self.random.bool());
                }
            }
            7 => {
                let backups = world.counters[who].backups.len();
                if backups > 0 {
                    world.counters[who].put_back(self.random.usize(0..backups));
                    self.strike_off_what_is_gone(world).await;
                }
            }
            8 => {
                let backups = world.headquarters.backups.len();
                if backups > 0 {
                    world.headquarters.put_back(self.random.usize(0..backups)).await;
                    world.plug_in();
                    self.strike_off_what_is_gone(world).await;
                }
            }
            9 if world.counters.len() < 4 => world.clone_counter(who),
            10 if world.counters.len() < 4 => world.enrol().await,
            11 => {
                let state = world.headquarters.state();
                let name = format!("新人 {}", self.random.u32(..));
                state.add_person(world.headquarters.branch, &name, &["clerk"]).await.unwrap();
            }
            // The first counter's clock is right: on the others' it must not depend.
            12 if who > 0 => world.counters[who].jump(self.random.i64(-YEARS_MS..YEARS_MS)),
            _ => {}
        }
    }

    /// A clerk opens a ticket, or adds to one that this counter knows.
    fn someone_writes(&mut self, world: &World, who: usize) {
        let desk = world.counters[who].desk();
        let known = desk.newest_tickets(9).unwrap();
        let ticket = if known.is_empty() || self.random.u32(0..3) == 0 {
            let draft = desk.start_draft().unwrap().id;
            if self.random.bool() {
                desk.add_draft_photo(draft, Slot::from("label"), &picture(&mut self.random)).unwrap();
            }
            desk.open_ticket(draft, &self.form()).unwrap();
            self.tickets.insert(draft);
            draft
        } else {
            let ticket = known[self.random.usize(0..known.len())].id;
            // What a ticket's state does not allow is refused, and that is well.
            match self.random.u32(0..3) {
                0 => drop(desk.convert(ticket, Kind::Complaint)),
                1 => drop(desk.convert(ticket, Kind::Claim)),
                _ => desk.add_note(ticket, "又来过一次").unwrap(),
            }
            ticket
        };
        let story = world.counters[who].ticket(ticket).expect("what was written is here").story;
        self.events.extend(story.iter().map(|happening| (happening.event, ticket)));
    }

    fn form(&mut self) -> TicketForm {
        TicketForm {
            kind: Kind::Claim,
            category: Some("damage.contents".to_owned()),
            sender: PartyForm {
                name: "王小明".to_owned(),
                phone: "13800138000".to_owned(),
                ..PartyForm::default()
            },
            waybill: format!("SF{:013}", self.random.u32(..)),
            claimed: "100".to_owned(),
            demands: vec!["compensation".to_owned()],
            story: "壶嘴断了".to_owned(),
            ..TicketForm::default()
        }
    }

    /// What stood on no disk but the one that was put back is lost, and nobody can be blamed for it.
    async fn strike_off_what_is_gone(&mut self, world: &World) {
        for event in self.events.keys().copied().collect::<Vec<_>>() {
            if !world.is_anywhere(event).await {
                self.events.remove(&event);
            }
        }
    }

    /// The network is whole, nobody writes, and what is left to do is done.
    async fn evening(&mut self, world: &mut World) {
        for counter in &world.counters {
            counter.cable().deliver_late().await;
            counter.cable().cut(false);
            counter.cable().set_badness(0);
        }
        // What headquarters lost and one counter gave back, the others hear in their next round. The next morning every
        // day is closed: what was lost without a word is noticed then.
        for hours in [0, 0, 24, 0] {
            world.clock.go_on(hours * 3_600_000);
            for who in 0..world.counters.len() {
                self.rest(world, who).await;
            }
        }
        self.nothing_is_lost(world).await;
        self.nothing_is_doubled(world).await;
        self.everybody_sees_the_same(world).await;
        self.nobody_follows_a_wrong_clock(world).await;
        for counter in &world.counters {
            let state = counter.desk().sync_state().unwrap();
            let waits = (state.unconfirmed_events, state.unconfirmed_photos);
            assert_eq!(waits, (0, 0), "seed {}: something still waits", self.seed);
        }
    }

    async fn rest(&self, world: &mut World, who: usize) {
        for _ in 0..MOST_STEPS {
            world.clock.go_on(1_000);
            match world.counters[who].step().await {
                None => {}
                Some(Ok(round)) if !round.moved() => return,
                Some(Ok(_)) => {}
                Some(Err(trouble)) => panic!("seed {}: a good network is in trouble: {trouble}", self.seed),
            }
        }
        panic!("seed {}: a counter does not come to rest", self.seed);
    }

    async fn nothing_is_lost(&self, world: &World) {
        for event in self.events.keys() {
            assert!(world.headquarters.holds(*event).await, "seed {}: headquarters lost {event}", self.seed);
            for (place, counter) in world.counters.iter().enumerate() {
                assert!(counter.holds(*event), "seed {}: counter {place} never heard of {event}", self.seed);
            }
        }
    }

    async fn nothing_is_doubled(&self, world: &World) {
        for ticket in &self.tickets {
            let Some(ticket) = world.headquarters.ticket(*ticket).await else { continue };
            let events: BTreeSet<EventId> = ticket.story.iter().map(|happening| happening.event).collect();
            assert_eq!(events.len(), ticket.story.len(), "seed {}: something is told twice", self.seed);
            let notes = ticket.notes.iter().map(|(event, _)| *event).collect::<BTreeSet<_>>();
            assert_eq!(notes.len(), ticket.notes.len(), "seed {}: a note counts twice", self.seed);
        }
    }

    /// Whoever's own clock is right goes by it, however wrong the clocks of others are.
    async fn nobody_follows_a_wrong_clock(&self, world: &World) {
        let (right, now) = (world.counters[0].desk().device(), world.clock.now());
        for line in world.headquarters.lines_of(right).await {
            // The moment of writing does not do: a line that was issued again keeps it.
            let ahead_ms = line.head().hlc.wall().unix_ms() - now.unix_ms();
            assert!(
                ahead_ms <= MOST_AHEAD_MS,
                "seed {}: a counter followed a clock that was wrong",
                self.seed
            );
        }
    }

    async fn everybody_sees_the_same(&self, world: &World) {
        for id in self.events.values().collect::<BTreeSet<_>>() {
            let there = world.headquarters.ticket(*id).await;
            let there = there.unwrap_or_else(|| panic!("seed {}: headquarters knows no {id}", self.seed));
            for (place, counter) in world.counters.iter().enumerate() {
                let here = counter.ticket(*id);
                assert_eq!(
                    here.as_ref(),
                    Some(&there),
                    "seed {}: counter {place} sees another {id}",
                    self.seed
                );
            }
            for photo in &there.photos {
                let sha256 = photo.added.sha256;
                let held =
                    world.headquarters.state().store.find_photo(world.headquarters.branch, sha256).await;
                let is_held = held.unwrap().is_some();
                let is_anywhere = world
                    .counters
                    .iter()
                    .any(|counter| counter.desk().find_photo(sha256, false).unwrap().is_some());
                assert!(is_held || !is_anywhere, "seed {}: a photo never arrived", self.seed);
            }
        }
    }
}

/// A small picture that no other is like.
fn picture(random: &mut fastrand::Rng) -> Vec<u8> {
    const SIDE: usize = 48;
    let mut pixels = vec![0; SIDE * SIDE * 3];
    random.fill(&mut pixels);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIDE as u32, SIDE as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}
