use serde_json::{Value, json};

use super::*;
use crate::{Instant, promise::promises};

/// The bundled document, changed.
pub(super) fn changed(change: impl FnOnce(&mut Value)) -> Result<Policy, PolicyError> {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    change(&mut document);
    Policy::parse(&document.to_string())
}

pub(super) fn refusal(change: impl FnOnce(&mut Value)) -> String {
    changed(change).unwrap_err().to_string()
}

fn clock<'a>(document: &'a mut Value, step: &str) -> &'a mut Value {
    document["clocks"].as_array_mut().unwrap().iter_mut().find(|clock| clock["step"] == step).unwrap()
}

#[test]
fn the_bundled_document_is_a_policy() {
    let policy = Policy::parse(BUNDLED_DOCUMENT).unwrap();
    assert_eq!(policy, *Policy::bundled());
    assert_eq!(policy.version().as_str(), "2026-11.1");
}

#[test]
fn every_category_has_a_class_in_every_scheme() {
    let policy = Policy::bundled();
    let row = |category: &Category| {
        let classes =
            policy.schemes().iter().map(|scheme| policy.mapped(&scheme.code, &category.code).unwrap());
        let classes = classes.map(|class| class.code.as_str()).collect::<Vec<_>>().join(" · ");
        format!("{:26} {classes}", category.code.as_str())
    };
    insta::assert_snapshot!(policy.categories().iter().map(row).collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_regulators_class_is_the_top_of_the_list() {
    for category in Policy::bundled().categories() {
        let top = category.code.as_str().split('.').next().unwrap();
        assert_eq!(category.maps["regulator"], top, "{}", category.code);
    }
}

#[test]
fn a_category_is_named_with_what_stands_above_it() {
    let policy = Policy::bundled();
    let name = |code: &str| policy.name_of_category(&code.into());
    assert_eq!(name("damage.contents"), Bilingual::new("损毁 › 内件破损", "Damage › Contents damaged"));
    assert_eq!(name("damage"), Bilingual::new("损毁", "Damage"));
    assert_eq!(name("damage.melted").in_english(), "Damage › damage.melted", "a newer policy may know it");
    assert_eq!(policy.name_of_channel(&"telepathy".into()).in_chinese(), "telepathy");
}

#[test]
fn the_words_that_the_program_knows_are_in_the_lists() {
    let policy = Policy::bundled();
    assert_ne!(policy.name_of_channel(&Channel::COUNTER).zh, Channel::COUNTER.as_str());
    assert_ne!(policy.name_of_answer_by(&AnswerBy::PHONE).zh, AnswerBy::PHONE.as_str());
    assert_ne!(policy.name_of_slot(&Slot::OTHER).zh, Slot::OTHER.as_str());
    assert_ne!(
        policy.name_of_skip_reason(&SkipReason::NOT_APPLICABLE).zh,
        SkipReason::NOT_APPLICABLE.as_str()
    );
    for role in [Role::SENDER, Role::RECIPIENT, Role::AGENT, Role::OTHER] {
        assert_ne!(policy.name_of_role(&role).zh, role.as_str());
    }
    use crate::{Demand as D, ParcelStatus as S, StatusSource};
    for demand in
        [D::TRACE, D::COMPENSATION, D::APOLOGY, D::REDIRECTION, D::REFUND, D::RETURN_OR_EXCHANGE, D::OTHER]
    {
        assert_ne!(policy.name_of_demand(&demand).zh, demand.as_str());
    }
    for status in [S::COLLECTED, S::IN_TRANSIT, S::OUT_FOR_DELIVERY, S::SIGNED] {
        assert_ne!(policy.name_of_parcel_status(&status).zh, status.as_str());
    }
    for source in policy.status_sources() {
        assert_eq!(StatusSource::listed(source.code.as_str()), source.code, "fold and policy know the same");
    }
    assert_eq!(StatusSource::listed("王小明"), StatusSource::OTHER, "a name is not kept in the open");
}

#[test]
fn photos_are_guided_by_what_happened() {
    let slots = |kind, code: &str| {
        let rules = Policy::bundled().slots_for(kind, &code.into());
        let shown = rules.iter().map(|rule| format!("{}{}", rule.slot, if rule.required { "*" } else { "" }));
        shown.collect::<Vec<_>>().join(" ")
    };
    insta::assert_snapshot!(slots(Kind::Claim, "damage.contents"),
        @"label* outer_top* outer_bottom* outer_damage inside* filling item* item_damage* scale proof_of_value other");
    insta::assert_snapshot!(slots(Kind::Claim, "loss.whole"), @"label* proof_of_value* delivery_proof other");
    insta::assert_snapshot!(slots(Kind::Claim, "loss.shortage"),
        @"label* outer_top* outer_bottom* outer_damage* inside filling item* scale* proof_of_value other");
    insta::assert_snapshot!(slots(Kind::Complaint, "delay"), @"label* proof_of_value delivery_proof other");
    insta::assert_snapshot!(slots(Kind::Complaint, "delivery.false_delivery"), @"label* outer_top item delivery_proof* other");
    insta::assert_snapshot!(slots(Kind::Enquiry, "damage"), @"other");
    insta::assert_snapshot!(slots(Kind::Claim, "unheard.of"), @"label outer_top item proof_of_value delivery_proof other");
}

#[test]
fn the_figures_stand_in_the_texts() {
    let texts = Policy::bundled().texts();
    assert_eq!(texts.service_line.in_chinese(), "示例快递客服热线 400-000-0000（每天 8:00—20:00）");
    assert!(texts.privacy_line.in_chinese().contains("保存3年"));
    assert!(texts.privacy_line.in_english().contains("keeps them 3 years"));

    let shorter = changed(|document| document["retention"]["months"] = json!(18)).unwrap();
    assert!(shorter.texts().privacy_line.in_chinese().contains("保存18个月"));

    let own = OwnCarrier { service_number: "95338".into(), ..Policy::bundled().carrier().clone() };
    let policy = Policy::parse_for(BUNDLED_DOCUMENT, own).unwrap();
    assert!(policy.texts().service_line.in_english().contains("95338"));
}

#[test]
fn the_laws_clock_cannot_be_configured_away() {
    let refused = "the law's seven days do not run for every complaint";
    assert_eq!(refusal(|d| clock(d, "law_7_days")["term"] = json!({"calendar_days": 8})), refused);
    assert_eq!(refusal(|d| clock(d, "law_7_days")["term"] = json!({"working_days": 7})), refused);
    assert_eq!(refusal(|d| clock(d, "law_7_days")["kinds"] = json!(["claim"])), refused);
    assert_eq!(refusal(|d| clock(d, "law_7_days")["categories"] = json!(["damage"])), refused);
    assert_eq!(refusal(|d| clock(d, "law_7_days")["rule"] = json!("promise.reply")), refused);
    assert_eq!(refusal(|d| clock(d, "law_7_days")["within"] = json!("settle")), refused);
    assert_eq!(refusal(|d| clock(d, "reply")["within"] = Value::Null), refused);
    for start in ["claimed", "handed_over", "reopened", "agreed"] {
        assert!(changed(|d| clock(d, "law_7_days")["start"] = json!(start)).is_err(), "{start}");
    }
    for stop in ["acknowledged", "fed_back", "handed_over", "proposed", "finished", "closed"] {
        assert_eq!(refusal(|d| clock(d, "law_7_days")["stop"] = json!(["told", stop])), refused, "{stop}");
    }
    assert_eq!(refusal(|d| clock(d, "law_7_days")["moves_off_holidays"] = json!(true)), refused);
    for (field, value) in [
        ("pauses_while", json!("waiting_for_customer")),
        ("demands", json!(["compensation"])),
        ("channels", json!(["counter"])),
        ("areas", json!(["same_city"])),
        ("services", json!(["express"])),
        ("effect", json!("offers_loss")),
    ] {
        let change = |d: &mut Value| clock(d, "law_7_days")[field] = value;
        assert_eq!(refusal(change), "law_7_days cannot be promised", "{field}");
    }
    assert_eq!(refusal(|d| clock(d, "law_7_days")["promised"] = json!(false)), refused);
    let law = |d: &mut Value| -> usize {
        let rules = d["rules"].as_array().unwrap();
        rules.iter().position(|rule| rule["code"] == "law.express_regulation_29").unwrap()
    };
    let without_source = |d: &mut Value| {
        let place = law(d);
        d["rules"][place]["source"] = json!(" ");
    };
    assert_eq!(refusal(without_source), "law.express_regulation_29 does not say where it was found");
    let without_citation = |d: &mut Value| {
        let place = law(d);
        d["rules"][place]["citation"]["zh"] = json!("");
    };
    assert_eq!(refusal(without_citation), "the words of rules law.express_regulation_29 are not complete");
    let one_more = |d: &mut Value| {
        let mut longer = clock(d, "law_7_days").clone();
        longer["term"] = json!({"calendar_days": 30});
        longer["categories"] = json!(["damage"]);
        d["clocks"].as_array_mut().unwrap().insert(0, longer);
    };
    assert_eq!(refusal(one_more), refused, "no category waits longer");
    assert!(
        refusal(|d| d["clocks"].as_array_mut().unwrap().retain(|c| c["step"] != "law_7_days"))
            .contains("law_7_days")
    );
    assert!(
        changed(|d| clock(d, "law_7_days")["term"] = json!({"calendar_days": 5})).is_ok(),
        "sooner is allowed"
    );
    assert!(
        changed(|d| clock(d, "law_7_days")["start"] = json!("received")).is_ok(),
        "from the taking in is sooner than from the complaint"
    );
}

#[test]
fn a_document_of_before_clocks_said_more_means_promises() {
    let older = |d: &mut Value| {
        for field in ["clock_rules", "escalation"] {
            d.as_object_mut().unwrap().remove(field);
        }
        let clocks = d["clocks"].as_array_mut().unwrap();
        clocks.retain(|clock| clock["promised"].is_null() && clock["categories"].is_null());
        for clock in clocks {
            for field in ["start", "stop", "escalation"] {
                clock.as_object_mut().unwrap().remove(field);
            }
        }
    };
    let older = changed(older).unwrap();
    assert!(older.clocks().iter().all(|clock| clock.promised && clock.start == ClockStart::Received));
    assert_eq!(older.escalation(), Policy::bundled().escalation());
    let received_at: Instant = "2026-02-14T06:35:00.000Z".parse().unwrap();
    for kind in Kind::ALL {
        let lines =
            |policy| promises(*kind, &CategoryCode::OTHER, received_at, Policy::bundled().calendar(), policy);
        assert_eq!(lines(&older), lines(Policy::bundled()), "{kind}");
    }
}

#[test]
fn a_clock_may_count_by_another_calendar_and_move_off_holidays() {
    let received_at: Instant = "2026-11-21T06:35:00.000Z".parse().unwrap();
    let due = |policy: &Policy, step: &str| {
        let lines = promises(Kind::Claim, &CategoryCode::OTHER, received_at, policy.calendar(), policy);
        lines.into_iter().find(|line| line.step.as_str() == step).unwrap().due
    };
    let on = |day: &str| crate::Due::On(day.parse().unwrap());
    let other_calendar = changed(|d| {
        let mut north = d["calendars"][0].clone();
        north["code"] = json!("north");
        north["years"]["2026"]["off"].as_array_mut().unwrap().push(json!("2026-11-23"));
        d["calendars"].as_array_mut().unwrap().push(north);
        clock(d, "reply")["calendar"] = json!("north");
    });
    let other_calendar = other_calendar.unwrap();
    assert_eq!(due(&other_calendar, "reply"), on("2026-11-26"), "the 23rd is not worked in the north");
    assert_eq!(due(&other_calendar, "settle"), on("2026-12-04"));
    let refused = refusal(|d| clock(d, "reply")["calendar"] = json!("south"));
    assert_eq!(refused, "reply names south, which is not there");

    let in_calendar_days = |moves: bool| {
        let changed = changed(|d| {
            let settle = clock(d, "settle");
            settle["term"] = json!({"calendar_days": 7});
            settle["moves_off_holidays"] = json!(moves);
        });
        due(&changed.unwrap(), "settle")
    };
    assert_eq!(in_calendar_days(false), on("2026-11-28"));
    assert_eq!(in_calendar_days(true), on("2026-11-30"), "the 28th is a Saturday");
}

/// A region where one step has another term.
fn region(step: &str, term: Value, rule: &str) -> Value {
    let name = json!({"zh": "某省", "en": "Some province"});
    json!([{"code": "province", "name": name, "terms": [{"step": step, "term": term, "rule": rule}]}])
}

#[test]
fn a_region_is_only_ever_stricter() {
    let law = "law.express_regulation_29";
    let with = |step: &str, term: Value, rule: &str| {
        let regions = region(step, term, rule);
        changed(|d| d["clock_regions"] = regions)
    };
    let policy = with("law_7_days", json!({"calendar_days": 5}), law).unwrap();
    assert!(policy.in_region("elsewhere").is_none());
    let received_at: Instant = "2026-11-21T06:35:00.000Z".parse().unwrap();
    let there = policy.in_region("province").unwrap();
    let lines = promises(Kind::Complaint, &CategoryCode::OTHER, received_at, there.calendar(), &there);
    let told: Vec<String> = lines.iter().map(|line| format!("{} {:?}", line.step, line.due)).collect();
    assert_eq!(told[1..], ["reply On(2026-11-25)", "law_7_days On(2026-11-26)"]);
    for (step, term, refused) in [
        ("law_7_days", json!({"calendar_days": 8}), "law_7_days of province is not stricter than elsewhere"),
        ("law_7_days", json!({"months": 1}), "law_7_days of province is not stricter than elsewhere"),
        ("reply", json!({"calendar_days": 4}), "reply of province is not stricter than elsewhere"),
        ("return", json!({"hours": 49}), "return of province is not stricter than elsewhere"),
        ("law_7_days", json!({"hours": 24}), "the law's seven days do not run for every complaint"),
        ("flowers", json!({"hours": 1}), "province names flowers, which is not there"),
    ] {
        assert_eq!(with(step, term, law).unwrap_err().to_string(), refused);
    }
    let own = with("law_7_days", json!({"calendar_days": 5}), "promise.reply").unwrap_err().to_string();
    assert_eq!(own, "the law's seven days do not run for every complaint");
    let unknown = with("reply", json!({"calendar_days": 3}), "law.none").unwrap_err().to_string();
    assert_eq!(unknown, "reply names law.none, which is not there");
    assert!(with("reply", json!({"calendar_days": 3}), "promise.reply").is_ok());
}

#[test]
fn only_what_is_promised_hangs_at_the_counter() {
    let policy = Policy::bundled();
    let promised = policy.rules().iter().filter(|rule| policy.promises_by(&rule.code));
    let codes: Vec<&str> = promised.map(|rule| rule.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "promise.first_feedback",
            "promise.reply",
            "promise.settle",
            "promise.enquiry",
            "law.express_regulation_29"
        ]
    );
}

#[test]
fn a_document_that_does_not_hold_together_is_refused() {
    for (why, place, value) in [
        ("version is empty", "/version", json!(" ")),
        ("channels is empty", "/channels", json!([])),
        ("roles has sender twice", "/roles/1/code", json!("sender")),
        ("the words of slots label are not complete", "/slots/0/name/en", json!("")),
        ("the words of the hint of label are not complete", "/slots/0/hint/en", json!("")),
        ("damage has no class in wechat", "/categories/11/maps/wechat", json!("1009")),
        ("delay has no class in wechat", "/categories/0/maps", json!({"regulator": "delay"})),
        ("delay.transit names delay, which is not there", "/categories/0/code", json!("late")),
        ("a photo set names mirror, which is not there", "/photo_sets/0/required/0", json!("mirror")),
        ("a photo set names dmage, which is not there", "/photo_sets/0/categories/0", json!("dmage")),
        ("reply names promise.none, which is not there", "/clocks/7/rule", json!("promise.none")),
        ("reply names none, which is not there", "/clocks/7/within", json!("none")),
        ("forward names law.none, which is not there", "/limits/0/rule", json!("law.none")),
        ("forward names forwards, which is not there", "/clocks/4/limit", json!("forwards")),
        ("settle names gold, which is not there", "/clocks/11/demands/0", json!("gold")),
        ("inquiry_answer names pigeon, which is not there", "/clocks/16/services/0", json!("pigeon")),
        ("inquiry_answer names nobody, which is not there", "/clocks/16/carriers/0", json!("nobody")),
        ("return without an end cannot be", "/clocks/21/stop", json!([])),
        ("the start of return cannot be", "/clocks/21/demands", json!([])),
        ("a pause of return cannot be", "/clocks/21/term", json!({"months": 2})),
        ("settle cannot be promised", "/clocks/11/promised", json!(true)),
        ("the escalation cannot be", "/escalation", json!([])),
        ("the escalation cannot be", "/escalation/1/at_percent", json!(50)),
        ("the escalation cannot be", "/escalation/2/at_percent", json!(120)),
        ("the escalation cannot be", "/escalation/0/roles", json!([])),
        ("the escalation of law_7_days cannot be", "/clocks/8/escalation/0/at_percent", json!(90)),
        ("rules has promise.forward twice", "/clock_rules/0/code", json!("promise.forward")),
        ("acknowledge names promise.acknowledge, which is not there", "/clock_rules", json!([])),
        ("the words of rules promise.return are not complete", "/clock_rules/1/citation/en", json!("")),
        ("settle cannot be", "/clocks/9/term", json!({"working_days": 4_000_000_000_u32})),
        ("a pattern of sf cannot be", "/carriers/0/patterns/0/digits", json!([13, 12])),
        ("calendars is empty", "/calendars", json!([])),
        ("2026-01-01 cannot be", "/calendars/0/years/2025/off/0", json!("2026-01-01")),
        ("the opening cannot be", "/carrier/opening/from", json!("20:00")),
        ("keeping nothing cannot be", "/retention/months", json!(0)),
        ("the words of privacy_line are not complete", "/texts/privacy_line/zh", json!("保存{years}")),
        ("the words of carrier are not complete", "/carrier/service_number", json!("")),
        ("kinds has trace twice", "/kinds/4/code", json!("trace")),
        ("the document cannot be read as a policy", "/carrier/opening/from", json!("25:00")),
        ("the document cannot be read as a policy", "", json!([])),
        ("classification names dely, which is not there", "/classification/categories/0/code", json!("dely")),
        ("classification has delay twice", "/classification/categories/1/code", json!("delay")),
        ("delay names none, which is not there", "/classification/categories/0/unit", json!("none")),
        ("delay names none, which is not there", "/classification/categories/0/playbook", json!("none")),
        ("the words of delay are not complete", "/classification/categories/0/words/0/en", json!([])),
        (
            "the words of delay 慢 are not complete",
            "/classification/categories/0/words/0/zh",
            json!(["慢", "慢"]),
        ),
        ("the words of danger * are not complete", "/classification/danger/words/en", json!(["*"])),
        (
            "a word of delay that weighs nothing cannot be",
            "/classification/categories/0/words/0/weight",
            json!(0),
        ),
        (
            "delay.transit names hubs, which is not there",
            "/classification/categories/1/together/0/groups",
            json!(["hubs", "late"]),
        ),
        (
            "a combination of delay.transit cannot be",
            "/classification/categories/1/together/0/groups",
            json!(["hub"]),
        ),
        ("danger names none, which is not there", "/classification/danger/playbook", json!("none")),
        ("units is empty", "/classification/units", json!([])),
        ("playbooks is empty", "/classification/playbooks", json!([])),
        ("the words of protect_people are not complete", "/classification/playbooks/0/steps", json!([])),
        ("classification without a measure cannot be", "/classification/least", json!(0)),
        ("the table of impact cannot be", "/impact/factors/0/degrees/3/points", json!(0)),
        ("the table of impact cannot be", "/impact/factors/0/factor", json!("spread")),
        ("the table of impact cannot be", "/impact/results/0/from", json!(1)),
        ("the table of risk cannot be", "/risk/results/2/from", json!(4)),
        ("the words of risk are not complete", "/risk/factors/0/name/en", json!(" ")),
    ] {
        let change = |document: &mut Value| *document.pointer_mut(place).unwrap() = value;
        assert_eq!(refusal(change), why, "{place}");
    }
    let without_other = |d: &mut Value| {
        d["classification"]["categories"].as_array_mut().unwrap().retain(|it| it["code"] != "cod");
    };
    assert_eq!(refusal(without_other), "classification names cod, which is not there");
    let without_claims = |document: &mut Value| document["kinds"].as_array_mut().unwrap().truncate(4);
    assert_eq!(refusal(without_claims), "the program names claim, which is not there");
}

#[test]
fn what_a_newer_version_added_is_ignored() {
    let newer = changed(|d| {
        d["moods"] = json!(["calm"]);
        d["slots"][0]["angle"] = json!("from above");
    });
    assert_eq!(newer.unwrap(), *Policy::bundled());
}

#[test]
fn slots_say_what_their_picture_must_show_where_the_document_does() {
    assert!(Policy::bundled().slots().iter().all(|slot| slot.hint.is_some()));
    let older = changed(|d| {
        for slot in d["slots"].as_array_mut().unwrap() {
            slot.as_object_mut().unwrap().remove("hint");
        }
    });
    let guided = older.unwrap().slots_for(Kind::Claim, &"damage".into());
    assert!(!guided.is_empty() && guided.iter().all(|rule| rule.hint.is_none()));
}

#[test]
fn a_priority_says_what_it_asks_for_in_both_languages_where_the_document_does() {
    let asks = |policy: &Policy| policy.impact().results[3].asks.as_ref().map(|asks| asks.zh.clone());
    assert_eq!(asks(Policy::bundled()).as_deref(), Some("立即处理"));
    let older = changed(|d| drop(d["impact"]["results"][3].as_object_mut().unwrap().remove("asks")));
    assert_eq!(asks(&older.unwrap()), None);
    let half = refusal(|d| d["risk"]["results"][2]["asks"]["en"] = json!(" "));
    assert_eq!(half, "the words of risk are not complete");
}

#[test]
fn another_policy_makes_other_promises() {
    let received_at: Instant = "2026-11-21T06:35:00.000Z".parse().unwrap();
    let quicker = changed(|d| clock(d, "reply")["term"] = json!({"working_days": 1})).unwrap();
    let lines = promises(Kind::Claim, &CategoryCode::OTHER, received_at, quicker.calendar(), &quicker);
    assert_eq!(lines[1].due, crate::Due::On("2026-11-23".parse().unwrap()));
}

#[test]
fn what_is_found_out_by_is_whole() {
    insta::assert_snapshot!(refusal(|it| it["investigation"]["stages"][1]["code"] = json!("order")), @"stages has order twice");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["stages"][2]["questions"] = json!([])), @"questions is empty");
    insta::assert_snapshot!(
        refusal(|it| it["investigation"]["stages"][2]["questions"][0]["code"] = json!("order.terms_told")), @"questions has order.terms_told twice");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["evidence_kinds"][1]["code"] = json!("trace")), @"evidence_kinds has trace twice");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["task_kinds"][0]["name"]["en"] = json!(" ")), @"the words of task_kinds search are not complete");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["task_outcomes"] = json!([])), @"task_outcomes is empty");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["task_term"] = json!({"hours": 0})), @"the time for a task cannot be");
    insta::assert_snapshot!(
        refusal(|it| it["investigation"]["causes"].as_array_mut().unwrap().truncate(7)), @"causes names other, which is not there");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["causes"][1]["category"] = json!("delay")), @"causes has delay twice");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["causes"][0]["causes"] = json!([])), @"causes is empty");
    insta::assert_snapshot!(
        refusal(|it| it["investigation"]["causes"][0]["causes"][1]["measure"]["zh"] = json!("")), @"the words of delay weather are not complete");
    insta::assert_snapshot!(
        refusal(|it| it["investigation"]["causes"][1]["causes"][4]["name"]["en"] = json!("Somebody")), @"the words of loss staff_error are not complete");
    insta::assert_snapshot!(refusal(|it| it["investigation"]["search"]["unit"] = json!("nobody")), @"the search names nobody, which is not there");
    insta::assert_snapshot!(
        refusal(|it| it["investigation"]["search"]["terms"][0]["limit"] = json!("some_day")), @"the search names some_day, which is not there");
    insta::assert_snapshot!(
        refusal(|it| it["investigation"]["search"]["terms"].as_array_mut().unwrap().truncate(2)), @"the search names international, which is not there");
}

#[test]
fn a_playbook_proposes_only_what_can_be_asked_of_somebody() {
    let step = |change: fn(&mut Value)| {
        refusal(|it| {
            let playbooks = it["classification"]["playbooks"].as_array_mut().unwrap();
            let search = playbooks.iter_mut().find(|playbook| playbook["code"] == "search").unwrap();
            change(&mut search["steps"][0]);
        })
    };
    insta::assert_snapshot!(step(|step| step["task"] = json!("dance")), @"search names dance, which is not there");
    insta::assert_snapshot!(step(|step| step["unit"] = json!("nobody")), @"search names nobody, which is not there");
    insta::assert_snapshot!(step(|step| step["term"] = json!({"working_days": 0})), @"a step of search cannot be");
    insta::assert_snapshot!(step(|step| step["task"] = Value::Null), @"a step of search cannot be");
}
