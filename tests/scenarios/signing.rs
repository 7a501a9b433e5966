//! A customer signs what was shown, and nothing else.

use std::fs;

use desk::{PaperLanguage, PaperSize, PrintResult, SignLanguage, Signing};
use domain::{Document, Kind, Role, STROKE_SIDE, Signature, SignaturePurpose, Slot, TicketId};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
    places,
};

/// Stands nowhere but under a signature.
const SIGNER: &str = "欧阳修文";

fn a_drawing() -> Signature {
    Signature {
        name: format!(" {SIGNER} "),
        strokes: vec![vec![(800, 900), (2_400, 700), (1_500, 2_600)], vec![(3_000, 800), (3_600, 2_400)]],
    }
}

/// Shows the receipt and gives what would sign it.
fn shown(counter: &TestCounter, ticket: TicketId, language: SignLanguage) -> Signing {
    let purpose = SignaturePurpose::INTAKE;
    let paper = counter.desk().show_for_signature(ticket, &purpose, language).unwrap();
    Signing { purpose, language, shown: paper.shown, role: paper.role, signature: a_drawing() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_is_bound_to_what_was_shown_and_reaches_headquarters_sealed() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket();
    let purpose = SignaturePurpose::INTAKE;
    let paper = counter.desk().show_for_signature(ticket.id, &purpose, SignLanguage::English).unwrap();
    assert_eq!((paper.name.as_str(), &paper.role), ("王小明", &Role::SENDER));
    assert!(paper.pages.concat().contains("SF1234567890123"));

    let signing = shown(&counter, ticket.id, SignLanguage::English);
    counter.desk().sign(ticket.id, &signing).unwrap();
    counter.sync().await;

    let there = hq.state().ticket(hq.branch(), ticket.id).await.unwrap().unwrap();
    let signed = there.receipt_signature().unwrap();
    assert_eq!(signed.given.shown, paper.shown);
    assert_eq!((signed.given.document.as_str(), signed.given.language.as_str()), ("receipt", "en"));
    let told = signed.given.private.open().unwrap();
    assert_eq!((told.name.as_str(), &told.strokes), (SIGNER, &a_drawing().strokes));
    assert!(hq.holds(ticket.number.to_string().as_bytes()), "what it keeps is read");
    assert!(!hq.holds(SIGNER.as_bytes()), "who signed is sealed");
    assert!(!hq.holds(b"[800,900]"), "and so is the drawing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_changed_is_read_back_again_before_it_is_signed() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket();
    let signing = shown(&counter, ticket.id, SignLanguage::Chinese);

    // What does not stand on the receipt changes nothing of what was shown.
    desk.add_note(ticket.id, "客户很急").unwrap();
    desk.convert(ticket.id, Kind::Complaint).unwrap();
    assert_eq!(desk.sign(ticket.id, &signing).unwrap_err().code(), "paper_changed");
    let in_english = Signing { language: SignLanguage::English, ..signing };
    assert_eq!(desk.sign(ticket.id, &in_english).unwrap_err().code(), "paper_changed");
    assert_eq!(desk.ticket(ticket.id).unwrap().ticket.signatures.len(), 0);

    let again = shown(&counter, ticket.id, SignLanguage::Chinese);
    desk.add_note(ticket.id, "已解释").unwrap();
    desk.sign(ticket.id, &again).unwrap();
    let signed = desk.ticket(ticket.id).unwrap().ticket;
    assert_eq!(signed.receipt_signature().map(|signed| signed.given.shown), Some(again.shown));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_has_the_signature_until_it_says_something_else() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket();
    let signing = shown(&counter, ticket.id, SignLanguage::Chinese);
    desk.sign(ticket.id, &signing).unwrap();
    let short: String = signing.shown.to_string().chars().take(16).collect();

    assert!(printed(&counter, ticket.id).await.contains(&short));
    desk.add_note(ticket.id, "客户已签名").unwrap();
    assert!(printed(&counter, ticket.id).await.contains(&short), "a note stands on no receipt");

    let photo = fs::read(places::photo("chat-app.webp")).unwrap();
    desk.add_ticket_photo(ticket.id, Slot::from("outside"), &photo).unwrap();
    assert!(!printed(&counter, ticket.id).await.contains(&short), "the photo was not there to be signed");
    let told = desk.ticket(ticket.id).unwrap().ticket;
    assert_eq!((told.signatures.len(), told.signatures[0].saw_all), (1, false), "it was given all the same");
    desk.sign(ticket.id, &shown(&counter, ticket.id, SignLanguage::Chinese)).unwrap();
    assert_eq!(
        desk.ticket(ticket.id).unwrap().ticket.receipt_signature().map(|signed| signed.saw_all),
        Some(true)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_beside_a_signature_was_not_signed() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    let second = TestCounter::another_at(&hq, "B").await;
    let ticket = first.open_ticket();
    first.sync().await;
    second.sync().await;

    // The other counter converts it before the signature, and nobody here has heard of that.
    second.desk().convert(ticket.id, Kind::Complaint).unwrap();
    first.desk().sign(ticket.id, &shown(&first, ticket.id, SignLanguage::Chinese)).unwrap();
    assert!(first.desk().ticket(ticket.id).unwrap().ticket.receipt_signature().is_some());
    for counter in [&first, &second, &first] {
        counter.sync().await;
    }

    for counter in [&first, &second] {
        let ticket = counter.desk().ticket(ticket.id).unwrap().ticket;
        assert_eq!(*ticket.kind.value(), Kind::Complaint);
        assert_eq!(ticket.signatures.len(), 1);
        assert!(ticket.receipt_signature().is_none(), "a claim was signed, and this is a complaint");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_drawing_under_a_paper_that_there_is_is_a_signature() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket();
    let good = shown(&counter, ticket.id, SignLanguage::Chinese);
    let code_of = |signature: Signature| {
        desk.sign(ticket.id, &Signing { signature, ..good.clone() }).unwrap_err().code()
    };
    assert_eq!(code_of(Signature { name: " ".to_owned(), ..a_drawing() }), "signature_nameless");
    assert_eq!(code_of(Signature { strokes: vec![vec![(7, 7)]], ..a_drawing() }), "signature_empty");
    let outside = vec![vec![(0, 0), (STROKE_SIDE + 1, 0)]];
    assert_eq!(code_of(Signature { strokes: outside, ..a_drawing() }), "signature_too_large");
    for purpose in [SignaturePurpose::DECISION, SignaturePurpose::PAYMENT] {
        let shown = desk.show_for_signature(ticket.id, &purpose, SignLanguage::Chinese);
        assert_eq!(shown.unwrap_err().code(), "no_paper_to_sign");
        let signing = Signing { purpose, ..good.clone() };
        assert_eq!(desk.sign(ticket.id, &signing).unwrap_err().code(), "no_paper_to_sign");
    }
    assert_eq!(desk.ticket(ticket.id).unwrap().ticket.signatures.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_signature_fits_into_a_line() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &[]);
    let stroke = |from: u16| (0..25).map(|step| (STROKE_SIDE - step - from, STROKE_SIDE - step)).collect();
    let strokes: Vec<Vec<(u16, u16)>> = (0..200).map(|index| stroke(index * 40)).collect();
    assert_eq!(strokes.iter().flatten().count(), domain::MOST_POINTS);
    let good = shown(&counter, ticket.id, SignLanguage::Chinese);
    let signature = Signature { name: "长".repeat(domain::LONGEST_SIGNER), strokes };
    counter.desk().sign(ticket.id, &Signing { signature, ..good }).unwrap();
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_events, 0);
}

/// Prints the receipt and reads what stands on it.
async fn printed(counter: &TestCounter, ticket: TicketId) -> String {
    let print = counter
        .desk()
        .print_ticket_paper(ticket, Document::RECEIPT, PaperSize::A5, PaperLanguage::Both)
        .await
        .unwrap();
    let PrintResult::Saved { path, .. } = print else { panic!("no printer is here") };
    let text = std::process::Command::new("pdftotext").arg("-raw").arg(path).arg("-").output().unwrap();
    assert!(text.status.success());
    String::from_utf8(text.stdout).unwrap()
}
