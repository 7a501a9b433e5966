//! The command line asks the app that runs.

use desk::{Answered, sync_at_door};
use tests::{counter::TestCounter, headquarters::TestHq};

#[tokio::test(flavor = "multi_thread")]
async fn the_app_that_runs_delivers_when_it_is_asked_to() {
    let mut hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    counter.sync().await;
    counter.desk().answer_at_door().unwrap();
    let ticket = counter.open_ticket();
    let waiting = counter.status().unconfirmed_events;

    let answered = sync_at_door(&counter.folders()).await.unwrap();

    let Answered::Through { lines_confirmed, photos_confirmed, .. } = answered else {
        panic!("{answered:?}")
    };
    assert_eq!((lines_confirmed, photos_confirmed), (waiting, 1));
    assert_eq!(hq.ticket_numbers().await, [ticket.number.to_string()]);
    hq.stop().await;
    let answered = sync_at_door(&counter.folders()).await.unwrap();
    assert_eq!(answered, Answered::Not { code: "offline".to_owned() });
    counter.stop();
    // An answer that is on its way keeps the desk for a moment.
    while sync_at_door(&counter.folders()).await.is_ok() {}
    counter.start();
    counter.desk().answer_at_door().unwrap();
    sync_at_door(&counter.folders()).await.unwrap();
}
