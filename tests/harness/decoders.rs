//! Whatever reads what others wrote, each as one function from bytes to whether they were accepted.
//!
//! The corpora test and the fuzz targets drive the same list; this file needs nothing but what it reads with.

use protocol::{
    BranchId, BranchKey, CARRY_OVER_HEAD_BYTES, Carried, CarryOverHead, Chain, DeviceId, EnrolmentCode, Keys,
    Line, MOST_FRAME_BYTES, Origin, ScannedSlip, SealedTo, SealingKey, SigningKey, Slip, TicketKey, seal_to,
    wire::{
        EnrolRequest, EnrolResponse, ErrorBody, FeedAnswer, Hello, HelloAnswer, KeyPurpose, LogAnswer,
        LoginAnswer, LoginRequest, MOST_PUSH_EXPANDED, NonceAnswer, NonceRequest, Push, PushAnswer,
        UploadMetadata, checksum_is, decompress,
    },
};

/// A reader of what others wrote.
pub struct Decoder {
    /// The folder of its corpus.
    pub name: &'static str,
    /// Reads; true when it takes the bytes for what they should be.
    pub read: fn(&[u8]) -> bool,
}

/// All of them.
pub const ALL: [Decoder; 7] = [
    Decoder { name: "line", read: line },
    Decoder { name: "wire", read: wire },
    Decoder { name: "push", read: push },
    Decoder { name: "enrolment-code", read: enrolment_code },
    Decoder { name: "slip", read: slip },
    Decoder { name: "upload", read: upload },
    Decoder { name: "carry-over", read: carry_over },
];

/// A line, opened with the keys of the golden files, as counters and headquarters do.
pub fn line(bytes: &[u8]) -> bool {
    let Ok(line) = Line::from_bytes(bytes) else { return false };
    let (ticket, branch) = (TicketKey::from_bytes([0x11; 32]), BranchKey::from_bytes([0x22; 32]));
    for keys in [Keys { ticket: Some(&ticket), branch: Some(&branch) }, Keys { ticket: None, branch: None }] {
        for origin in [Origin::Counter, Origin::Headquarters] {
            let _ = line.open(origin, keys);
        }
    }
    let _ = Chain::begin(&line).map(|mut chain| chain.extend(&line));
    assert!(line.raw().as_bytes() == bytes, "the bytes that came are the record");
    true
}

/// A body of the wire: any type of it that takes the bytes.
pub fn wire(bytes: &[u8]) -> bool {
    let key = SigningKey::from_bytes(&[3; 32]).verifying_key();
    let enrolled = serde_json::from_slice::<EnrolResponse>(bytes);
    if let Ok(enrolled) = &enrolled {
        let _ = enrolled.working_key(KeyPurpose::Ack);
    }
    let asked = serde_json::from_slice::<EnrolRequest>(bytes);
    if let Ok(asked) = &asked {
        let _ = asked.verify();
    }
    let feed = serde_json::from_slice::<FeedAnswer>(bytes);
    if let Ok(feed) = &feed {
        let _ = feed.devices.iter().filter(|device| device.verify(&key).is_ok()).count();
        let _ = feed.entries.iter().filter(|entry| Line::parse(&entry.line).is_ok()).count();
    }
    let answered = serde_json::from_slice::<PushAnswer>(bytes);
    if let Ok(answered) = &answered {
        let _ = answered.ack.verify(&key);
    }
    [
        enrolled.is_ok(),
        asked.is_ok(),
        feed.is_ok(),
        answered.is_ok(),
        serde_json::from_slice::<Push>(bytes).is_ok(),
        serde_json::from_slice::<Hello>(bytes).is_ok(),
        serde_json::from_slice::<HelloAnswer>(bytes).is_ok(),
        serde_json::from_slice::<NonceRequest>(bytes).is_ok(),
        serde_json::from_slice::<NonceAnswer>(bytes).is_ok(),
        serde_json::from_slice::<LoginRequest>(bytes).is_ok(),
        serde_json::from_slice::<LoginAnswer>(bytes).is_ok(),
        serde_json::from_slice::<LogAnswer>(bytes).is_ok(),
        serde_json::from_slice::<ErrorBody>(bytes).is_ok(),
    ]
    .contains(&true)
}

/// A push as it comes to headquarters, compressed.
pub fn push(bytes: &[u8]) -> bool {
    decompress::<Push>(bytes, MOST_PUSH_EXPANDED).is_ok()
}

/// What an administrator reads out.
pub fn enrolment_code(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.parse::<EnrolmentCode>().is_ok())
}

/// What a scanner reads off a customer's slip.
pub fn slip(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let _ = Slip::read(text, &SigningKey::from_bytes(&[3; 32]).verifying_key());
    ScannedSlip::parse(text).is_ok()
}

/// What an upload says of itself in its headers: `Upload-Metadata`, and in a second line `Upload-Checksum`.
pub fn upload(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let (metadata, checksum) = text.split_once('\n').unwrap_or((text, ""));
    let _ = checksum_is(checksum, protocol::hash_of(b"chunk"));
    UploadMetadata::from_header(metadata).is_ok_and(|metadata| {
        let again = UploadMetadata::from_header(&metadata.to_header());
        assert_eq!(again.ok(), Some(metadata), "what was read can be said again");
        true
    })
}

/// A carry-over as it comes from a stick; or else what stands under the seal of one frame, for no change gets behind a seal.
pub fn carry_over(bytes: &[u8]) -> bool {
    let headquarters = SealingKey::from_bytes([0x48; 32]);
    let head = bytes.get(..CARRY_OVER_HEAD_BYTES).map(CarryOverHead::read);
    if let Some(Ok(head)) = head {
        return is_whole(&head, &bytes[CARRY_OVER_HEAD_BYTES..], &headquarters);
    }
    let head = CarryOverHead { branch: BranchId::from_bytes([1; 16]), device: DeviceId::from_bytes([2; 16]) };
    let fields: [&[u8]; 3] = [&[1; 16], &[2; 16], &0_u64.to_be_bytes()];
    let sealed = seal_to(&headquarters.public(), SealedTo::CarryOver, &fields, bytes, ([7; 32], [8; 24]));
    head.open(0, &sealed.expect("a good key seals"), &headquarters).is_ok()
}

fn is_whole(head: &CarryOverHead, mut rest: &[u8], headquarters: &SealingKey) -> bool {
    for place in 0.. {
        let Some((length, frames)) = rest.split_first_chunk::<4>() else { return false };
        let length = u32::from_be_bytes(*length) as usize;
        if length > MOST_FRAME_BYTES || length > frames.len() {
            return false;
        }
        let (sealed, after) = frames.split_at(length);
        match head.open(place, sealed, headquarters) {
            Ok(Carried::End { frames }) => return frames == place && after.is_empty(),
            Ok(_) => rest = after,
            Err(_) => return false,
        }
    }
    false
}
