//! Serving until it is interrupted, with a word to whatever started it.

use hq::{DoorRules, Settings, serve, serve_admin};
use tokio::net::TcpListener;

use super::{Outcome, place::open_with};

/// Answers counters and browsers, and whoever watches headquarters, until it is interrupted.
pub async fn run(settings: Settings, open_door: bool) -> Outcome {
    let (listen, admin_listen) = (settings.listen, settings.admin_listen);
    let door = if open_door { DoorRules::open() } else { DoorRules::usual() };
    let state = open_with(settings, door).await?;
    let listener = TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    if let Some(address) = admin_listen {
        let listener = TcpListener::bind(address).await?;
        tracing::info!(address = %listener.local_addr()?, "listening for whoever watches");
        tokio::spawn(serve_admin(state.clone(), listener));
    }
    tell_system("READY=1");
    let stop = async {
        interrupted().await;
        tell_system("STOPPING=1");
    };
    Ok(serve(state, listener, stop).await?)
}

/// Ends at Ctrl-C, and where there is such a thing at SIGTERM.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate()).expect("signals can be listened to");
        tokio::select! {
            _ = terminated.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Tells systemd how it stands, where that has started it and waits for a word.
fn tell_system(word: &str) {
    #[cfg(target_os = "linux")]
    if let Some(socket) = std::env::var_os("NOTIFY_SOCKET")
        && let Err(error) = notify(&socket, word)
    {
        tracing::warn!(%error, "the system could not be told");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = word;
}

#[cfg(target_os = "linux")]
fn notify(socket: &std::ffi::OsStr, word: &str) -> std::io::Result<()> {
    use std::os::{
        linux::net::SocketAddrExt,
        unix::{
            ffi::OsStrExt,
            net::{SocketAddr, UnixDatagram},
        },
    };
    // A name that begins with @ is one of the kernel's own, and no file.
    let address = match socket.as_bytes() {
        [b'@', name @ ..] => SocketAddr::from_abstract_name(name)?,
        path => SocketAddr::from_pathname(std::ffi::OsStr::from_bytes(path))?,
    };
    UnixDatagram::unbound()?.send_to_addr(word.as_bytes(), &address)?;
    Ok(())
}
