//! One question and one answer over IPP, bounded in time.

use std::time::Duration;

use ipp::attribute::IppAttributeGroup;
use ipp::client::blocking::IppClient;
use ipp::model::{DelimiterTag, IppVersion, StatusCode};
use ipp::prelude::{IppRequestResponse, Uri};
use tokio::net::TcpStream;
use tokio::{task, time};

use crate::attributes::Attributes;
use crate::{Patience, PrintError};

/// The name jobs are queued under; clerks' names stay out of print queues.
pub(crate) const QUEUE_USER: &str = "counterfoil";

/// The port of IPP, where an address names none.
const IPP_PORT: u16 = 631;

/// Where a queue or a printer is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) uri: Uri,
    pub(crate) patience: Patience,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    response: IppRequestResponse,
}

impl Line {
    /// Takes `http` and `ipp` addresses; the encrypted ones are left to the queue.
    pub(crate) fn to(address: &str, patience: Patience) -> Result<Self, PrintError> {
        let uri: Uri = address.trim().parse().map_err(|_| PrintError::BadAddress)?;
        match (uri.scheme_str(), uri.host()) {
            (Some("http" | "ipp"), Some(_)) => Ok(Self { uri, patience }),
            _ => Err(PrintError::BadAddress),
        }
    }

    /// The same host under another path.
    pub(crate) fn with_path(&self, path: &str) -> Result<Self, PrintError> {
        let mut parts = self.uri.clone().into_parts();
        parts.path_and_query = Some(path.parse().map_err(|_| PrintError::BadAddress)?);
        let uri = Uri::from_parts(parts).map_err(|_| PrintError::BadAddress)?;
        Ok(Self { uri, patience: self.patience })
    }

    /// Asks and waits for the answer, at most as long as a question may take.
    pub(crate) async fn ask(&self, question: IppRequestResponse) -> Result<Answer, PrintError> {
        self.exchange(question, self.patience.answer).await
    }

    /// Asks and waits for the answer, at most for `limit`.
    pub(crate) async fn exchange(
        &self,
        mut question: IppRequestResponse,
        limit: Duration,
    ) -> Result<Answer, PrintError> {
        self.knock().await?;
        // CUPS leaves the sizes of paper out of what it tells those who speak 1.1.
        question.header_mut().version = IppVersion::v2_0();
        let client = IppClient::builder(self.uri.clone()).request_timeout(limit).build();
        // The client blocks, so it gets a thread; its own limit ends it should ours be first.
        let asked = task::spawn_blocking(move || client.send(question));
        match time::timeout(limit, asked).await {
            Ok(Ok(Ok(response))) => Ok(Answer { status: response.header().status_code(), response }),
            _ => Err(PrintError::Unreachable),
        }
    }

    /// Finds out quickly whether anything listens; the client itself would wait ten seconds for that.
    async fn knock(&self) -> Result<(), PrintError> {
        let host = self.uri.host().ok_or(PrintError::BadAddress)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = self.uri.port_u16().unwrap_or(match self.uri.scheme_str() {
            Some("http") => 80,
            _ => IPP_PORT,
        });
        match time::timeout(self.patience.connect, TcpStream::connect((host, port))).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(PrintError::Unreachable),
        }
    }
}

impl Answer {
    /// The answer, where the question was granted; otherwise what its refusal means.
    pub(crate) fn granted(self) -> Result<Self, PrintError> {
        if self.status.is_success() { Ok(self) } else { Err(refusal(self.status, self.said())) }
    }

    /// The first group of a kind.
    pub(crate) fn first(&self, tag: DelimiterTag) -> Option<Attributes<'_>> {
        self.all(tag).next()
    }

    /// All groups of a kind.
    pub(crate) fn all(&self, tag: DelimiterTag) -> impl Iterator<Item = Attributes<'_>> {
        self.response.attributes().groups_of(tag).map(|group: &IppAttributeGroup| Attributes::of(group))
    }

    fn said(&self) -> String {
        self.first(DelimiterTag::OperationAttributes)
            .and_then(|operation| operation.text("status-message"))
            .unwrap_or_default()
    }
}

fn refusal(status: StatusCode, said: String) -> PrintError {
    match status {
        StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => PrintError::NoPrinter,
        StatusCode::ClientErrorAttributesOrValuesNotSupported
        | StatusCode::ClientErrorConflictingAttributes => PrintError::UnsupportedMedia,
        StatusCode::ServerErrorNotAcceptingJobs | StatusCode::ServerErrorServiceUnavailable => {
            PrintError::Stopped { said }
        }
        _ => PrintError::Rejected { said },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_of_a_host_are_taken() {
        let to = |address| Line::to(address, Patience::default()).map(|line| line.uri.to_string());
        assert_eq!(to(" http://localhost:631 ").as_deref(), Ok("http://localhost:631/"));
        assert_eq!(to("ipp://192.168.1.9/ipp/print").as_deref(), Ok("ipp://192.168.1.9/ipp/print"));
        for bad in ["", "printer", "/dev/lp0", "ipps://printer/ipp", "file:///tmp/x", "http://"] {
            assert_eq!(to(bad), Err(PrintError::BadAddress), "{bad}");
        }
    }

    #[test]
    fn a_refusal_is_told_in_what_can_be_done_about_it() {
        let said = || "in words".to_owned();
        let cases = [
            (StatusCode::ClientErrorNotFound, PrintError::NoPrinter),
            (StatusCode::ClientErrorAttributesOrValuesNotSupported, PrintError::UnsupportedMedia),
            (StatusCode::ServerErrorNotAcceptingJobs, PrintError::Stopped { said: said() }),
            (StatusCode::ClientErrorDocumentFormatNotSupported, PrintError::Rejected { said: said() }),
            (StatusCode::ServerErrorBusy, PrintError::Rejected { said: said() }),
        ];
        for (status, expected) in cases {
            assert_eq!(refusal(status, said()), expected);
        }
    }
}
