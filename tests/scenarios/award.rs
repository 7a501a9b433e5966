//! A claim goes from the counter to headquarters and back to a signed voucher.

use desk::{Assessing, ClaimForm, PaperLanguage, PaperSize, Paying, PrintResult, SignLanguage, Signing};
use domain::{
    ContactAbout, ContactMade, ContactOutcome, ContactWay, Document, Fen, Payee, PaymentMethod, Signature,
    SignaturePurpose, TicketAction, TicketId, TicketStatus,
    compensation::{DepartureCode, ProofCode, ProofStanding, Rung},
};
use serde_json::json;
use tests::{
    counter::TestCounter,
    headquarters::{Official, TestHq},
    paper,
};

fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

/// The claim as it would be typed, with what was found out since it was taken in.
fn assessing(counter: &TestCounter, ticket: TicketId, actual_loss: &str) -> Assessing {
    let desk = counter.desk();
    let (claim, _) = desk.claim(&desk.ticket(ticket).unwrap().ticket);
    let form = ClaimForm {
        proven: actual_loss.to_owned(),
        actual_loss: actual_loss.to_owned(),
        whole_value: "1500".to_owned(),
        ..ClaimForm::from(&claim)
    };
    let claim = form.read(&claim).unwrap();
    let measure = desk.assess(&claim).proposed().map(|proposed| proposed.measure.clone());
    assert!(measure.is_some(), "a damaged insured parcel has a measure");
    Assessing { claim, measure, departure: None, words: "壶嘴可修".to_owned() }
}

fn paying(amount: i64) -> Paying {
    Paying {
        fen: fen(amount),
        method: PaymentMethod::WECHAT,
        payee: Payee::SENDER,
        name: "王小明".to_owned(),
        account: "wxid_8812345678".to_owned(),
        departure: None,
    }
}

fn signed(counter: &TestCounter, ticket: TicketId, purpose: SignaturePurpose) {
    let desk = counter.desk();
    let language = SignLanguage::Chinese;
    let paper = desk.show_for_signature(ticket, &purpose, language).unwrap();
    let strokes = vec![vec![(800, 900), (2_400, 700), (1_500, 2_600)]];
    let signature = Signature { name: paper.name, strokes };
    desk.sign(ticket, &Signing { purpose, language, shown: paper.shown, role: paper.role, signature })
        .unwrap();
}

/// The words of a paper as it prints into a file.
async fn printed(counter: &TestCounter, ticket: TicketId, document: Document) -> String {
    let on = (PaperSize::A4, PaperLanguage::Chinese);
    let result = counter.desk().print_ticket_paper(ticket, document, on.0, on.1).await.unwrap();
    let PrintResult::Saved { path, .. } = result else { panic!("there is no printer here") };
    paper::words(&path)
}

async fn decide(
    official: &Official,
    ticket: TicketId,
    verdict: &str,
    words: &str,
) -> (u16, serde_json::Value) {
    let claim = official.get(&format!("tickets/{ticket}/claim")).await;
    let form = json!({
        "verdict": verdict, "seen": claim["heads"], "assessment": claim["assessed"]["event"], "words": words,
        "grounds": if verdict == "decline" { vec!["law.postal_48"] } else { Vec::new() },
    });
    official.post(&format!("tickets/{ticket}/decision"), &form).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_goes_to_headquarters_and_back_to_a_signed_voucher() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket().id;
    let given = ProofStanding::Given { on: desk.today() };
    desk.note_proof(ticket, ProofCode::INVOICE, given).unwrap();
    desk.save_assessment(ticket, &assessing(&counter, ticket, "800")).unwrap();
    let assessed = desk.ticket(ticket).unwrap().ticket;
    let sum = assessed.ladder().fen(Rung::Assessed).unwrap();
    assert!(sum > Fen::ZERO && !assessed.assessments[0].made.lines.is_empty());
    let offer = printed(&counter, ticket, Document::PROPOSAL).await;
    assert!(offer.contains("赔付方案") && offer.contains(&sum.to_string()), "{offer}");
    counter.sync().await;

    let adjuster = hq.official("zhoumin", "adjuster").await;
    let queue = adjuster.get("decisions").await;
    assert!(queue.to_string().contains(&assessed.number.to_string()), "{queue}");
    let (status, done) = decide(&adjuster, ticket, "approve", "").await;
    assert_eq!(status, 200, "{done}");
    counter.sync().await;

    let decided = desk.ticket(ticket).unwrap().ticket;
    assert_eq!((decided.status, decided.to_pay_fen()), (TicketStatus::Proposed, Some(sum)));
    assert_eq!(desk.pay(ticket, &paying(sum.get())).unwrap_err().code(), "not_allowed", "nobody agreed yet");
    desk.record_contact(
        ticket,
        ContactMade {
            way: ContactWay::PHONE,
            about: ContactAbout::RESULT,
            outcome: ContactOutcome::REACHED,
            words: desk::said("明天来签"),
        },
    )
    .unwrap();
    desk.take_action(ticket, TicketAction::Accept, "").unwrap();
    signed(&counter, ticket, SignaturePurpose::DECISION);
    let letter = printed(&counter, ticket, Document::DECISION).await;
    assert!(letter.contains(&sum.to_string()) && letter.contains("签名时所示内容的校验值"), "{letter}");

    // What is not right is not paid, and says why.
    let refused = |paying: &Paying| desk.pay(ticket, paying).unwrap_err().code();
    assert_eq!(refused(&Paying { account: String::new(), ..paying(100) }), "payee_incomplete");
    assert_eq!(refused(&Paying { payee: Payee::RECIPIENT, ..paying(100) }), "waiver_lacking");
    assert_eq!(refused(&paying(0)), "nothing_to_pay");
    assert_eq!(refused(&paying(sum.get() + 1)), "amount_needs_reason");
    let first = sum.get() / 2;
    desk.pay(ticket, &paying(first)).unwrap();
    assert_eq!(desk.ticket(ticket).unwrap().ticket.status, TicketStatus::Agreed, "half of it is not all");
    desk.pay(ticket, &paying(sum.get() - first)).unwrap();
    let settled = desk.ticket(ticket).unwrap().ticket;
    assert_eq!((settled.status, settled.paid_fen()), (TicketStatus::Settled, sum));
    signed(&counter, ticket, SignaturePurpose::PAYMENT);
    let voucher = printed(&counter, ticket, Document::VOUCHER).await;
    for words in [settled.payments[1].made.voucher.as_str(), "人民币", "王小明", "签名时所示内容的校验值"]
    {
        assert!(voucher.contains(words), "{words}: {voucher}");
    }
    assert!(!voucher.contains("wxid_8812345678"), "an account is masked on paper");

    // Headquarters holds the same.
    counter.sync().await;
    let there = hq.state().ticket(hq.branch(), ticket).await.unwrap().unwrap();
    assert_eq!((there.status, there.ladder()), (TicketStatus::Settled, settled.ladder()));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_assessed_above_what_is_proven_without_a_reason() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket().id;
    let proven = assessing(&counter, ticket, "1600");
    assert_eq!(desk.save_assessment(ticket, &proven).unwrap_err().code(), "amount_needs_reason");
    let with_reason = Assessing { departure: Some(DepartureCode::GOODWILL), ..proven.clone() };
    desk.save_assessment(ticket, &with_reason).unwrap();
    let unknown = Assessing { measure: Some("generosity".into()), ..proven };
    assert_eq!(desk.save_assessment(ticket, &unknown).unwrap_err().code(), "no_such_measure");
    let yesterday = ProofStanding::Owed { by: desk.today().plus_days(-1) };
    assert_eq!(desk.note_proof(ticket, ProofCode::INVOICE, yesterday).unwrap_err().code(), "day_passed");
    desk.take_action(ticket, TicketAction::Withdraw, "").unwrap();
    assert_eq!(desk.save_assessment(ticket, &with_reason).unwrap_err().code(), "ticket_finished");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_crosses_a_withdrawal_undoes_nothing_and_is_shown() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket().id;
    desk.save_assessment(ticket, &assessing(&counter, ticket, "800")).unwrap();
    counter.sync().await;
    let adjuster = hq.official("zhoumin", "adjuster").await;
    let (status, done) = decide(&adjuster, ticket, "decline", "运单上写明易碎且未加固").await;
    assert_eq!(status, 200, "{done}");
    // The counter has not heard of it.
    desk.take_action(ticket, TicketAction::Withdraw, "不追究了").unwrap();
    for _ in 0..2 {
        counter.sync().await;
    }

    let here = desk.ticket(ticket).unwrap().ticket;
    let there = hq.state().ticket(hq.branch(), ticket).await.unwrap().unwrap();
    assert_eq!((here.status, here.conflicts().len()), (there.status, there.conflicts().len()));
    assert_eq!(here.conflicts().len(), 1, "one of the two came too late, and is shown");
    assert!(here.decisions.len() == 1 && here.story.iter().any(|line| !line.applied));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_twice_at_once_is_paid_once() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket().id;
    desk.save_assessment(ticket, &assessing(&counter, ticket, "800")).unwrap();
    counter.sync().await;
    let adjuster = hq.official("zhoumin", "adjuster").await;
    assert_eq!(decide(&adjuster, ticket, "approve", "").await.0, 200);
    counter.sync().await;
    desk.take_action(ticket, TicketAction::Accept, "").unwrap();
    let owed = desk.ticket(ticket).unwrap().ticket.to_pay_fen().unwrap().get();

    let paid = std::thread::scope(|scope| {
        let payers: Vec<_> = (0..8).map(|_| scope.spawn(|| desk.pay(ticket, &paying(owed)))).collect();
        payers.into_iter().map(|payer| payer.join().unwrap()).filter(Result::is_ok).count()
    });
    let ticket = desk.ticket(ticket).unwrap().ticket;
    assert_eq!((paid, ticket.payments.len(), ticket.paid_fen()), (1, 1, fen(owed)));
}
