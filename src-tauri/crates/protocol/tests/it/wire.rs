//! The wire: signed bodies, compressed bodies, headers, and what other versions send.

use domain::{PolicyVersion, Zone};
use protocol::{SignatureError, hash_of, seal_branch_key_to, wire::*};

use crate::samples;

pub fn enrol_request() -> EnrolRequest {
    let secret = EnrolmentSecret::from_bytes([0xc5; 10]);
    let (device, sealing_key) = (samples::device(), samples::sealing_key().public());
    EnrolRequest::signed(
        secret,
        device,
        "COUNTER-1".into(),
        "0.1.0".into(),
        sealing_key,
        &samples::device_key(),
    )
}

pub fn enrol_response() -> EnrolResponse {
    let root = samples::root_key();
    let certificate =
        |purpose, key: &protocol::SigningKey| KeyCertificate::issue(purpose, key.verifying_key(), &root);
    let recipient = samples::sealing_key().public();
    let (branch, device) = (samples::branch(), samples::device());
    EnrolResponse {
        headquarters: samples::headquarters(),
        root_key: root.verifying_key(),
        certificates: vec![
            certificate(KeyPurpose::Feed, &samples::feed_key()),
            certificate(KeyPurpose::Policy, &samples::feed_key()),
            certificate(KeyPurpose::Ack, &samples::ack_key()),
        ],
        branch: BranchFacts {
            region: None,
            id: branch,
            code: "WC07".parse().unwrap(),
            name: "港湾街网点".into(),
            address: "上海市黄浦区港湾街 7 号".into(),
            phone: "021-55512345".into(),
            zone: Zone::SHANGHAI,
        },
        counter: CounterFacts { letter: "A".parse().unwrap(), name: "一号柜台".into() },
        branch_key_sealed: seal_branch_key_to(
            &recipient,
            branch,
            device,
            &samples::branch_key(),
            [0x5e; 32],
            [4; 24],
        )
        .unwrap(),
        public_address: Some("t.example.cn".into()),
        policy_version: PolicyVersion::from("2026-11.1"),
        generation: generation(),
        sealing: None,
        recovered: None,
    }
}

pub fn generation() -> Generation {
    Generation::from_bytes([0x6e; 16])
}

pub fn login_request() -> LoginRequest {
    let nonce = LoginNonce::from_bytes([0x4e; 32]);
    LoginRequest::signed(samples::device(), nonce, samples::headquarters(), &samples::device_key())
}

pub fn head_signature() -> HeadSignature {
    let log = samples::counter_log();
    let last = log.last().unwrap();
    HeadSignature::sign(
        samples::device(),
        samples::epoch(),
        last.head().seq,
        last.hash(),
        &samples::device_key(),
    )
}

pub fn push() -> Push {
    Push {
        device: samples::device(),
        epoch: samples::epoch(),
        lines: samples::counter_log().iter().map(|line| line.raw().to_owned()).collect(),
        keys: vec![samples::branch_key().wrap(samples::ticket(), &samples::ticket_key(), [3; 24])],
        signature: head_signature().signature,
        carried_by: None,
        heads: Vec::new(),
    }
}

pub fn ack() -> Ack {
    let HeadSignature { seq, head, .. } = head_signature();
    Ack::signed(samples::device(), samples::epoch(), seq, head, samples::at(60_000), &samples::ack_key())
}

pub fn device_certificate() -> DeviceCertificate {
    let key = samples::device_key().verifying_key();
    DeviceCertificate::issue(samples::branch(), samples::device(), key, &samples::feed_key())
}

#[test]
fn a_body_signed_by_one_and_changed_by_another_does_not_verify() {
    let request = enrol_request();
    assert_eq!(request.verify(), Ok(()));
    let other = EnrolRequest { secret: EnrolmentSecret::from_bytes([0; 10]), ..request.clone() };
    assert_eq!(other.verify(), Err(SignatureError));
    let other = EnrolRequest { signing_key: samples::root_key().verifying_key(), ..request };
    assert_eq!(other.verify(), Err(SignatureError));

    let (login, key) = (login_request(), samples::device_key().verifying_key());
    assert_eq!(login.verify(samples::headquarters(), &key), Ok(()));
    assert_eq!(login.verify(samples::device(), &key), Err(SignatureError), "meant for another headquarters");
    let other = LoginRequest { nonce: LoginNonce::from_bytes([0; 32]), ..login };
    assert_eq!(other.verify(samples::headquarters(), &key), Err(SignatureError));

    let head = head_signature();
    assert_eq!(head.verify(samples::device(), samples::epoch(), &key), Ok(()));
    let other = HeadSignature { seq: head.seq + 1, ..head };
    assert_eq!(other.verify(samples::device(), samples::epoch(), &key), Err(SignatureError));
    assert_eq!(head.verify(samples::headquarters(), samples::epoch(), &key), Err(SignatureError));
}

#[test]
fn an_acknowledgement_is_one_only_with_the_signature_of_its_key() {
    let (ack, key) = (ack(), samples::ack_key().verifying_key());
    assert_eq!(ack.verify(&key), Ok(()));
    assert_eq!(ack.verify(&samples::feed_key().verifying_key()), Err(SignatureError));
    for other in [
        Ack { device: samples::headquarters(), ..ack },
        Ack { seq: ack.seq + 1, ..ack },
        Ack { head: hash_of(b"other"), ..ack },
        Ack { at: samples::at(0), ..ack },
        Ack { signature: head_signature().signature, ..ack },
    ] {
        assert_eq!(other.verify(&key), Err(SignatureError), "{other:?}");
    }
}

#[test]
fn a_working_key_is_one_only_with_the_roots_word_for_its_purpose() {
    let response = enrol_response();
    assert_eq!(response.working_key(KeyPurpose::Ack), Some(samples::ack_key().verifying_key()));
    let mut forged = response.clone();
    forged.certificates[2] = KeyCertificate { purpose: KeyPurpose::Ack, ..forged.certificates[0] };
    assert_eq!(
        forged.working_key(KeyPurpose::Ack),
        None,
        "a feed key's certificate is none for another purpose"
    );
    let other_root = EnrolResponse { root_key: samples::feed_key().verifying_key(), ..response };
    assert_eq!(other_root.working_key(KeyPurpose::Feed), None);
}

#[test]
fn headquarters_vouches_for_a_device_of_one_branch() {
    let (certificate, key) = (device_certificate(), samples::feed_key().verifying_key());
    assert_eq!(certificate.verify(&key), Ok(()));
    let moved = DeviceCertificate { branch: domain::BranchId::from_bytes([1; 16]), ..certificate };
    assert_eq!(moved.verify(&key), Err(SignatureError));
    let other = DeviceCertificate { key: samples::root_key().verifying_key(), ..certificate };
    assert_eq!(other.verify(&key), Err(SignatureError));
}

#[test]
fn a_push_comes_through_compression_byte_for_byte() {
    let push = push();
    assert_eq!(decompress(&compress(&push), MOST_PUSH_EXPANDED), Ok(push));
}

#[test]
fn the_largest_push_fits_what_may_be_expanded() {
    // A story of quotation marks is sealed, so a line's JSON is what grows: a quote in every third place at worst.
    let line = "\",a".repeat(MOST_PUSH_BYTES / 3);
    let wrapped = samples::branch_key().wrap(samples::ticket(), &samples::ticket_key(), [3; 24]);
    let push = Push { lines: vec![line], keys: vec![wrapped; MOST_PUSH_LINES], ..push() };
    assert_eq!(decompress(&compress(&push), MOST_PUSH_EXPANDED), Ok(push));
}

#[test]
fn a_bomb_is_expanded_no_further_than_allowed() {
    let bomb = compress(&"0".repeat(64 * 1_024 * 1_024));
    assert!(bomb.len() < 16 * 1_024, "{} bytes", bomb.len());
    assert_eq!(decompress::<String>(&bomb, MOST_PUSH_EXPANDED), Err(DecompressError::TooLarge));
    let exact = compress(&"0".repeat(98));
    assert_eq!(decompress::<String>(&exact, 100).map(|text| text.len()), Ok(98));
    assert_eq!(decompress::<String>(&exact, 99), Err(DecompressError::TooLarge));
}

#[test]
fn a_body_that_is_cut_or_damaged_or_something_else_is_told_apart() {
    let bytes = compress(&push());
    for len in [0, 1, 4, bytes.len() / 2, bytes.len() - 1] {
        let read = decompress::<Push>(&bytes[..len], MOST_PUSH_EXPANDED);
        assert!(
            matches!(read, Err(DecompressError::Damaged | DecompressError::NotJson)),
            "{len} bytes: {read:?}"
        );
    }
    assert_eq!(decompress::<Push>(b"{\"device\":1}", 1_000), Err(DecompressError::Damaged));
    assert_eq!(decompress::<Push>(&compress(&7), 1_000), Err(DecompressError::NotJson));
}

#[test]
fn a_push_that_was_hit_anywhere_is_never_taken_for_another() {
    let bytes = compress(&push());
    for at in 0..bytes.len() {
        let mut hit = bytes.clone();
        hit[at] ^= 1 << (at % 8);
        let read = decompress::<Push>(&hit, MOST_PUSH_EXPANDED);
        assert!(read.is_err() || read == Ok(push()), "byte {at}");
    }
}

#[test]
fn a_frame_that_asks_for_a_huge_window_is_refused() {
    // Magic number, no content size, window descriptor for 2 GiB, one empty last block.
    let frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00];
    assert_eq!(decompress::<Push>(&frame, 1_000), Err(DecompressError::Damaged));
}

#[test]
fn a_reader_passes_over_what_it_does_not_know() {
    let json = serde_json::to_string(&ack()).unwrap().replacen('{', "{\"mood\":[1.5],", 1);
    assert_eq!(serde_json::from_str::<Ack>(&json).unwrap(), ack());
    let error: ErrorBody = serde_json::from_str(r#"{"code":"fork","message":"x"}"#).unwrap();
    assert_eq!(error, ErrorBody::new("fork", "x"));
}

#[test]
fn neither_token_nor_key_shows_in_debug() {
    let answer =
        LoginAnswer { token: "hush".into(), expires_at: samples::at(0), push_only: false, sealing: None };
    assert!(!format!("{answer:?}").contains("hush"));
}

#[test]
fn an_uploads_metadata_is_what_any_tus_client_sends() {
    let metadata = UploadMetadata { sha256: hash_of(b"photo"), ticket: samples::ticket() };
    let header = metadata.to_header();
    assert_eq!(UploadMetadata::from_header(&header), Ok(metadata));
    assert_eq!(UploadMetadata::from_header(&format!("filename eA==, {header},flag")), Ok(metadata));
    for bad in ["", "sha256", "sha256 !!!", "sha256 eA==,ticket eA==", &header.replace("ticket", "tick")] {
        assert_eq!(UploadMetadata::from_header(bad), Err(UploadMetadataError), "{bad}");
    }
}

#[test]
fn a_chunks_checksum_fits_that_chunk_alone() {
    let header = upload_checksum(b"chunk");
    let (chunk, other) = (hash_of(b"chunk"), hash_of(b"chunks"));
    assert_eq!(checksum_is(&header, chunk), Some(true));
    assert_eq!(checksum_is(&header, other), Some(false));
    assert_eq!(checksum_is("md5 AAAA", chunk), None);
    assert_eq!(checksum_is("", chunk), None);
}
