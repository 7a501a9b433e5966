//! Devices, codes, nonces and tokens.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Instant, Sha256};
use protocol::{SealedDatabaseKey, SealingPublicKey, VerifyingKey};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::{
    Sqlite,
    services::find_own_letter,
    values::{bytes, bytes_or_none, moment, text, text_or_none},
};
use crate::store::{Contact, Device, Devices, Enrolment, EnrolmentOffer, NewDevice, StoreError, TokenHolder};

const DEVICE: &str =
    "SELECT devices.id, branch_id, counter_letter, counter_name, pc_name, app_version, signing_key,
        sealing_key, enrolled_at, revoked_at, contact_at, waiting_lines, waiting_photos, oldest_waiting_at, epoch_id,
        clock_offset_ms, replaced_by
    FROM devices";

#[async_trait]
impl Devices for Sqlite {
    async fn add_enrolment_offer(&self, offer: EnrolmentOffer) -> Result<(), StoreError> {
        self.write(move |tx| {
            if find_own_letter(tx, offer.branch)? == Some(offer.counter_letter) {
                return Err(StoreError::Taken);
            }
            tx.execute(
                "INSERT INTO enrolment_codes (secret_hash, branch_id, counter_letter, counter_name, expires_at, recovers)
                 VALUES (:secret_hash, :branch_id, :counter_letter, :counter_name, :expires_at, :recovers)",
                named_params! {
                    ":secret_hash": offer.secret.0,
                    ":branch_id": offer.branch.as_bytes(),
                    ":counter_letter": offer.counter_letter.to_string(),
                    ":counter_name": offer.counter_name,
                    ":expires_at": moment(offer.expires_at),
                    ":recovers": offer.recovers.as_ref().map(DeviceId::as_bytes),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn list_enrolment_offers(&self, now: Instant) -> Result<Vec<EnrolmentOffer>, StoreError> {
        self.read(move |tx| {
            let mut list = tx.prepare_cached(
                "SELECT secret_hash, branch_id, counter_letter, counter_name, expires_at, recovers FROM enrolment_codes
                 WHERE used_at IS NULL AND expires_at > :now ORDER BY expires_at, secret_hash",
            )?;
            let read = |row: &Row<'_>| offered(row, bytes(row, "secret_hash")?);
            let offers = list.query_map(named_params! { ":now": moment(now) }, read)?;
            Ok(offers.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn withdraw_enrolment_offer(&self, secret: Sha256, now: Instant) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let withdrawn = tx.execute(
                "UPDATE enrolment_codes SET expires_at = :now
                 WHERE secret_hash = :secret_hash AND used_at IS NULL AND expires_at > :now",
                named_params! { ":now": moment(now), ":secret_hash": secret.0 },
            )?;
            Ok(withdrawn > 0)
        })
        .await
    }

    async fn enrol(&self, secret: Sha256, device: NewDevice, now: Instant) -> Result<Enrolment, StoreError> {
        self.write(move |tx| {
            let Some((offer, used_by)) = offer(tx, secret)? else { return Ok(Enrolment::Unknown) };
            if let Some(used_by) = used_by {
                // The answer was lost on the way: whoever used the code asks again, with the same keys.
                let known = find(tx, used_by)?;
                let is_same = known.is_some_and(|known| {
                    (known.id, known.signing_key, known.sealing_key)
                        == (device.id, device.signing_key, device.sealing_key)
                });
                return Ok(if is_same { Enrolment::Done(offer) } else { Enrolment::Used });
            }
            if offer.expires_at <= now {
                return Ok(Enrolment::Expired);
            }
            if let Some(refusal) = refusal(tx, &device, &offer)? {
                return Ok(refusal);
            }
            tx.execute(
                "UPDATE enrolment_codes SET used_at = :now, used_by = :used_by WHERE secret_hash = :secret_hash",
                named_params! {
                    ":now": moment(now),
                    ":used_by": device.id.as_bytes(),
                    ":secret_hash": secret.0,
                },
            )?;
            match find(tx, device.id)? {
                None => insert(tx, &device, &offer, now)?,
                Some(known) if comes_again(&known, &device, &offer) => admit_again(tx, &device, &offer)?,
                Some(_) => return Err(StoreError::Taken),
            }
            if let Some(old) = offer.recovers {
                replace(tx, old, device.id, now)?;
            }
            Ok(Enrolment::Done(offer))
        })
        .await
    }

    async fn find_device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        self.read(move |tx| find(tx, id)).await
    }

    async fn list_devices(&self, branch: BranchId) -> Result<Vec<Device>, StoreError> {
        self.list_devices_of(vec![branch]).await
    }

    async fn list_devices_of(&self, branches: Vec<BranchId>) -> Result<Vec<Device>, StoreError> {
        self.read(move |tx| {
            let mut of_branch =
                tx.prepare_cached(&format!("{DEVICE} WHERE branch_id = :branch_id ORDER BY rowid"))?;
            let mut devices = Vec::new();
            for branch in branches {
                let rows = of_branch.query_map(named_params! { ":branch_id": branch.as_bytes() }, device)?;
                for device in rows {
                    devices.push(device?);
                }
            }
            Ok(devices)
        })
        .await
    }

    async fn revoke_device(&self, id: DeviceId, now: Instant) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let revoked = tx.execute(
                "UPDATE devices SET revoked_at = coalesce(revoked_at, :now) WHERE id = :id",
                named_params! { ":now": moment(now), ":id": id.as_bytes() },
            )?;
            Ok(revoked > 0)
        })
        .await
    }

    async fn note_contact(&self, id: DeviceId, contact: Contact, now: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "UPDATE devices SET contact_at = :now, app_version = :app_version, waiting_lines = :waiting_lines,
                    waiting_photos = :waiting_photos, oldest_waiting_at = :oldest_waiting_at, epoch_id = :epoch_id,
                    clock_offset_ms = :clock_offset_ms
                 WHERE id = :id",
                named_params! {
                    ":now": moment(now),
                    ":app_version": contact.app_version,
                    ":waiting_lines": contact.waiting_lines,
                    ":waiting_photos": contact.waiting_photos,
                    ":oldest_waiting_at": contact.oldest_waiting_at.map(moment),
                    ":epoch_id": contact.epoch.as_bytes(),
                    ":clock_offset_ms": contact.clock_offset_ms,
                    ":id": id.as_bytes(),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn keep_deposit(&self, id: DeviceId, sealed: SealedDatabaseKey) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "UPDATE devices SET sealed_database_key = :sealed WHERE id = :id",
                named_params! { ":sealed": sealed.as_bytes(), ":id": id.as_bytes() },
            )?;
            Ok(())
        })
        .await
    }

    async fn find_deposit(&self, id: DeviceId) -> Result<Option<SealedDatabaseKey>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached("SELECT sealed_database_key FROM devices WHERE id = :id")?;
            let at = named_params! { ":id": id.as_bytes() };
            Ok(found.query_row(at, |row| bytes_or_none(row, "sealed_database_key")).optional()?.flatten())
        })
        .await
    }

    async fn add_nonce(
        &self,
        nonce: [u8; 32],
        device: DeviceId,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO login_nonces (nonce, device_id, expires_at) VALUES (:nonce, :device_id, :expires_at)",
                named_params! {
                    ":nonce": nonce,
                    ":device_id": device.as_bytes(),
                    ":expires_at": moment(expires_at),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn take_nonce(&self, nonce: [u8; 32], device: DeviceId, now: Instant) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let taken = tx.execute(
                "DELETE FROM login_nonces
                 WHERE nonce = :nonce AND device_id = :device_id AND expires_at > :now",
                named_params! { ":nonce": nonce, ":device_id": device.as_bytes(), ":now": moment(now) },
            )?;
            tx.execute(
                "DELETE FROM login_nonces WHERE expires_at <= :now",
                named_params! { ":now": moment(now) },
            )?;
            Ok(taken > 0)
        })
        .await
    }

    async fn add_token(
        &self,
        token: Sha256,
        device: DeviceId,
        push_only: bool,
        expires_at: Instant,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO device_tokens (token_hash, device_id, push_only, expires_at)
                 VALUES (:token_hash, :device_id, :push_only, :expires_at)",
                named_params! {
                    ":token_hash": token.0,
                    ":device_id": device.as_bytes(),
                    ":push_only": push_only,
                    ":expires_at": moment(expires_at),
                },
            )?;
            tx.execute(
                "DELETE FROM device_tokens WHERE expires_at <= :now",
                named_params! { ":now": moment(now) },
            )?;
            Ok(())
        })
        .await
    }

    async fn find_token(&self, token: Sha256, now: Instant) -> Result<Option<TokenHolder>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{} JOIN device_tokens ON device_id = devices.id
                 WHERE token_hash = :token_hash AND expires_at > :now",
                DEVICE.replacen("FROM", ", push_only, expires_at FROM", 1)
            ))?;
            let at = named_params! { ":token_hash": token.0, ":now": moment(now) };
            let holder = found.query_row(at, |row| {
                let device = device(row)?;
                let push_only = row.get::<_, bool>("push_only")? || device.revoked_at.is_some();
                Ok(TokenHolder { device, push_only, expires_at: text(row, "expires_at")? })
            });
            Ok(holder.optional()?)
        })
        .await
    }
}

fn find(tx: &Transaction<'_>, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let mut found = tx.prepare_cached(&format!("{DEVICE} WHERE devices.id = :id"))?;
    Ok(found.query_row(named_params! { ":id": id.as_bytes() }, device).optional()?)
}

/// A code that was given out, and who used it.
fn offer(
    tx: &Transaction<'_>,
    secret: Sha256,
) -> Result<Option<(EnrolmentOffer, Option<DeviceId>)>, StoreError> {
    let found = tx.query_row(
        "SELECT branch_id, counter_letter, counter_name, expires_at, used_by, recovers FROM enrolment_codes
         WHERE secret_hash = :secret_hash",
        named_params! { ":secret_hash": secret.0 },
        |row| Ok((offered(row, secret)?, bytes_or_none(row, "used_by")?)),
    );
    Ok(found.optional()?)
}

fn offered(row: &Row<'_>, secret: Sha256) -> rusqlite::Result<EnrolmentOffer> {
    Ok(EnrolmentOffer {
        secret,
        branch: bytes(row, "branch_id")?,
        counter_letter: text(row, "counter_letter")?,
        counter_name: row.get("counter_name")?,
        expires_at: text(row, "expires_at")?,
        recovers: bytes_or_none(row, "recovers")?,
    })
}

/// Why a code that is good may not be used: what it gives was given to another meanwhile.
fn refusal(
    tx: &Transaction<'_>,
    device: &NewDevice,
    offer: &EnrolmentOffer,
) -> Result<Option<Enrolment>, StoreError> {
    let others = tx
        .prepare_cached(&format!("{DEVICE} WHERE branch_id = :branch_id AND devices.id <> :id"))?
        .query_map(
            named_params! { ":branch_id": offer.branch.as_bytes(), ":id": device.id.as_bytes() },
            self::device,
        )?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(offer.refused_for(&others))
}

/// The device whose keys were lost may only push from now on, and another goes on with its work, and with that of those
/// whose work it had taken over itself.
fn replace(tx: &Transaction<'_>, old: DeviceId, new: DeviceId, now: Instant) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE devices SET revoked_at = coalesce(revoked_at, :now), replaced_by = :new
         WHERE id = :old OR replaced_by = :old",
        named_params! { ":now": moment(now), ":new": new.as_bytes(), ":old": old.as_bytes() },
    )?;
    Ok(())
}

/// A device that headquarters shut out, or that it was told to ask for another place, has its log and its keys still.
fn comes_again(known: &Device, device: &NewDevice, offer: &EnrolmentOffer) -> bool {
    known.signing_key == device.signing_key
        && known.branch == offer.branch
        && known.replaced_by.is_none()
        && offer.recovers.is_none()
}

fn admit_again(tx: &Transaction<'_>, device: &NewDevice, offer: &EnrolmentOffer) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE devices SET counter_letter = :counter_letter, counter_name = :counter_name, pc_name = :pc_name,
            app_version = :app_version, sealing_key = :sealing_key, revoked_at = NULL
         WHERE id = :id",
        named_params! {
            ":id": device.id.as_bytes(),
            ":counter_letter": offer.counter_letter.to_string(),
            ":counter_name": offer.counter_name,
            ":pc_name": device.pc_name,
            ":app_version": device.app_version,
            ":sealing_key": device.sealing_key.as_bytes(),
        },
    )?;
    Ok(())
}

fn insert(
    tx: &Transaction<'_>,
    device: &NewDevice,
    offer: &EnrolmentOffer,
    now: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO devices (id, branch_id, counter_letter, counter_name, pc_name, app_version, signing_key,
            sealing_key, enrolled_at)
         VALUES (:id, :branch_id, :counter_letter, :counter_name, :pc_name, :app_version, :signing_key,
            :sealing_key, :enrolled_at)",
        named_params! {
            ":id": device.id.as_bytes(),
            ":branch_id": offer.branch.as_bytes(),
            ":counter_letter": offer.counter_letter.to_string(),
            ":counter_name": offer.counter_name,
            ":pc_name": device.pc_name,
            ":app_version": device.app_version,
            ":signing_key": device.signing_key.as_bytes(),
            ":sealing_key": device.sealing_key.as_bytes(),
            ":enrolled_at": moment(now),
        },
    )?;
    Ok(())
}

fn device(row: &Row<'_>) -> rusqlite::Result<Device> {
    let signing_key = VerifyingKey::from_bytes(&row.get("signing_key")?).ok_or_else(|| {
        let damaged = StoreError::Damaged("signing key");
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(damaged))
    })?;
    Ok(Device {
        id: bytes(row, "id")?,
        branch: bytes(row, "branch_id")?,
        counter_letter: text(row, "counter_letter")?,
        counter_name: row.get("counter_name")?,
        pc_name: row.get("pc_name")?,
        app_version: row.get("app_version")?,
        signing_key,
        sealing_key: SealingPublicKey::from_bytes(row.get("sealing_key")?),
        enrolled_at: text(row, "enrolled_at")?,
        revoked_at: text_or_none(row, "revoked_at")?,
        contact_at: text_or_none(row, "contact_at")?,
        waiting_lines: row.get("waiting_lines")?,
        waiting_photos: row.get("waiting_photos")?,
        oldest_waiting_at: text_or_none(row, "oldest_waiting_at")?,
        epoch: bytes_or_none(row, "epoch_id")?,
        clock_offset_ms: row.get("clock_offset_ms")?,
        replaced_by: bytes_or_none(row, "replaced_by")?,
    })
}
