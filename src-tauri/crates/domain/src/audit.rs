//! What headquarters' audit log tells of: every look at personal data, and every act of those who run headquarters.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{UnknownWord, vocabulary::closed};

closed! {
    /// What somebody did or looked at. Words are only added: rows are kept without end date.
    AuditAct {
        /// Signed in.
        SignedIn = "signed_in",
        /// A name, a password or a code was wrong.
        SignInFailed = "sign_in_failed",
        /// A name that was tried too often.
        SignInLocked = "sign_in_locked",
        /// Gave the right password, and no code of the second step with it.
        PasswordFitted = "password_fitted",
        /// Signed out.
        SignedOut = "signed_out",
        /// Ended a session of their own elsewhere.
        SessionEnded = "session_ended",
        /// Chose another password for themselves.
        PasswordChanged = "password_changed",
        /// Set the second step up for themselves.
        SecondStepSet = "second_step_set",
        /// Signed in with a recovery code in place of the second step.
        RecoveryCodeUsed = "recovery_code_used",
        /// Looked at a list of tickets.
        TicketsListed = "tickets_listed",
        /// Searched for tickets.
        TicketsSearched = "tickets_searched",
        /// Looked at a ticket.
        TicketOpened = "ticket_opened",
        /// Looked at a ticket's photos.
        PhotoOpened = "photo_opened",
        /// Saved an attachment.
        AttachmentSaved = "attachment_saved",
        /// Decided a claim.
        ClaimDecided = "claim_decided",
        /// Released what another decided.
        ClaimReleased = "claim_released",
        /// Gave a task.
        TaskGiven = "task_given",
        /// Said who caused it.
        FaultAdjudicated = "fault_adjudicated",
        /// Linked two tickets.
        KinLinked = "kin_linked",
        /// Merged one ticket into another.
        KinMerged = "kin_merged",
        /// Took a link or a merging back.
        KinTakenBack = "kin_taken_back",
        /// Had a line that was set aside judged again, or filed it.
        AsideHandled = "aside_handled",
        /// Took a carry-over in.
        CarryOverTakenIn = "carry_over_taken_in",
        /// Published rules.
        PolicyPublished = "policy_published",
        /// Read this log.
        AuditRead = "audit_read",
        /// Saved this log as a file.
        AuditExported = "audit_exported",
        /// Added an account.
        AccountAdded = "account_added",
        /// Gave an account other roles.
        AccountRolesChanged = "account_roles_changed",
        /// Gave an account another unit.
        AccountUnitChanged = "account_unit_changed",
        /// Gave an account a password to hand over.
        PasswordGiven = "password_given",
        /// Took the second step off an account.
        SecondStepRemoved = "second_step_removed",
        /// Let an account that was tried too often sign in again.
        AccountUnlocked = "account_unlocked",
        /// Closed an account.
        AccountClosed = "account_closed",
        /// Opened an account that was closed.
        AccountOpened = "account_opened",
        /// Named somebody who works at a branch.
        PersonAdded = "person_added",
        /// Said something else of somebody who works at a branch.
        PersonChanged = "person_changed",
        /// Added a unit.
        UnitAdded = "unit_added",
        /// Said in which region a unit is.
        RegionSet = "region_set",
        /// Gave out a code for a counter.
        CodeOffered = "code_offered",
        /// Gave out a code for a counter whose keys were lost.
        RecoveryOffered = "recovery_offered",
        /// Took back a code that nobody had used.
        CodeWithdrawn = "code_withdrawn",
        /// Revoked a device.
        DeviceRevoked = "device_revoked",
        /// Added a release of the counters' program.
        ReleaseAdded = "release_added",
        /// Said which counters get a release.
        ReleaseStaged = "release_staged",
        /// Held a release back.
        ReleasePaused = "release_paused",
        /// Withdrew a release for ever.
        ReleaseWithdrawn = "release_withdrawn",
        /// Let another system speak to headquarters.
        ServiceAdded = "service_added",
        /// Gave another system a new token in place of the one it had.
        ServiceTokenGiven = "service_token_given",
        /// Let another system speak to headquarters no more.
        ServiceRevoked = "service_revoked",
        /// Took in a ticket that another system brought.
        TicketTakenIn = "ticket_taken_in",
        /// Made a backup.
        BackupMade = "backup_made",
        /// Restored a backup.
        BackupRestored = "backup_restored",
        /// Wrote every log into a folder.
        LogsExported = "logs_exported",
        /// Moved headquarters from its file into another database.
        HeadquartersMoved = "headquarters_moved",
        /// Made every projection again.
        ProjectionsRebuilt = "projections_rebuilt",
        /// Forgot a ticket's customer.
        TicketForgotten = "ticket_forgotten",
        /// Had another system told of what happens.
        WebhookAdded = "webhook_added",
        /// Changed what a system is told, where, or whether it is at the moment.
        WebhookChanged = "webhook_changed",
        /// Gave a webhook another secret.
        WebhookSecretRenewed = "webhook_secret_renewed",
        /// Removed a webhook.
        WebhookRemoved = "webhook_removed",
        /// Had something sent to a webhook, as a test or once more.
        WebhookTried = "webhook_tried",
    }
}
