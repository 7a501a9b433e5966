//! The slip in a customer's hand: a QR that names the ticket and proves which line it was printed from.
//!
//! `https://<public address>/t#1.<base64url>`, or `counterfoil:1.<base64url>` where there is no public address. The bytes
//! are a CBOR array (number, ticket, device, epoch, seq, line hash, kind, waybill, opened at, first due or null, slip code;
//! ids, hash and code as byte strings, moments as milliseconds since 1970), then the 64-byte `slip` signature of the
//! device over them. No name, phone or story; what follows `#` never reaches a server's log.

use ciborium::Value;
use domain::{DeviceId, EpochId, Instant, Kind, Sha256, TicketId, TicketNumber};

use crate::{
    Purpose, Signature, SigningKey, TicketKey, VerifyingKey, binary, framed::framed, hash_of, sign, verify,
};

/// The longest waybill that a slip carries, in bytes. What is longer is no number anybody prints, and a QR has no room.
pub const MOST_WAYBILL_BYTES: usize = 40;

const SIGNATURE_LEN: usize = 64;
const FIELDS: usize = 11;

/// What a slip's QR says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What people read aloud.
    pub number: TicketNumber,
    /// The ticket.
    pub ticket: TicketId,
    /// The device whose log holds the ticket's opening, and whose key signs the slip.
    pub device: DeviceId,
    /// In which epoch.
    pub epoch: EpochId,
    /// At which line.
    pub seq: u64,
    /// That line's hash.
    pub line_hash: Sha256,
    /// What it is.
    pub kind: Kind,
    /// The waybill; empty when there is none, and not carried when longer than `MOST_WAYBILL_BYTES`.
    pub waybill: String,
    /// When the ticket was opened.
    pub opened_at: Instant,
    /// When the first promise is due.
    pub first_due: Option<Instant>,
    /// Eighty random bits that whoever asks after the ticket must know.
    pub slip_code: SlipCode,
}

/// Eighty random bits on a customer's slip.
pub type SlipCode = [u8; 10];

/// A slip as it was scanned: not to be believed before its signature is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannedSlip {
    slip: Slip,
    cbor: Vec<u8>,
    signature: Signature,
}

/// Why a text is not a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlipError {
    /// Some other code.
    #[error("this is not a slip of ours")]
    NotASlip,
    /// A slip of a later version.
    #[error("the slip is of a version that is not known")]
    Version,
    /// Cut off or damaged.
    #[error("the slip is damaged")]
    Damaged,
    /// Not signed by the device it names.
    #[error("the slip was not made by the device it names")]
    Signature,
}

/// The slip code of a ticket: whoever holds the ticket's key can print the slip again, and nobody else can guess it.
pub fn slip_code_of(ticket: TicketId, key: &TicketKey) -> SlipCode {
    let whole = hash_of(&framed("slip-code", &[ticket.as_bytes(), key.as_bytes()]));
    *whole.0.first_chunk().expect("a SHA-256 has 32 bytes")
}

/// What a ticket's opening keeps of its slip code.
pub fn slip_code_hash(code: &SlipCode) -> Sha256 {
    hash_of(code)
}

impl Slip {
    /// The text of the QR, signed by the device.
    pub fn qr_text(&self, public_address: Option<&str>, key: &SigningKey) -> String {
        let cbor = self.to_cbor();
        let signature = sign(key, Purpose::Slip, &[&cbor]);
        let code = binary::to_text(&[&cbor[..], signature.as_bytes()].concat());
        match public_address {
            Some(address) => format!("https://{address}/t#1.{code}"),
            None => format!("counterfoil:1.{code}"),
        }
    }

    /// Reads a scanned text and verifies that `key` signed it.
    pub fn read(text: &str, key: &VerifyingKey) -> Result<Self, SlipError> {
        ScannedSlip::parse(text)?.verify(key)
    }

    fn to_cbor(&self) -> Vec<u8> {
        let waybill = if self.waybill.len() > MOST_WAYBILL_BYTES { "" } else { &self.waybill };
        let fields = Value::Array(vec![
            Value::from(self.number.to_string()),
            Value::Bytes(self.ticket.as_bytes().to_vec()),
            Value::Bytes(self.device.as_bytes().to_vec()),
            Value::Bytes(self.epoch.as_bytes().to_vec()),
            Value::from(self.seq),
            Value::Bytes(self.line_hash.0.to_vec()),
            Value::from(self.kind.as_str()),
            Value::from(waybill),
            Value::from(self.opened_at.unix_ms()),
            self.first_due.map_or(Value::Null, |due| Value::from(due.unix_ms())),
            Value::Bytes(self.slip_code.to_vec()),
        ]);
        let mut cbor = Vec::new();
        ciborium::into_writer(&fields, &mut cbor).expect("a vector takes what is written");
        cbor
    }

    fn from_cbor(cbor: &[u8]) -> Option<Self> {
        let Value::Array(fields) = ciborium::from_reader(cbor).ok()? else { return None };
        let fields: [Value; FIELDS] = fields.try_into().ok()?;
        let [number, ticket, device, epoch, seq, line_hash, kind, waybill, opened_at, first_due, slip_code] =
            fields;
        let slip = Self {
            number: number.into_text().ok()?.parse().ok()?,
            ticket: TicketId::from_bytes(bytes(ticket)?),
            device: DeviceId::from_bytes(bytes(device)?),
            epoch: EpochId::from_bytes(bytes(epoch)?),
            seq: seq.into_integer().ok()?.try_into().ok()?,
            line_hash: Sha256(bytes(line_hash)?),
            kind: kind.into_text().ok()?.parse().ok()?,
            waybill: waybill.into_text().ok()?,
            opened_at: moment(opened_at)?,
            first_due: if first_due.is_null() { None } else { Some(moment(first_due)?) },
            slip_code: bytes(slip_code)?,
        };
        // One slip has one form; what follows the array, or is written otherwise, is no slip.
        (slip.to_cbor() == cbor).then_some(slip)
    }
}

impl ScannedSlip {
    /// Reads a scanned text in either form.
    pub fn parse(text: &str) -> Result<Self, SlipError> {
        let text = text.trim();
        let code = match text.strip_prefix("counterfoil:") {
            Some(code) => code,
            None => {
                let rest = text.strip_prefix("https://").ok_or(SlipError::NotASlip)?;
                rest.split_once("/t#").ok_or(SlipError::NotASlip)?.1
            }
        };
        let (version, code) = code.split_once('.').ok_or(SlipError::NotASlip)?;
        if version != "1" {
            return Err(SlipError::Version);
        }
        let bytes = binary::from_text(code).map_err(|_| SlipError::Damaged)?;
        let (cbor, signature) = bytes.split_last_chunk::<SIGNATURE_LEN>().ok_or(SlipError::Damaged)?;
        let slip = Slip::from_cbor(cbor).ok_or(SlipError::Damaged)?;
        Ok(Self { slip, cbor: cbor.to_vec(), signature: Signature::from_bytes(*signature) })
    }

    /// What the slip says, unverified: whose key to look up, which ticket to show.
    pub fn claimed(&self) -> &Slip {
        &self.slip
    }

    /// The slip, if `key` signed it.
    pub fn verify(self, key: &VerifyingKey) -> Result<Slip, SlipError> {
        verify(key, Purpose::Slip, &[&self.cbor], &self.signature).map_err(|_| SlipError::Signature)?;
        Ok(self.slip)
    }
}

fn bytes<const N: usize>(value: Value) -> Option<[u8; N]> {
    value.into_bytes().ok()?.try_into().ok()
}

fn moment(value: Value) -> Option<Instant> {
    value.into_integer().ok()?.try_into().ok().map(Instant::from_unix_ms)
}
