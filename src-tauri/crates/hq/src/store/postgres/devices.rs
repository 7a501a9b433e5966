//! Devices, codes, nonces and tokens.

use async_trait::async_trait;
use deadpool_postgres::{GenericClient, Transaction};
use domain::{BranchId, DeviceId, Instant, Sha256};
use protocol::{SealedDatabaseKey, SealingPublicKey, VerifyingKey};
use tokio_postgres::Row;

use super::{
    Postgres,
    services::{find_own_letter, hold_letters},
    values::{
        Id, at, at_or_none, bytes, bytes_or_none, count, hash, id, id_or_none, moment, text, uuids, whole,
    },
};
use crate::store::{Contact, Device, Devices, Enrolment, EnrolmentOffer, NewDevice, StoreError, TokenHolder};

const DEVICE: &str =
    "SELECT devices.id, branch_id, counter_letter, counter_name, pc_name, app_version, signing_key, sealing_key,
        enrolled_at, revoked_at, contact_at, waiting_lines, waiting_photos, oldest_waiting_at, epoch_id,
        clock_offset_ms, replaced_by
    FROM devices";

#[async_trait]
impl Devices for Postgres {
    async fn add_enrolment_offer(&self, offer: EnrolmentOffer) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        hold_letters(&tx, offer.branch).await?;
        if find_own_letter(&tx, offer.branch).await? == Some(offer.counter_letter) {
            return Err(StoreError::Taken);
        }
        tx.execute(
            "INSERT INTO enrolment_codes (secret_hash, branch_id, counter_letter, counter_name, expires_at, recovers)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                &&offer.secret.0[..],
                &offer.branch.uuid(),
                &offer.counter_letter.to_string(),
                &offer.counter_name,
                &moment(offer.expires_at),
                &offer.recovers.map(|device| device.uuid()),
            ],
        )
        .await?;
        Ok(tx.commit().await?)
    }

    async fn list_enrolment_offers(&self, now: Instant) -> Result<Vec<EnrolmentOffer>, StoreError> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT secret_hash, branch_id, counter_letter, counter_name, expires_at, recovers FROM enrolment_codes
                 WHERE used_at IS NULL AND expires_at > $1 ORDER BY expires_at, secret_hash",
                &[&moment(now)],
            )
            .await?;
        rows.iter().map(|row| offered(row, hash(row, "secret_hash")?)).collect()
    }

    async fn withdraw_enrolment_offer(&self, secret: Sha256, now: Instant) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let withdrawn = client
            .execute(
                "UPDATE enrolment_codes SET expires_at = $2
                 WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2",
                &[&&secret.0[..], &moment(now)],
            )
            .await?;
        Ok(withdrawn > 0)
    }

    async fn enrol(&self, secret: Sha256, device: NewDevice, now: Instant) -> Result<Enrolment, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let Some((offer, used_by)) = offer(&tx, secret).await? else { return Ok(Enrolment::Unknown) };
        if let Some(used_by) = used_by {
            // The answer was lost on the way: whoever used the code asks again, with the same keys.
            let known = find(&tx, used_by).await?;
            let is_same = known.is_some_and(|known| {
                (known.id, known.signing_key, known.sealing_key)
                    == (device.id, device.signing_key, device.sealing_key)
            });
            return Ok(if is_same { Enrolment::Done(offer) } else { Enrolment::Used });
        }
        if offer.expires_at <= now {
            return Ok(Enrolment::Expired);
        }
        hold_letters(&tx, offer.branch).await?;
        let others = format!("{DEVICE} WHERE branch_id = $1 AND devices.id <> $2");
        let others = tx.query(&others, &[&offer.branch.uuid(), &device.id.uuid()]).await?;
        let others: Vec<_> = others.iter().map(self::device).collect::<Result<_, _>>()?;
        if let Some(refusal) = offer.refused_for(&others) {
            return Ok(refusal);
        }
        tx.execute(
            "UPDATE enrolment_codes SET used_at = $2, used_by = $3 WHERE secret_hash = $1",
            &[&&secret.0[..], &moment(now), &device.id.uuid()],
        )
        .await?;
        match find(&tx, device.id).await? {
            None => insert(&tx, &device, &offer, now).await?,
            Some(known) if comes_again(&known, &device, &offer) => admit_again(&tx, &device, &offer).await?,
            Some(_) => return Err(StoreError::Taken),
        }
        if let Some(old) = offer.recovers {
            replace(&tx, old, device.id, now).await?;
        }
        self.teller.changed(&tx).await?;
        tx.commit().await?;
        Ok(Enrolment::Done(offer))
    }

    async fn find_device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        find(&self.client().await?, id).await
    }

    async fn list_devices(&self, branch: BranchId) -> Result<Vec<Device>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(&format!("{DEVICE} WHERE branch_id = $1 ORDER BY enrolled_at, devices.id"))
            .await?;
        client.query(&found, &[&branch.uuid()]).await?.iter().map(device).collect()
    }

    async fn list_devices_of(&self, branches: Vec<BranchId>) -> Result<Vec<Device>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(&format!("{DEVICE} WHERE branch_id = ANY ($1) ORDER BY enrolled_at, devices.id"))
            .await?;
        client.query(&found, &[&uuids(branches)]).await?.iter().map(device).collect()
    }

    async fn revoke_device(&self, id: DeviceId, now: Instant) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let revoked = tx
            .execute(
                "UPDATE devices SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1",
                &[&id.uuid(), &moment(now)],
            )
            .await?;
        self.teller.changed(&tx).await?;
        tx.commit().await?;
        Ok(revoked > 0)
    }

    async fn note_contact(&self, id: DeviceId, contact: Contact, now: Instant) -> Result<(), StoreError> {
        let client = self.light_client().await?;
        let note = client
            .prepare_cached(
                "UPDATE devices SET contact_at = $2, app_version = $3, waiting_lines = $4, waiting_photos = $5,
                    oldest_waiting_at = $6, epoch_id = $7, clock_offset_ms = $8
                 WHERE id = $1",
            )
            .await?;
        client
            .execute(
                &note,
                &[
                    &id.uuid(),
                    &moment(now),
                    &contact.app_version,
                    &whole(contact.waiting_lines),
                    &whole(contact.waiting_photos),
                    &contact.oldest_waiting_at.map(moment),
                    &contact.epoch.uuid(),
                    &contact.clock_offset_ms,
                ],
            )
            .await?;
        Ok(())
    }

    async fn keep_deposit(&self, id: DeviceId, sealed: SealedDatabaseKey) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "UPDATE devices SET sealed_database_key = $2 WHERE id = $1",
                &[&id.uuid(), &&sealed.as_bytes()[..]],
            )
            .await?;
        Ok(())
    }

    async fn find_deposit(&self, id: DeviceId) -> Result<Option<SealedDatabaseKey>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached("SELECT sealed_database_key FROM devices WHERE id = $1").await?;
        let row = client.query_opt(&found, &[&id.uuid()]).await?;
        let sealed = row.map(|row| bytes_or_none(&row, "sealed_database_key")).transpose()?.flatten();
        Ok(sealed.map(SealedDatabaseKey::from_bytes))
    }

    async fn add_nonce(
        &self,
        nonce: [u8; 32],
        device: DeviceId,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        let client = self.light_client().await?;
        let keep = client
            .prepare_cached("INSERT INTO login_nonces (nonce, device_id, expires_at) VALUES ($1, $2, $3)")
            .await?;
        client.execute(&keep, &[&&nonce[..], &device.uuid(), &moment(expires_at)]).await?;
        Ok(())
    }

    async fn take_nonce(&self, nonce: [u8; 32], device: DeviceId, now: Instant) -> Result<bool, StoreError> {
        let client = self.light_client().await?;
        let take = client
            .prepare_cached(
                "WITH ended AS (DELETE FROM login_nonces WHERE expires_at <= $3)
                 DELETE FROM login_nonces WHERE nonce = $1 AND device_id = $2 AND expires_at > $3",
            )
            .await?;
        Ok(client.execute(&take, &[&&nonce[..], &device.uuid(), &moment(now)]).await? > 0)
    }

    async fn add_token(
        &self,
        token: Sha256,
        device: DeviceId,
        push_only: bool,
        expires_at: Instant,
        now: Instant,
    ) -> Result<(), StoreError> {
        let client = self.light_client().await?;
        let keep = client
            .prepare_cached(
                "WITH ended AS (DELETE FROM device_tokens WHERE expires_at <= $5)
                 INSERT INTO device_tokens (token_hash, device_id, push_only, expires_at) VALUES ($1, $2, $3, $4)",
            )
            .await?;
        let values = (moment(expires_at), moment(now));
        client.execute(&keep, &[&&token.0[..], &device.uuid(), &push_only, &values.0, &values.1]).await?;
        Ok(())
    }

    async fn find_token(&self, token: Sha256, now: Instant) -> Result<Option<TokenHolder>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(&format!(
                "{} JOIN device_tokens ON device_id = devices.id WHERE token_hash = $1 AND expires_at > $2",
                DEVICE.replacen("FROM", ", push_only, expires_at FROM", 1)
            ))
            .await?;
        let holder = |row: Row| {
            let device = device(&row)?;
            let push_only = row.try_get::<_, bool>("push_only")? || device.revoked_at.is_some();
            Ok(TokenHolder { device, push_only, expires_at: at(&row, "expires_at")? })
        };
        client.query_opt(&found, &[&&token.0[..], &moment(now)]).await?.map(holder).transpose()
    }
}

async fn find(client: &impl GenericClient, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let found = client.prepare_cached(&format!("{DEVICE} WHERE devices.id = $1")).await?;
    client.query_opt(&found, &[&id.uuid()]).await?.as_ref().map(device).transpose()
}

/// A code that was given out, and who used it; nobody else uses it until this transaction ends.
async fn offer(
    tx: &Transaction<'_>,
    secret: Sha256,
) -> Result<Option<(EnrolmentOffer, Option<DeviceId>)>, StoreError> {
    let found = tx
        .query_opt(
            "SELECT branch_id, counter_letter, counter_name, expires_at, used_by, recovers FROM enrolment_codes
             WHERE secret_hash = $1 FOR UPDATE",
            &[&&secret.0[..]],
        )
        .await?;
    let read = |row: Row| Ok((offered(&row, secret)?, id_or_none(&row, "used_by")?));
    found.map(read).transpose()
}

fn offered(row: &Row, secret: Sha256) -> Result<EnrolmentOffer, StoreError> {
    Ok(EnrolmentOffer {
        secret,
        branch: id(row, "branch_id")?,
        counter_letter: text(row, "counter_letter")?,
        counter_name: row.try_get("counter_name")?,
        expires_at: at(row, "expires_at")?,
        recovers: id_or_none(row, "recovers")?,
    })
}

/// The device whose keys were lost may only push from now on, and another goes on with its work, and with that of those
/// whose work it had taken over itself.
async fn replace(tx: &Transaction<'_>, old: DeviceId, new: DeviceId, now: Instant) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE devices SET revoked_at = coalesce(revoked_at, $3), replaced_by = $2
         WHERE id = $1 OR replaced_by = $1",
        &[&old.uuid(), &new.uuid(), &moment(now)],
    )
    .await?;
    Ok(())
}

/// A device that headquarters shut out, or that it was told to ask for another place, has its log and its keys still.
fn comes_again(known: &Device, device: &NewDevice, offer: &EnrolmentOffer) -> bool {
    known.signing_key == device.signing_key
        && known.branch == offer.branch
        && known.replaced_by.is_none()
        && offer.recovers.is_none()
}

async fn admit_again(
    tx: &Transaction<'_>,
    device: &NewDevice,
    offer: &EnrolmentOffer,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE devices SET counter_letter = $2, counter_name = $3, pc_name = $4, app_version = $5, sealing_key = $6,
            revoked_at = NULL
         WHERE id = $1",
        &[
            &device.id.uuid(),
            &offer.counter_letter.to_string(),
            &offer.counter_name,
            &device.pc_name,
            &device.app_version,
            &&device.sealing_key.as_bytes()[..],
        ],
    )
    .await?;
    Ok(())
}

async fn insert(
    tx: &Transaction<'_>,
    device: &NewDevice,
    offer: &EnrolmentOffer,
    now: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO devices (id, branch_id, counter_letter, counter_name, pc_name, app_version, signing_key,
            sealing_key, enrolled_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &device.id.uuid(),
            &offer.branch.uuid(),
            &offer.counter_letter.to_string(),
            &offer.counter_name,
            &device.pc_name,
            &device.app_version,
            &&device.signing_key.as_bytes()[..],
            &&device.sealing_key.as_bytes()[..],
            &moment(now),
        ],
    )
    .await?;
    Ok(())
}

fn device(row: &Row) -> Result<Device, StoreError> {
    let signing_key = VerifyingKey::from_bytes(&bytes(row, "signing_key")?);
    Ok(Device {
        id: id(row, "id")?,
        branch: id(row, "branch_id")?,
        counter_letter: text(row, "counter_letter")?,
        counter_name: row.try_get("counter_name")?,
        pc_name: row.try_get("pc_name")?,
        app_version: row.try_get("app_version")?,
        signing_key: signing_key.ok_or(StoreError::Damaged("signing key"))?,
        sealing_key: SealingPublicKey::from_bytes(bytes(row, "sealing_key")?),
        enrolled_at: at(row, "enrolled_at")?,
        revoked_at: at_or_none(row, "revoked_at")?,
        contact_at: at_or_none(row, "contact_at")?,
        waiting_lines: count(row, "waiting_lines")?,
        waiting_photos: count(row, "waiting_photos")?,
        oldest_waiting_at: at_or_none(row, "oldest_waiting_at")?,
        epoch: id_or_none(row, "epoch_id")?,
        clock_offset_ms: row.try_get("clock_offset_ms")?,
        replaced_by: id_or_none(row, "replaced_by")?,
    })
}
