//! A counter loses its network in the middle of a photo, works on, and ends fully confirmed without anybody's help.

use std::time::{Duration, Instant};

use tests::{
    clerk::{A_BROKEN_TEA_POT, WalkIn},
    driver::Window,
    fault_proxy::{Fault, FaultProxy},
};
use thirtyfour::Key;
use tokio::time::timeout;

use crate::{pages, printing::Printing, report::Report};

const WHILE_THE_CABLE_IS_SLOW: WalkIn = WalkIn { waybill: "YT7712345678901", ..A_BROKEN_TEA_POT };
const WHILE_IT_IS_OUT: WalkIn = WalkIn {
    waybill: "ZTO75312345678901",
    name: "阿卜杜热合曼江",
    phone: "13712345678",
    story: "外箱淋湿了,里面的相机包也湿了一半,要先问一下怎么办。",
    claimed: "860.5",
    ..A_BROKEN_TEA_POT
};
/// So much of a photo has gone up when the cable is pulled.
const MIDDLE_BYTES: u64 = 60_000;
/// One that headquarters has not yet: a photo of some hundred kilobytes takes a while at this speed.
const SLOW: Fault = Fault::Trickle(25_000);
const PATIENCE: Duration = Duration::from_secs(60);

/// Leads the chapter; the numbers of the two claims that were taken.
pub async fn is_lost_in_the_middle_of_a_photo(
    window: &Window,
    network: &FaultProxy,
    printing: &mut Printing,
    report: &mut Report,
) -> [String; 2] {
    report.chapter("The network goes in the middle of a photo, and comes back");
    network.set(SLOW);
    report.say("The network became slow: 25 kB a second.");
    let first = takes(window, &WHILE_THE_CABLE_IS_SLOW, "close-up.jpg", printing, report).await;
    timeout(PATIENCE, a_photo_is_half_sent(network)).await.expect("a photo is sent");
    network.set(Fault::Refused);
    report.say(&format!(
        "Ticket **{first}** is saved and printed. The cable was pulled when some of its photo had gone up."
    ));
    window.see_in("footer", "总部暂时连不上").await;
    pages::open_ticket(window, &first).await;
    report
        .screen(window, "cut-mid-photo-zh", "Cut in the middle of a photo: what is confirmed and what waits")
        .await;

    let second = takes(window, &WHILE_IT_IS_OUT, "webcam-640.jpg", printing, report).await;
    report.screen(window, "works-on-zh", "Another claim, saved and printed meanwhile").await;
    report.say(&format!(
        "Ticket **{second}**. The status bar: `{}`.",
        window.read("footer").await.replace('\n', " · ")
    ));
    window.press(Key::F3).await;
    window.see(".board .ticket").await;
    report.screen(window, "board-offline-zh", "The board while headquarters cannot be reached").await;

    network.set(Fault::None);
    let back = Instant::now();
    timeout(PATIENCE, window.see_in("footer", "全部已确认")).await.expect("the counter delivers by itself");
    report.say(&format!(
        "The cable is back. Untouched, the counter delivered the rest in {:.0} s.",
        back.elapsed().as_secs_f64()
    ));
    pages::open_ticket(window, &first).await;
    report.screen(window, "confirmed-after-cut-zh", "Confirmed, photo by photo").await;
    [first, second]
}

async fn takes(
    window: &Window,
    walk_in: &WalkIn,
    photo: &str,
    printing: &mut Printing,
    report: &mut Report,
) -> String {
    window.press(Key::F2).await;
    window.take_in(walk_in).await;
    window.add_photo("外箱 上面和两侧", photo).await;
    window.see_photos(1).await;
    let number = window.save_and_print().await;
    report.paper(&printing.take(), &format!("{number}-a5"), "The receipt");
    number
}

async fn a_photo_is_half_sent(network: &FaultProxy) {
    let mut sent = network.sent();
    let begun = sent.wait_for(|_| network.photos_under_way() > 0).await.map(|sent| *sent);
    let begun = begun.expect("the network stands");
    sent.wait_for(|sent| *sent > begun + MIDDLE_BYTES).await.map(drop).expect("the network stands");
    assert!(network.photos_under_way() > 0, "it is still on its way");
}
