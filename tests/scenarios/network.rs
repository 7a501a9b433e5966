//! What answers instead of headquarters, and what the status bar calls it.

use std::{sync::Arc, time::Duration};

use domain::DeviceId;
use protocol::SigningKey;
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use sync::{Headquarters, Report, Trouble};
use tests::{counter::TestCounter, headquarters::TestHq};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_page_in_the_way_is_not_taken_for_headquarters() {
    let mut hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    counter.sync().await;
    counter.open_ticket();
    hq.stop().await;
    let listener = TcpListener::bind(hq.address()).await.unwrap();
    let portal = tokio::spawn(sign_in_page(listener));

    let trouble = counter.desk().sync_now().await.unwrap_err();

    assert_eq!(trouble, Trouble::CaptivePortal);
    assert_eq!(counter.status().headquarters, "captive_portal");
    assert!(counter.status().unconfirmed_events > 0, "a 200 is no acknowledgement");
    portal.abort();
    let _ = portal.await;
    hq.start_again().await;
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_events, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_certificate_is_told_from_a_cut_cable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(tls_with_a_certificate_of_its_own(listener));
    let headquarters = Headquarters::at(format!("https://localhost:{port}").parse().unwrap(), None);
    assert_eq!(login(&headquarters).await, Trouble::WrongCertificate);
    server.abort();
    let _ = server.await;
    assert_eq!(login(&headquarters).await, Trouble::Offline);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_headquarters_at_the_same_address_is_not_believed() {
    let mut first = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&first).await;
    let address = first.address();
    first.stop().await;
    let _second = TestHq::start_at(address).await;
    assert_eq!(counter.desk().sync_now().await.unwrap_err(), Trouble::OtherHeadquarters);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headquarters_that_goes_is_missed_though_nothing_is_sent() {
    let mut hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let mut reports = counter.desk().reports();
    let courier = counter.desk().start_courier().unwrap().unwrap();
    reach(&mut reports, |report| report.has_tried && report.trouble.is_none()).await;

    hq.stop().await;
    reach(&mut reports, |report| report.trouble == Some(Trouble::Offline)).await;
    assert_eq!(counter.status().headquarters, "offline");

    hq.start_again().await;
    reach(&mut reports, |report| report.trouble.is_none()).await;
    courier.abort();
}

/// Waits until the status bar may say so; a clerk would not look for longer.
async fn reach(reports: &mut tokio::sync::watch::Receiver<Report>, is_so: impl Fn(&Report) -> bool) {
    let reached =
        tokio::time::timeout(Duration::from_secs(12), reports.wait_for(|report| is_so(report))).await;
    reached.expect("it is said soon").expect("the desk runs");
}

async fn login(headquarters: &Headquarters) -> Trouble {
    let device = DeviceId::from_bytes([1; 16]);
    let key = SigningKey::from_bytes(&[2; 32]);
    let signed = |answer: protocol::wire::NonceAnswer| {
        protocol::wire::LoginRequest::signed(device, answer.nonce, device, &key)
    };
    headquarters.login(device, signed).await.expect_err("nobody good is there")
}

/// Answers everything with the same friendly page.
async fn sign_in_page(listener: TcpListener) {
    loop {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut asked = [0; 4_096];
        let _ = socket.read(&mut asked).await;
        let page = "<html>Welcome, please sign in</html>";
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}", page.len());
        let _ = socket.write_all(answer.as_bytes()).await;
    }
}

async fn tls_with_a_certificate_of_its_own(listener: TcpListener) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    loop {
        let (socket, _) = listener.accept().await.unwrap();
        let _ = acceptor.accept(socket).await;
    }
}
