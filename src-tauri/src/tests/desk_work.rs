//! A clerk's work at the practice desk, command by command.

use serde_json::{Value, json};
use tauri::{
    async_runtime::block_on,
    http::{Request, Response},
};

use super::{TestApp, filled, photo};
use crate::{news::News, photo_scheme};

/// Starts a draft with a photo of the label; its identity and form.
fn a_draft(app: &TestApp) -> (String, Value) {
    let draft = app.call("start_draft", json!({})).unwrap();
    let id = draft["id"].as_str().unwrap().to_owned();
    (id, draft["form"].clone())
}

/// Asks for a photo as a picture element does.
fn picture(app: &TestApp, path: &str) -> Response<Vec<u8>> {
    let request = Request::builder().uri(format!("photo://localhost/{path}")).body(Vec::new()).unwrap();
    block_on(photo_scheme::answer(&app.shell(), &request))
}

#[test]
fn a_claim_goes_from_the_first_key_to_a_saved_ticket() {
    let app = TestApp::practising();
    let (id, form) = a_draft(&app);
    let form = filled(form);

    let added = app.send("add_draft_photo", photo("webcam-640.jpg"), &[("draft", &id), ("slot", "label")]);
    let added = added.unwrap();
    assert_eq!((&added["slot"], &added["width"]), (&json!("label"), &json!(640)));

    let view = app.call("save_draft", json!({ "id": id, "form": form })).unwrap();
    assert_eq!(view["problems"], json!([]));
    assert_eq!(view["carrierGuesses"][0]["code"], "sf");
    let label = view["slots"].as_array().unwrap().iter().find(|slot| slot["slot"] == "label").unwrap();
    assert_eq!(label["state"], "taken");
    let rail = app.call("list_drafts", json!({})).unwrap();
    assert_eq!((&rail[0]["who"], &rail[0]["photos"]), (&json!("张*"), &json!(1)), "masked in a list");

    let receipt =
        app.call("living_receipt", json!({ "id": id, "form": form, "size": "a5", "language": "both" }));
    assert!(receipt.unwrap()["pages"][0].as_str().unwrap().starts_with("<svg"));

    let saved = app.call("open_ticket", json!({ "id": id, "form": form })).unwrap();
    let ticket = &saved["ticket"];
    assert_eq!(ticket["id"], json!(id), "the draft's identity is the ticket's");
    assert!(ticket["number"].as_str().unwrap().starts_with("PRAC-"));
    assert_eq!((&ticket["who"], &ticket["claimedFen"]), (&json!("张*"), &json!(150_000.0)));
    assert_eq!((&ticket["practice"], &ticket["delivered"]), (&json!(true), &json!(false)));
    assert_eq!(saved["promises"].as_array().unwrap().len(), 4);
    app.hears(|news| matches!(news, News::Tickets).then_some(()));

    let board = app.call("board", json!({})).unwrap();
    assert_eq!(board["lists"]["recent"][0]["number"], ticket["number"]);
    assert_eq!(board["counts"]["recent"], 1);
    assert_eq!(app.call("search", json!({ "text": "8000" })).unwrap()[0]["id"], json!(id));
    assert_eq!(app.call("list_drafts", json!({})).unwrap(), json!([]));
    assert_eq!(app.code_of("draft", json!({ "id": id })), "no_draft");
}

#[test]
fn a_ticket_is_worked_on_and_its_story_tells_it() {
    let app = TestApp::practising();
    let (id, form) = a_draft(&app);
    app.call("open_ticket", json!({ "id": id, "form": filled(form) })).unwrap();

    app.call("add_note", json!({ "id": id, "text": "老客户" })).unwrap();
    app.send("add_ticket_photo", photo("chat-app.webp"), &[("ticket", &id), ("slot", "other")]).unwrap();
    app.call("convert", json!({ "id": id, "kind": "complaint" })).unwrap();
    let view = app.call("take_action", json!({ "id": id, "action": "investigate", "words": "查监控" }));
    let view = view.unwrap();
    assert_eq!(
        (&view["summary"]["status"], &view["summary"]["kind"]),
        (&json!("investigating"), &json!("complaint"))
    );
    assert_eq!(
        (&view["photos"][0]["present"], &view["photos"][0]["confirmed"]),
        (&json!(true), &json!(false))
    );
    let story: Vec<_> =
        view["story"].as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(story, ["TicketOpened", "NoteAdded", "PhotoAdded", "TicketAmended", "ActionTaken"]);
    assert_eq!(view["story"][3]["details"], json!({ "field": "kind", "kind": "complaint" }));
    assert_eq!(view["story"][4]["details"], json!({ "action": "investigate", "words": "查监控" }));

    let note = view["notes"][0]["event"].clone();
    let view = app.call("retract", json!({ "id": id, "event": note })).unwrap();
    assert_eq!(view["notes"], json!([]));

    let error = app.call("take_action", json!({ "id": id, "action": "settle", "words": "" })).unwrap_err();
    assert_eq!(error["code"], "not_allowed");
    assert_eq!(error["details"], json!({ "status": "investigating", "action": "settle" }));
    assert_eq!(app.code_of("take_action", json!({ "id": id, "action": "dance", "words": "" })), "no_action");
}

#[test]
fn marks_lie_over_a_photo_and_the_story_says_whose_they_are() {
    let app = TestApp::practising();
    let (id, form) = a_draft(&app);
    app.call("open_ticket", json!({ "id": id, "form": filled(form) })).unwrap();
    let added = app.send("add_ticket_photo", photo("chat-app.webp"), &[("ticket", &id), ("slot", "other")]);
    let event = added.unwrap()["photos"][0]["event"].clone();
    let marks = json!([{ "shape": "ring", "from": [100, 200], "to": [3000, 4000] }]);
    let view = app.call("annotate_photo", json!({ "id": id, "photo": event, "marks": marks })).unwrap();
    let seen = &view["photos"][0];
    assert_eq!(seen["marks"], marks);
    assert_eq!(seen["markedBy"], seen["by"], "whoever practises");
    assert!(seen["markedAt"].is_string());
    assert_eq!(view["story"][2]["kind"], "PhotoAnnotated");
    assert_eq!(view["story"][2]["details"], json!({ "marks": "1", "slot": "other" }));

    let outside = json!([{ "shape": "ring", "from": [100, 200], "to": [3000, 10_001] }]);
    let other = json!({ "id": id, "photo": event, "marks": outside });
    assert_eq!(app.code_of("annotate_photo", other), "mark_unusable");
    let nothing = json!({ "id": id, "photo": id, "marks": marks });
    assert_eq!(app.code_of("annotate_photo", nothing), "no_photo");
}

#[test]
fn an_attachment_is_kept_and_no_picture_element_gets_it() {
    let app = TestApp::practising();
    let (id, form) = a_draft(&app);
    app.call("open_ticket", json!({ "id": id, "form": filled(form) })).unwrap();
    let pdf = [b"%PDF-1.7 ".as_slice(), &[0xff; 40]].concat();
    let view = app.send("add_ticket_photo", pdf, &[("ticket", &id), ("slot", "other")]).unwrap();
    let seen = &view["photos"][0];
    assert_eq!(
        (&seen["attachment"], &seen["size"], &seen["present"]),
        (&json!("pdf"), &json!(49), &json!(true))
    );
    assert_eq!(view["story"][1]["details"], json!({ "slot": "other", "attachment": "pdf" }));
    for size in ["thumb", "full"] {
        let path = format!("{}?size={size}", seen["sha256"].as_str().unwrap());
        let answer = picture(&app, &path);
        assert_eq!((answer.status(), answer.body().len()), (StatusCode::NOT_FOUND, 0), "{size}");
    }
    let none = json!({ "id": id, "photo": id });
    assert_eq!(app.code_of("save_attachment", none), "no_photo");
}

#[test]
fn a_photo_without_a_code_says_no_waybill() {
    let app = TestApp::practising();
    let (id, _) = a_draft(&app);
    let added = app.send("add_draft_photo", photo("webcam-640.jpg"), &[("draft", &id), ("slot", "label")]);
    let name = json!({ "id": id, "sha256": added.unwrap()["sha256"] });
    assert_eq!(app.call("read_waybills", name).unwrap(), json!([]));
    let unknown = json!({ "id": id, "sha256": "0".repeat(64) });
    assert_eq!(app.code_of("read_waybills", unknown), "no_photo");
}

#[test]
fn a_photo_is_seen_by_its_hash_and_by_nothing_else() {
    let app = TestApp::practising();
    let (id, _) = a_draft(&app);
    let added =
        app.send("add_draft_photo", photo("document-camera.jpg"), &[("draft", &id), ("slot", "label")]);
    let sha256 = added.unwrap()["sha256"].as_str().unwrap().to_owned();
    let (full, thumb) =
        (picture(&app, &format!("{sha256}?size=full")), picture(&app, &format!("{sha256}?size=thumb")));
    for picture in [&full, &thumb] {
        assert_eq!((picture.status().as_u16(), &picture.body()[..2]), (200, &[0xff, 0xd8][..]));
        assert_eq!(picture.headers()["content-type"], "image/jpeg");
        assert_eq!(picture.headers()["x-content-type-options"], "nosniff");
        assert_eq!(picture.headers()["cache-control"], "no-store");
    }
    assert!(thumb.body().len() < full.body().len());
    let unknown = "0".repeat(64);
    for other in [
        sha256.clone(),
        format!("{sha256}?size=huge"),
        format!("{unknown}?size=full"),
        format!("../{sha256}?size=full"),
        format!("{}?size=full", sha256.to_uppercase()),
        "?size=full".to_owned(),
    ] {
        assert_eq!(picture(&app, &other).status().as_u16(), 404, "{other}");
    }
}

#[test]
fn a_photo_that_was_taken_out_can_be_put_back() {
    let app = TestApp::practising();
    let (id, _) = a_draft(&app);
    let added = app.send("add_draft_photo", photo("webcam-640.jpg"), &[("draft", &id), ("slot", "label")]);
    let name = json!({ "id": id, "sha256": added.unwrap()["sha256"] });
    app.call("remove_draft_photo", name.clone()).unwrap();
    assert_eq!(app.call("draft", json!({ "id": id })).unwrap()["photos"], json!([]));
    app.call("restore_draft_photo", name).unwrap();
    let photos = app.call("draft", json!({ "id": id })).unwrap()["photos"].clone();
    assert_eq!(photos[0]["slot"], "label");
    let other = json!({ "id": id, "sha256": "0".repeat(64) });
    assert_eq!(app.code_of("restore_draft_photo", other), "photo_not_found");
}

#[test]
fn a_draft_that_was_thrown_away_can_be_had_back() {
    let app = TestApp::practising();
    let (id, _) = a_draft(&app);
    app.call("discard_draft", json!({ "id": id })).unwrap();
    assert_eq!(app.code_of("draft", json!({ "id": id })), "no_draft");
    assert_eq!(app.call("restore_draft", json!({ "id": id })).unwrap()["id"], json!(id));
}

#[test]
fn what_is_wrong_is_told_by_its_code() {
    let app = TestApp::practising();
    let (id, form) = a_draft(&app);
    let mut wrong = filled(form);
    wrong["recipient"]["name"] = json!(" ");
    wrong["claimed"] = json!("a lot");
    let error = app.call("open_ticket", json!({ "id": id, "form": wrong })).unwrap_err();
    assert_eq!(error["code"], "form_incomplete");
    assert_eq!(error["details"], json!({ "name": "name_missing", "claimed": "not_an_amount" }));
    assert_eq!(
        app.call("draft", json!({ "id": id })).unwrap()["form"]["claimed"],
        "a lot",
        "the draft is kept"
    );

    let send = |name: &str, headers: &[(&'static str, &str)]| {
        app.send("add_draft_photo", photo(name), headers).unwrap_err()["code"].clone()
    };
    let label = [("draft", id.as_str()), ("slot", "label")];
    assert_eq!(send("empty.jpg", &label), "photo_empty");
    assert_eq!(send("not-an-image.jpg", &label), "photo_not_a_picture");
    assert_eq!(send("truncated.jpg", &label), "photo_truncated");
    assert_eq!(send("bomb-30000x30000.png", &label), "photo_too_large");
    assert_eq!(send("webcam-640.jpg", &[("draft", &id)]), "malformed");
    assert_eq!(send("webcam-640.jpg", &[("draft", "x"), ("slot", "label")]), "no_draft");
    assert_eq!(app.code_of("add_draft_photo", json!({})), "malformed");

    let nobody = "018f0000-0000-7000-8000-000000000000";
    assert_eq!(app.code_of("ticket", json!({ "id": nobody })), "no_ticket");
    assert_eq!(app.code_of("add_note", json!({ "id": "x", "text": "" })), "no_ticket");
    assert_eq!(app.code_of("enrol", json!({ "code": "" })), "enrolment_code_shape");
}
