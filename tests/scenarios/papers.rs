//! A ticket's papers, the printer that each goes to, and the journal that tells what became of it.

use std::collections::BTreeMap;

use desk::{NotPrinted, PaperLanguage, PaperSize, PrintResult, Settings};
use domain::{Document, TicketAction};
use protocol::hash_of;
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    cups::Cups,
    headquarters::TestHq,
    paper,
};

const A5: (PaperSize, PaperLanguage) = (PaperSize::A5, PaperLanguage::Chinese);

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_goes_to_its_printer_and_to_the_spare_one_when_that_has_no_paper() {
    let (hq, cups) = (TestHq::start().await, Cups::start());
    let (window, back) = (cups.add_printer("Window"), cups.add_printer("Back"));
    let counter = TestCounter::enrolled_at(&hq).await;
    counter.clock.print_at(&cups.address());
    let desk = counter.desk();
    let own = BTreeMap::from([(Document::RECEIPT.to_string(), "Window".to_owned())]);
    let chosen = Settings { paper_printers: own, spare_printer: Some("Back".into()), ..Settings::default() };
    desk.change_settings(chosen.clone()).unwrap();
    assert_eq!(desk.printer().await.unwrap().name, "Window");
    let ticket = counter.open_ticket();
    let print = || desk.print_ticket_paper(ticket.id, Document::RECEIPT, A5.0, A5.1);

    window.load_paper(0);
    let out_of_paper = NotPrinted { printer: "Window".into(), code: "print_out_of_paper" };
    let came = print().await.unwrap();
    let expected =
        PrintResult::Printed { printer: "Back".into(), copy: 0, instead_of: Some(out_of_paper.clone()) };
    assert_eq!(came, expected);
    assert_eq!(back.documents().len(), 1);
    let told: Vec<_> = desk.list_prints(10).unwrap();
    let told: Vec<_> =
        told.iter().map(|print| (print.started.printer.as_str(), print.outcome.as_deref())).collect();
    assert_eq!(told, [("Back", Some("printed")), ("Window", Some("print_out_of_paper"))]);

    // The ticket's other papers go where nothing else was chosen, and a printer that is gone is told too.
    let claim = desk.print_ticket_paper(ticket.id, Document::CLAIM_FORM, A5.0, A5.1).await.unwrap();
    assert!(
        matches!(claim, PrintResult::Printed { ref printer, copy: 0, instead_of: None } if printer == "Back")
    );
    let gone = BTreeMap::from([(Document::RECEIPT.to_string(), "Cellar".to_owned())]);
    desk.change_settings(Settings { paper_printers: gone, ..chosen.clone() }).unwrap();
    let missing = NotPrinted { printer: "Cellar".into(), code: "print_no_printer" };
    let PrintResult::Printed { printer, copy, instead_of } = print().await.unwrap() else {
        panic!("the spare printer prints")
    };
    assert_eq!((printer.as_str(), instead_of), ("Back", Some(missing)));
    assert_eq!(copy, 1, "two tries at the first are one paper");

    // Without a spare one the ticket keeps what is owed on paper, and printing again works.
    desk.change_settings(Settings { spare_printer: None, ..chosen }).unwrap();
    assert_eq!(print().await.unwrap_err().code(), "print_out_of_paper");
    window.load_paper(250);
    let came = print().await.unwrap();
    assert!(
        matches!(came, PrintResult::Printed { ref printer, instead_of: None, .. } if printer == "Window")
    );

    let tested = desk.print_test_page("Window", PaperLanguage::Both).await.unwrap();
    assert!(matches!(tested, PrintResult::Printed { ref printer, .. } if printer == "Window"));
    assert_eq!(desk.list_prints(1).unwrap()[0].started.document, Document::TEST_PAGE);
    assert_eq!(
        desk.print_test_page("Cellar", PaperLanguage::Both).await.unwrap_err().code(),
        "print_no_printer"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_paper_of_a_ticket_says_what_the_ticket_says() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let photos = [("label", "webcam-640.jpg"), ("item_damage", "close-up.jpg")];
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &photos);
    let saved = async |document: &Document, size, language| match desk
        .print_ticket_paper(ticket.id, document.clone(), size, language)
        .await
    {
        Ok(PrintResult::Saved { path, copy }) => Ok((paper::words(&path), copy)),
        Ok(printed) => panic!("there is no printer here: {printed:?}"),
        Err(error) => Err(error),
    };
    for document in [Document::CLAIM_FORM, Document::EVIDENCE, Document::SATISFACTION, Document::VISIT] {
        for language in [PaperLanguage::Chinese, PaperLanguage::English, PaperLanguage::Both] {
            let (words, _) = saved(&document, PaperSize::A4, language).await.unwrap();
            assert!(words.contains(&ticket.number.to_string()), "{document}: {words}");
            assert!(!words.contains("13800138000"), "{document} tells nobody's whole number");
        }
    }
    // The pack names every picture by its hash.
    let (words, copy) = saved(&Document::EVIDENCE, PaperSize::A4, PaperLanguage::Chinese).await.unwrap();
    assert_eq!(copy, 3, "a fourth print is a third Copy");
    let folded = desk.ticket(ticket.id).unwrap().ticket;
    for photo in &folded.photos {
        let bytes = desk.find_photo(photo.added.sha256, false).unwrap().unwrap();
        assert_eq!(hash_of(&bytes), photo.added.sha256);
        let hash = photo.added.sha256.to_string();
        assert!(words.contains(&hash), "{hash} in {words}");
    }

    // An explanation there is once there is something to explain.
    let none = saved(&Document::SCREENING, PaperSize::A5, PaperLanguage::Chinese).await.unwrap_err();
    assert_eq!(none.code(), "no_such_paper");
    desk.take_action(ticket.id, TicketAction::Decline, "运单属于另一家快递公司。").unwrap();
    let (words, _) = saved(&Document::SCREENING, PaperSize::Roll80, PaperLanguage::Chinese).await.unwrap();
    assert!(words.contains("运单属于另一家快递公司"), "{words}");

    let PrintResult::Saved { path, .. } = desk.print_notice(PaperLanguage::Both).await.unwrap() else {
        panic!("there is no printer here")
    };
    let notice = paper::words(&path);
    assert!(notice.contains("第二十九条") && notice.contains("12305"), "{notice}");
}
