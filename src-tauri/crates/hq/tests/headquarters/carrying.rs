//! Carry-overs: what a counter could not send comes in a file.

use domain::TicketId;
use hq::{TakeInError, TakeInFailed, TakenIn};
use protocol::{Carried, CarryOverError, CarryOverHead, SealingPublicKey, wire::Push};

use crate::{
    counter::{TestCounter, ticket},
    facts::{a_claim, a_jpeg, a_photo, epoch_opened},
    place::TestHq,
};

/// A counter that was never online with its ticket, and what it carries.
pub struct Stick {
    pub hq: TestHq,
    pub counter: TestCounter,
    pub ticket: TicketId,
    frames: Vec<Carried>,
}

impl Stick {
    pub async fn new() -> Self {
        Self::for_headquarters(TestHq::new().await).await
    }

    pub async fn for_headquarters(hq: TestHq) -> Self {
        let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
        let (at, jpeg) = (counter.at(), a_jpeg());
        let ticket = ticket(counter.device, 1);
        let lines = [
            counter.write(None, &epoch_opened()),
            counter.write(Some(ticket), &a_claim(1, "SF1", at)),
            counter.write(Some(ticket), &a_photo(&jpeg, at)),
        ];
        let raw: Vec<String> = lines.iter().map(|line| line.raw().to_owned()).collect();
        let push = counter.push_of(3, raw, vec![counter.wrapped(ticket)]);
        let photo = Carried::Photo { sha256: protocol::hash_of(&jpeg), ticket, bytes: jpeg };
        let frames = vec![Carried::Push(Box::new(push)), photo, Carried::End { frames: 2 }];
        Self { hq, counter, ticket, frames }
    }

    fn push(&self) -> Push {
        let Carried::Push(push) = &self.frames[0] else { panic!("lines come first") };
        (**push).clone()
    }

    pub fn file(&self) -> Vec<u8> {
        self.sealed_to(&self.counter.joined.sealing.unwrap().key)
    }

    pub fn sealed_to(&self, key: &SealingPublicKey) -> Vec<u8> {
        let head = CarryOverHead { branch: self.counter.branch, device: self.counter.device };
        let mut file = head.to_bytes();
        for (place, carried) in (0..).zip(&self.frames) {
            let fresh = ([place as u8 + 1; 32], [place as u8; 24]);
            file.extend(head.seal(place, carried, key, fresh).unwrap());
        }
        file
    }

    pub async fn take_in(&self, file: &[u8]) -> Result<TakenIn, TakeInFailed> {
        self.hq.state.take_in(file).await
    }

    async fn refused(&self, file: &[u8]) -> TakeInFailed {
        self.take_in(file).await.unwrap_err()
    }
}

#[tokio::test]
async fn a_carry_over_brings_lines_keys_and_photos_and_a_second_time_changes_nothing() {
    let stick = Stick::new().await;
    let came = stick.take_in(&stick.file()).await.unwrap();
    assert_eq!(came, TakenIn { new_lines: 3, new_photos: 1, keys: 1, ..TakenIn::default() });
    let ticket = stick.hq.state.ticket(stick.hq.branch, stick.ticket).await.unwrap().unwrap();
    assert_eq!(ticket.photos.len(), 1);
    let hello = stick.counter.hello().await;
    assert_eq!((hello.seq, hello.feed_head), (3, 3));
    let name = protocol::hash_of(&a_jpeg());
    assert_eq!(stick.counter.get(&format!("/api/v1/photos/{name}")).await.body.to_vec(), a_jpeg());

    let again = stick.take_in(&stick.file()).await.unwrap();
    assert_eq!(again, TakenIn { known_lines: 3, known_photos: 1, keys: 1, ..TakenIn::default() });
    assert_eq!(stick.counter.hello().await, hello);
}

#[tokio::test]
async fn after_the_network_came_back_a_carry_over_changes_nothing() {
    let stick = Stick::new().await;
    assert_eq!(stick.counter.send_push(&stick.push()).await.status, 200);
    let came = stick.take_in(&stick.file()).await.unwrap();
    assert_eq!(came, TakenIn { known_lines: 3, new_photos: 1, keys: 1, ..TakenIn::default() });
}

#[tokio::test]
async fn what_came_before_a_cut_stays_and_the_cut_is_told() {
    let stick = Stick::new().await;
    let file = stick.file();
    let cut = stick.refused(&file[..file.len() - 300]).await;
    assert!(matches!(cut.why, TakeInError::CarryOver(CarryOverError::CutOff)), "{:?}", cut.why);
    assert_eq!(cut.came, TakenIn { new_lines: 3, keys: 1, ..TakenIn::default() });
    assert_eq!(stick.counter.hello().await.seq, 3);
    for upto in [0, 10, 30, protocol::CARRY_OVER_HEAD_BYTES, protocol::CARRY_OVER_HEAD_BYTES + 2] {
        assert_eq!(stick.refused(&file[..upto]).await.came, TakenIn::default(), "{upto}");
    }
    let without_end = Stick { frames: stick.frames[..2].to_vec(), ..stick };
    let cut = without_end.refused(&without_end.file()).await;
    assert!(matches!(cut.why, TakeInError::CarryOver(CarryOverError::CutOff)));
}

#[tokio::test]
async fn a_changed_a_foreign_and_an_overlong_file_are_refused() {
    let stick = Stick::new().await;
    let file = stick.file();
    let mut changed = file.clone();
    changed[200] ^= 1;
    let why = stick.refused(&changed).await.why;
    assert!(matches!(why, TakeInError::CarryOver(CarryOverError::Seal(_))), "{why:?}");

    let other = TestHq::new().await;
    let elsewhere = TestCounter::enrolled(9, &other, other.branch).await;
    let foreign = stick.sealed_to(&elsewhere.joined.sealing.unwrap().key);
    let why = stick.refused(&foreign).await.why;
    assert!(matches!(why, TakeInError::CarryOver(CarryOverError::Seal(_))), "{why:?}");
    let why = other.state.take_in(&file[..]).await.unwrap_err().why;
    assert!(matches!(why, TakeInError::NoDevice), "{why:?}");

    let mut overlong = file[..protocol::CARRY_OVER_HEAD_BYTES].to_vec();
    overlong.extend(u32::MAX.to_be_bytes());
    let why = stick.refused(&overlong).await.why;
    assert!(matches!(why, TakeInError::CarryOver(CarryOverError::TooLarge)), "{why:?}");
    let why = stick.refused(&[&file[..], b"more"].concat()).await.why;
    assert!(matches!(why, TakeInError::CarryOver(CarryOverError::Damaged)), "{why:?}");
}

#[tokio::test]
async fn lines_that_their_device_did_not_sign_are_refused() {
    let mut stick = Stick::new().await;
    let mut push = stick.push();
    push.lines.pop();
    stick.frames[0] = Carried::Push(Box::new(push));
    let failed = stick.refused(&stick.file()).await;
    assert!(matches!(&failed.why, TakeInError::Refused { code } if code == "signature"), "{:?}", failed.why);
    assert_eq!(stick.counter.hello().await.seq, 0);
}

#[tokio::test]
async fn what_a_revoked_device_carried_is_set_aside() {
    let stick = Stick::new().await;
    stick.hq.state.revoke_device(stick.counter.device).await.unwrap();
    let came = stick.take_in(&stick.file()).await.unwrap();
    assert_eq!(
        came,
        TakenIn { new_lines: 3, set_aside: 3, unnamed_photos: 1, keys: 1, ..TakenIn::default() }
    );
}

#[tokio::test]
async fn a_photo_is_kept_only_when_it_is_what_its_name_says() {
    let mut stick = Stick::new().await;
    let Carried::Photo { bytes, .. } = &mut stick.frames[1] else { panic!("a photo comes second") };
    bytes[500] ^= 1;
    let failed = stick.refused(&stick.file()).await;
    assert!(matches!(failed.why, TakeInError::PhotoDamaged));
    assert_eq!(failed.came.new_lines, 3);
    let name = protocol::hash_of(&a_jpeg());
    assert_eq!(stick.counter.get(&format!("/api/v1/photos/{name}")).await.status, 404);
}
