//! Restored, cloned, put back: nothing that was taken in may vanish, and nobody is told what is not so.

use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
    seeds::live_through,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_data_folder_shows_at_the_next_start() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let before = counter.open_ticket();
    counter.sync().await;
    counter.stop();
    let backup = counter.copy_of_data();
    counter.start();
    // Headquarters' log moves on, and so does what stands outside the database.
    let after = counter.open_ticket();
    counter.sync().await;
    counter.desk().see_incidents().unwrap();

    counter.put_data_back(&backup);
    counter.sync().await;

    assert_eq!(counter.incidents(), ["restored"]);
    assert_eq!(counter.ticket_numbers(), [before.number.to_string(), after.number.to_string()]);
    assert_eq!(counter.status().unconfirmed_events, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_pcs_from_one_disk_both_deliver_what_they_took_in() {
    let hq = TestHq::start().await;
    let mut first = TestCounter::enrolled_at(&hq).await;
    let common = first.open_ticket();
    first.sync().await;
    first.stop();
    let second = first.cloned();
    first.start();

    // Both go on in the same place of the same log.
    let of_first = first.open_ticket();
    let of_second = second.open_ticket();
    first.sync().await;
    second.sync().await;
    first.sync().await;
    second.sync().await;

    let numbers = hq.ticket_numbers().await;
    assert_eq!(numbers.len(), 3, "{numbers:?}");
    for ticket in [&common, &of_first, &of_second] {
        assert!(numbers.contains(&ticket.number.to_string()), "{} arrived", ticket.number);
        assert_eq!(first.row(ticket.id).number, ticket.number, "and both PCs know it");
        assert_eq!(second.row(ticket.id).number, ticket.number);
    }
    assert!(second.incidents().contains(&"copied"), "the screen says so: {:?}", second.incidents());
    for counter in [&first, &second] {
        let status = counter.status();
        assert_eq!((status.unconfirmed_events, status.unconfirmed_photos, status.set_aside), (0, 0, 0));
    }
    assert_eq!(of_first.number, of_second.number, "two papers with one number");
    assert!(first.row(of_first.id).is_number_shared, "are shown as such");

    // Each has a log of its own from now on.
    let later = [first.open_ticket(), second.open_ticket()];
    first.sync().await;
    second.sync().await;
    assert_eq!(hq.ticket_numbers().await.len(), 5);
    assert_ne!(later[0].number, later[1].number);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_headquarters_is_given_back_what_it_lost() {
    let mut hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let kept = counter.open_ticket();
    counter.sync().await;
    let backup = hq.copy().await;
    let lost = counter.open_ticket();
    let person = hq.add_person("王新人").await;
    counter.sync().await;
    assert!(counter.people().contains(&person));

    hq.put_back(&backup).await;
    counter.sync().await;
    counter.sync().await;

    assert_eq!(hq.ticket_numbers().await, [kept.number.to_string(), lost.number.to_string()]);
    let status = counter.status();
    assert_eq!((status.unconfirmed_events, status.unconfirmed_photos), (0, 0));
    assert_eq!(counter.incidents(), ["headquarters_restored"]);
    assert_eq!(hq.waiting().await, (0, 0));
    // What headquarters itself had written comes back too, and reaches a counter that is new.
    let new = TestCounter::another_at(&hq, "B").await;
    assert!(new.people().contains(&person));
    assert_eq!(new.ticket_numbers().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headquarters_that_wrote_on_before_it_knew_loses_neither_line() {
    let mut hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    counter.sync().await;
    let backup = hq.copy().await;
    let first = hq.add_person("先来的").await;
    counter.sync().await;
    assert!(counter.people().contains(&first));

    hq.put_back(&backup).await;
    let second = hq.add_person("后来的").await;
    counter.sync().await;
    counter.sync().await;

    for person in [&first, &second] {
        assert!(counter.people().contains(person), "{:?}", counter.people());
    }
    let new = TestCounter::another_at(&hq, "B").await;
    new.sync().await;
    for person in [&first, &second] {
        assert!(new.people().contains(person), "{:?}", new.people());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_counter_knows_the_branch_and_its_tickets() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    let tickets: Vec<_> = (0..3).map(|_| first.open_ticket()).collect();
    first.sync().await;

    let second = TestCounter::another_at(&hq, "B").await;
    second.sync().await;

    assert_eq!(second.people(), first.people());
    for ticket in &tickets {
        let row = second.row(ticket.id);
        assert_eq!((row.number, row.person_name), (ticket.number, ticket.person_name.clone()));
    }
    let photo = first.desk().ticket(tickets[0].id).unwrap().ticket.photos[0].added.sha256;
    assert_eq!(
        second.desk().find_photo(photo, false).unwrap(),
        None,
        "a sibling's photo does not come by itself"
    );
    let here = first.desk().find_photo(photo, false).unwrap();
    assert_eq!(second.desk().fetch_photo(photo).await.unwrap(), here, "it comes when it is looked at");
    assert_eq!(second.desk().find_photo(photo, false).unwrap(), here, "and stays");
    let draft = second.desk().start_draft().unwrap().id;
    let look = second.desk().look_at_form(draft, &a_damaged_parcel()).unwrap();
    let taken: Vec<_> = look.same_waybill.iter().map(|row| row.id).collect();
    assert_eq!(taken.len(), tickets.len(), "a waybill that was taken at another counter shows its notice");
    let mine = second.open_ticket();
    second.sync().await;
    first.sync().await;
    assert_eq!(first.row(mine.id).number, mine.number, "and the first knows the second's");
}

/// Everything that can befall a counter and its headquarters, each with and without every other: what is on a disk that is
/// still there comes to headquarters, and the fork is shown.
#[tokio::test(flavor = "multi_thread")]
async fn every_combination_of_restored_cloned_headquarters_restored_and_revoked_loses_nothing() {
    let case = |case: u64| {
        let [restored, cloned, hq_restored, revoked] = [1, 2, 4, 8].map(|bit| case & bit != 0);
        befalls(Befallen { restored, cloned, hq_restored, revoked })
    };
    live_through((0..16).collect(), 4, case).await;
}

#[derive(Clone, Copy, Debug)]
struct Befallen {
    restored: bool,
    cloned: bool,
    hq_restored: bool,
    revoked: bool,
}

async fn befalls(what: Befallen) {
    let mut hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let sibling = TestCounter::another_at(&hq, "B").await;
    let mut tickets = vec![counter.open_ticket()];
    counter.sync().await;
    counter.stop();
    let (disk, theirs) = (counter.copy_of_data(), hq.copy().await);
    counter.start();
    tickets.push(counter.open_ticket());
    counter.sync().await;
    if what.restored {
        counter.put_data_back(&disk);
    }
    counter.stop();
    let clone = what.cloned.then(|| counter.cloned());
    counter.start();
    let counters: Vec<&TestCounter> =
        [Some(&counter), clone.as_ref(), Some(&sibling)].into_iter().flatten().collect();
    tickets.extend(counters.iter().map(|counter| counter.open_ticket()));
    if what.hq_restored {
        hq.put_back(&theirs).await;
    }
    if what.revoked {
        hq.revoke(counter.desk().device()).await;
    }
    // A revoked counter's round ends in words; others hear in their next what came in the one before, and write down what
    // they measured of the clock: these clocks stand while headquarters' goes on, so on a slow machine there is more of that.
    for round in 1..=12 {
        for counter in &counters {
            let _ = counter.desk().sync_now().await;
        }
        if round >= 4 && counters.iter().all(|counter| counter.status().unconfirmed_events == 0) {
            break;
        }
    }

    for counter in &counters {
        let status = counter.status();
        assert_eq!(status.unconfirmed_events, 0, "{what:?}: a line waits");
        assert_eq!(
            status.headquarters == "revoked",
            what.revoked && counter.desk().device() != sibling.desk().device()
        );
    }
    // What a revoked counter brought is held and believed by nobody; what it had told before stands.
    let numbers = hq.ticket_numbers().await;
    let expected = match (what.revoked, what.hq_restored, what.restored) {
        (false, false, true) | (false, _, false) => tickets.len(),
        (false, true, true) => tickets.len() - 1,
        (true, false, _) => 3,
        (true, true, _) => 2,
    };
    assert_eq!(numbers.len(), expected, "{what:?}: {numbers:?}");
    let is_told = counter.incidents().contains(&"restored") || counter.incidents().contains(&"copied");
    assert_eq!(
        is_told || clone.as_ref().is_some_and(|clone| clone.incidents().contains(&"copied")),
        (what.restored || what.cloned),
        "{what:?}"
    );
    hq.state().verify().await.unwrap();
}
