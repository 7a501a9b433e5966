//! A limit on the size of files is told as a full disk is told, and ends no program.

/// From now on a file that may not grow is an error of the one who writes it. Must be called on a runtime.
pub fn outlive_file_limits() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // SIGXFSZ on every Unix. That someone hears it is enough; a program that cannot listen is ended by it as before.
        const FILE_TOO_LARGE: i32 = 25;
        drop(signal(SignalKind::from_raw(FILE_TOO_LARGE)));
    }
}
