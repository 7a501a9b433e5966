//! A bad network: stands between a counter and headquarters, and does to their bytes what networks do.
//!
//! What is wrong can be changed at any time and is felt by connections that stand already. A connection that has vanished
//! stays so even when the network is well again: nobody is told, as when a switch forgets whom it served.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use fastrand::Rng;
use protocol::{
    Sha256,
    wire::{Ack, PHOTO_HEADER, PushAnswer},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{ReadHalf, WriteHalf},
    },
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{sleep, timeout},
};

/// Where bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To headquarters.
    Up,
    /// To the counter.
    Down,
}

/// What is wrong with a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// Whoever connects is turned away, and who is connected is cut off.
    Refused,
    /// Somebody else answers everything, with this status.
    SignInPage(u16),
    /// Connections are taken and read, and nothing ever comes of them; those that stand fall silent.
    Silence,
    /// After so many bytes one way a connection falls silent both ways, and is never ended.
    Vanish(Way, u64),
    /// After so many bytes one way a connection is reset.
    Reset(Way, u64),
    /// So many bytes a second.
    Trickle(u64),
    /// One byte in so many, going that way, comes as another.
    Corrupt(Way, u32),
    /// A photo's connection is reset after so many of its bytes; everything else passes.
    CutPhoto(u64),
    /// Every request is delivered, and its answer is not: the connection is reset, or falls silent.
    SwallowReply {
        /// Nobody is told.
        silently: bool,
    },
    /// Every request is delivered twice.
    Duplicate,
}

/// What headquarters has said in the hearing of the network, whether or not it arrived.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Its word for lines.
    pub acks: Vec<Ack>,
    /// Its word for photos.
    pub photos: Vec<Sha256>,
}

/// A network between counters and one headquarters.
pub struct FaultProxy {
    address: SocketAddr,
    network: Arc<Network>,
    task: JoinHandle<()>,
}

struct Network {
    headquarters: SocketAddr,
    /// The fault, and how many there were before it.
    fault: watch::Sender<(u64, Fault)>,
    chance: Mutex<Rng>,
    /// What headquarters said, connection by connection.
    heard: Mutex<Vec<Vec<u8>>>,
    /// Bytes that went up so far.
    sent: watch::Sender<u64>,
    /// Photos' bytes that are being sent and not yet answered.
    photos_under_way: Arc<AtomicU64>,
}

/// How a connection ends.
enum End {
    Closed,
    Reset,
    Vanished,
}

/// A connection as the network follows it.
struct Talk {
    /// Where it is heard.
    place: usize,
    /// The fault that the counts are of.
    fault: u64,
    up: u64,
    down: u64,
    /// The request that is being made, or was made last.
    request: Vec<u8>,
    is_answered: bool,
    /// Counted among the photos under way.
    photo: Option<UnderWay>,
}

/// Counts for as long as it lives.
struct UnderWay(Arc<AtomicU64>);

/// What is to be done with a piece of a connection's bytes.
struct Fate {
    passes: usize,
    end: Option<End>,
    /// A request to be made once more.
    again: Option<Vec<u8>>,
}

impl FaultProxy {
    /// A network in which nothing is wrong yet; `seed` decides which bytes are hit.
    pub async fn start(headquarters: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("the loopback has free ports");
        let address = listener.local_addr().expect("a bound socket has an address");
        let network = Arc::new(Network {
            headquarters,
            fault: watch::Sender::new((0, Fault::None)),
            chance: Mutex::new(Rng::with_seed(seed)),
            heard: Mutex::default(),
            sent: watch::Sender::new(0),
            photos_under_way: Arc::default(),
        });
        let task = tokio::spawn(Arc::clone(&network).take_in(listener));
        Self { address, network, task }
    }

    /// Where counters find headquarters through this network.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on this is wrong.
    pub fn set(&self, fault: Fault) {
        self.network.fault.send_modify(|(count, present)| {
            *count += 1;
            *present = fault;
        });
    }

    /// What headquarters has said.
    pub fn told(&self) -> Told {
        let mut told = Told::default();
        for heard in lock(&self.network.heard).iter() {
            told.listen(heard);
        }
        told
    }

    /// How many photos are being sent at this moment.
    pub fn photos_under_way(&self) -> u64 {
        self.network.photos_under_way.load(Ordering::SeqCst)
    }

    /// Bytes that went up, to be followed.
    pub fn sent(&self) -> watch::Receiver<u64> {
        self.network.sent.subscribe()
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Told {
    /// An answer that was cut off says nothing.
    fn listen(&mut self, heard: &[u8]) {
        for at in places(heard, br#"{"ack":"#) {
            let mut answers = serde_json::Deserializer::from_slice(&heard[at..]).into_iter::<PushAnswer>();
            if let Some(Ok(answer)) = answers.next() {
                self.acks.push(answer.ack);
            }
        }
        let header = format!("{}: ", PHOTO_HEADER.to_lowercase());
        for at in places(heard, header.as_bytes()) {
            let rest = &heard[at + header.len()..];
            let photo = rest.get(..64).and_then(|hex| std::str::from_utf8(hex).ok());
            self.photos.extend(photo.and_then(|hex| hex.parse::<Sha256>().ok()));
        }
    }
}

impl Network {
    async fn take_in(self: Arc<Self>, listener: TcpListener) {
        // Connections end with the network.
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                Ok((client, _)) = listener.accept() => {
                    connections.spawn(Arc::clone(&self).carry(client));
                }
                Some(_) = connections.join_next() => {}
            }
        }
    }

    fn fault(&self) -> Fault {
        self.fault.borrow().1
    }

    async fn carry(self: Arc<Self>, mut client: TcpStream) {
        match self.fault() {
            Fault::Refused => return reset(&client),
            Fault::SignInPage(status) => return sign_in_page(client, status).await,
            Fault::Silence => return hold(&mut client).await,
            _ => {}
        }
        let Ok(mut server) = TcpStream::connect(self.headquarters).await else { return reset(&client) };
        let place = {
            let mut heard = lock(&self.heard);
            heard.push(Vec::new());
            heard.len() - 1
        };
        let talk = Mutex::new(Talk::at(place));
        let end = {
            let (mut from_client, mut to_client) = client.split();
            let (mut from_server, mut to_server) = server.split();
            tokio::select! {
                end = self.pump(Way::Up, &mut from_client, &mut to_server, &talk) => end,
                end = self.pump(Way::Down, &mut from_server, &mut to_client, &talk) => end,
                end = self.cut() => end,
            }
        };
        match end {
            End::Closed => {}
            End::Reset => {
                reset(&client);
                reset(&server);
            }
            // Headquarters is not told either, as long as the counter holds on.
            End::Vanished => hold(&mut client).await,
        }
    }

    /// Ends when what has become wrong ends connections that stand.
    async fn cut(&self) -> End {
        let mut faults = self.fault.subscribe();
        loop {
            match faults.borrow_and_update().1 {
                Fault::Refused | Fault::SignInPage(_) => return End::Reset,
                Fault::Silence => return End::Vanished,
                _ => {}
            }
            if faults.changed().await.is_err() {
                return End::Reset;
            }
        }
    }

    async fn pump(
        &self,
        way: Way,
        from: &mut ReadHalf<'_>,
        to: &mut WriteHalf<'_>,
        talk: &Mutex<Talk>,
    ) -> End {
        let mut piece = vec![0; 16 * 1_024];
        loop {
            let read = match from.read(&mut piece).await {
                Ok(0) => return End::Closed,
                Ok(read) => read,
                Err(_) => return End::Reset,
            };
            let piece = &mut piece[..read];
            if way == Way::Down {
                let place = lock(talk).place;
                lock(&self.heard)[place].extend_from_slice(piece);
            }
            let fate = {
                let mut talk = lock(talk);
                let is_answer_begun = talk.follow(way, piece, &self.photos_under_way);
                talk.fate(way, piece.len() as u64, is_answer_begun, *self.fault.borrow())
            };
            if let Some(request) = fate.again {
                tokio::spawn(say_again(self.headquarters, request));
            }
            self.damage(way, &mut piece[..fate.passes]);
            if self.pass(way, to, &piece[..fate.passes]).await.is_err() {
                return End::Reset;
            }
            if let Some(end) = fate.end {
                return end;
            }
        }
    }

    /// Hits bytes where that is what is wrong.
    fn damage(&self, way: Way, piece: &mut [u8]) {
        let Fault::Corrupt(hit, one_in) = self.fault() else { return };
        if hit == way {
            let mut chance = lock(&self.chance);
            for byte in piece {
                if chance.u32(..one_in) == 0 {
                    *byte ^= 1 << chance.u32(..8);
                }
            }
        }
    }

    /// Passes bytes on, as fast as may be at each moment.
    async fn pass(&self, way: Way, to: &mut WriteHalf<'_>, mut piece: &[u8]) -> std::io::Result<()> {
        while !piece.is_empty() {
            let now = match self.fault() {
                Fault::Trickle(bytes_a_second) => {
                    sleep(Duration::from_millis(50)).await;
                    (bytes_a_second as usize / 20).clamp(1, piece.len())
                }
                _ => piece.len(),
            };
            to.write_all(&piece[..now]).await?;
            if way == Way::Up {
                self.sent.send_modify(|sent| *sent += now as u64);
            }
            piece = &piece[now..];
        }
        Ok(())
    }
}

impl Talk {
    fn at(place: usize) -> Self {
        Self { place, fault: 0, up: 0, down: 0, request: Vec::new(), is_answered: true, photo: None }
    }

    /// Keeps up with a piece; whether an answer begins with it.
    fn follow(&mut self, way: Way, piece: &[u8], photos: &Arc<AtomicU64>) -> bool {
        match way {
            Way::Up => {
                // Nobody asks before the last answer has come, so what follows an answer is a new request.
                if std::mem::take(&mut self.is_answered) {
                    self.request.clear();
                }
                self.request.extend_from_slice(piece);
                if self.photo.is_none() && self.is_photo() {
                    self.photo = Some(UnderWay::counted_in(photos));
                }
                false
            }
            Way::Down => {
                self.photo = None;
                !std::mem::replace(&mut self.is_answered, true)
            }
        }
    }

    fn is_photo(&self) -> bool {
        self.request.starts_with(b"PATCH ")
    }

    /// What becomes of a piece of `length` bytes.
    fn fate(&mut self, way: Way, length: u64, is_answer_begun: bool, (count, fault): (u64, Fault)) -> Fate {
        if self.fault != count {
            (self.fault, self.up, self.down) = (count, 0, 0);
        }
        let gone = match way {
            Way::Up => &mut self.up,
            Way::Down => &mut self.down,
        };
        let before = *gone;
        *gone += length;
        let until = |before: u64, limit: u64, end: End| {
            let passes = length.min(limit.saturating_sub(before));
            Fate { passes: passes as usize, end: (passes < length).then_some(end), again: None }
        };
        match fault {
            Fault::Vanish(counted, limit) if counted == way => until(before, limit, End::Vanished),
            Fault::Reset(counted, limit) if counted == way => until(before, limit, End::Reset),
            Fault::CutPhoto(limit) if way == Way::Up && self.is_photo() => {
                until(self.request.len() as u64 - length, limit, End::Reset)
            }
            Fault::SwallowReply { silently } if way == Way::Down => {
                until(0, 0, if silently { End::Vanished } else { End::Reset })
            }
            Fault::Duplicate if is_answer_begun => {
                Fate { passes: length as usize, end: None, again: Some(self.request.clone()) }
            }
            _ => Fate { passes: length as usize, end: None, again: None },
        }
    }
}

impl UnderWay {
    fn counted_in(all: &Arc<AtomicU64>) -> Self {
        all.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(all))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Makes a request once more, and lets its answer go.
async fn say_again(headquarters: SocketAddr, request: Vec<u8>) {
    let said = async {
        let mut server = TcpStream::connect(headquarters).await?;
        server.write_all(&request).await?;
        server.read(&mut [0; 4_096]).await
    };
    // What a long poll would answer is of no interest.
    let _ = timeout(Duration::from_secs(2), said).await;
}

/// Reads whatever comes until the other side gives up.
async fn hold(client: &mut TcpStream) {
    let mut nothing = vec![0; 16 * 1_024];
    while matches!(client.read(&mut nothing).await, Ok(read) if read > 0) {}
}

async fn sign_in_page(mut client: TcpStream, status: u16) {
    let page = "<html><title>Sign in</title>Welcome. Please accept our terms.</html>";
    let answer = format!(
        "HTTP/1.1 {status} Sign In\r\nLocation: http://sign-in.example/\r\nContent-Type: text/html\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{page}",
        page.len()
    );
    // As far as it has come: such a page is no reader of photos.
    let _ = client.read(&mut [0; 4_096]).await;
    let _ = client.write_all(answer.as_bytes()).await;
    let _ = client.shutdown().await;
    let _ = timeout(Duration::from_secs(1), hold(&mut client)).await;
}

/// The socket, once dropped, tells the other side that nobody is here.
fn reset(stream: &TcpStream) {
    let _ = stream.set_zero_linger();
}

fn places<'a>(heard: &'a [u8], words: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    heard.windows(words.len()).enumerate().filter(move |(_, here)| *here == words).map(|(at, _)| at)
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
