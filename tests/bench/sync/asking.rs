//! A client that costs little: HTTP/1.1 over one connection that is kept, read no further than needed.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpSocket;

const PIECE: usize = 16 << 10;

/// One connection.
pub struct Asking {
    stream: TcpStream,
    /// The question, as it is written.
    question: Vec<u8>,
    /// The answer, as far as it came.
    came: Vec<u8>,
    /// How many bytes went either way.
    pub carried: Carried,
}

/// Bytes of questions and answers, without what the network puts around them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carried {
    /// To headquarters.
    pub sent: u64,
    /// From there.
    pub received: u64,
}

/// What was answered.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The lines before the body.
    pub head: &'a str,
    /// The body.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// The value of a header, whose name is given as it is sent: in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = self.head.lines().filter_map(|line| line.split_once(": "));
        named.into_iter().find(|(header, _)| *header == name).map(|(_, value)| value)
    }

    /// The body of a good answer.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(self.body));
        serde_json::from_slice(self.body).expect("headquarters answers what was asked")
    }
}

impl Asking {
    /// Connects to `port` of this machine as branch number `branch`, which like every branch has an address of its own.
    pub async fn from_branch(branch: u8, port: u16) -> Self {
        Self::from_address(Ipv4Addr::new(127, 0, 1, branch), port).await
    }

    /// Connects to `port` of this machine from one of its addresses.
    pub async fn from_address(own: Ipv4Addr, port: u16) -> Self {
        let socket = TcpSocket::new_v4().expect("there is room for a connection");
        let own = SocketAddr::from((own, 0));
        socket.bind(own).expect("every address of 127 is this machine's");
        let there = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = socket.connect(there).await.expect("headquarters listens");
        stream.set_nodelay(true).expect("a new connection can be set");
        let stream = stream.into_std().expect("nobody waits for it");
        stream.set_nonblocking(false).expect("a new connection can be set");
        Self { stream, question: Vec::new(), came: Vec::with_capacity(PIECE), carried: Carried::default() }
    }

    /// Posts JSON.
    pub fn post<T: Serialize>(&mut self, path: &str, body: &T) -> Answer<'_> {
        let body = serde_json::to_vec(body).expect("wire types can be written");
        self.ask(&format!("POST /api/v1/{path}"), "content-type: application/json\r\n", &body)
    }

    /// Asks; `headers` are lines, each with its end.
    pub fn ask(&mut self, what: &str, headers: &str, body: &[u8]) -> Answer<'_> {
        self.question.clear();
        write!(
            self.question,
            "{what} HTTP/1.1\r\nhost: hq\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        )
        .expect("a vector takes what is written");
        self.question.extend_from_slice(body);
        self.stream.write_all(&self.question).expect("headquarters listens");
        self.carried.sent += self.question.len() as u64;
        self.answer()
    }

    fn answer(&mut self) -> Answer<'_> {
        self.came.clear();
        let ended = |came: &[u8]| came.windows(4).position(|four| four == b"\r\n\r\n");
        let head = loop {
            self.more();
            if let Some(end) = ended(&self.came) {
                break end;
            }
        };
        let text = std::str::from_utf8(&self.came[..head]).expect("a head is ASCII");
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().expect("a length is a number"));
        while self.came.len() < head + 4 + length {
            self.more();
        }
        let (head, body) = self.came.split_at(head);
        let head = std::str::from_utf8(head).expect("a head is ASCII");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer { status: status.expect("an answer has a status"), head, body: &body[4..][..length] }
    }

    fn more(&mut self) {
        let held = self.came.len();
        self.came.resize(held + PIECE, 0);
        let read = self.stream.read(&mut self.came[held..]).expect("headquarters answers");
        assert!(read > 0, "headquarters does not hang up");
        self.carried.received += read as u64;
        self.came.truncate(held + read);
    }
}
