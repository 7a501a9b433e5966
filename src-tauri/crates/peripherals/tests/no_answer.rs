//! A queue or printer that is not there, or does not answer, is told quickly.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use peripherals::{Patience, PrintError, PrintServer, Printer};

#[tokio::test]
async fn a_machine_without_a_queue_is_told_within_a_second() {
    let started = Instant::now();
    let server = PrintServer::at(&closed_address(), Patience::default()).unwrap();
    assert_eq!(server.printers().await, Err(PrintError::NoQueue));
    assert_eq!(server.printer(None).await, Err(PrintError::NoQueue));
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_printer_that_is_switched_off_is_told_within_a_second() {
    let started = Instant::now();
    let printer = Printer::at(&closed_address(), Patience::default()).await;
    assert_eq!(printer, Err(PrintError::Unreachable));
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

#[tokio::test]
async fn one_that_listens_and_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("ipp://{}/ipp/print", listener.local_addr().unwrap());
    let patience = Patience { answer: Duration::from_millis(300), ..Patience::default() };
    let started = Instant::now();
    assert_eq!(Printer::at(&address, patience).await, Err(PrintError::Unreachable));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[tokio::test]
async fn an_address_of_nothing_that_prints_is_refused() {
    for address in ["", "lpt1", "https://printer/"] {
        assert_eq!(Printer::at(address, Patience::default()).await, Err(PrintError::BadAddress), "{address}");
    }
}

/// Where nothing listens: a port that was free a moment ago.
fn closed_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
    format!("http://{}", listener.local_addr().expect("it is bound"))
}
