//! The tables, column by column, as both stores have them.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id of 16 bytes: `uuid`, or a blob.
    Id,
    /// Bytes: `bytea`, or a blob.
    Bytes,
    /// Text.
    Text,
    /// A line of a log, which may be anything: `text` with U+0000 escaped.
    Line,
    /// A whole number of 64 bits: `bigint`.
    Whole,
    /// One of 32: `integer`.
    Small,
    /// Yes or no: `boolean`, or 0 and 1.
    Yes,
    /// A moment: `timestamptz`, or RFC 3339.
    Moment,
}

/// A table.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order in which rows are carried.
    pub columns: &'static [(&'static str, Kind)],
}

impl Table {
    /// Its columns, parted by commas.
    pub fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }
}

use Kind::{Bytes, Id, Line, Moment, Small, Text, Whole, Yes};

/// Small tables that are carried whole, each after those that it refers to.
pub const WHOLE: &[Table] = &[
    Table {
        name: "units",
        columns: &[
            ("id", Id),
            ("parent_id", Id),
            ("level", Text),
            ("name", Text),
            ("code", Text),
            ("letter", Text),
            ("address", Text),
            ("phone", Text),
            ("region", Text),
        ],
    },
    Table { name: "settings", columns: &[("name", Text), ("value", Text)] },
    Table { name: "trust", columns: &[("purpose", Text), ("sealed_key", Bytes), ("certificate", Text)] },
    Table {
        name: "accounts",
        columns: &[
            ("name", Text),
            ("password", Text),
            ("unit_id", Id),
            ("roles", Text),
            ("person_id", Id),
            ("created_at", Moment),
            ("closed_at", Moment),
            ("must_change", Yes),
            ("signed_in_at", Moment),
            ("step_secret", Bytes),
            ("step_since", Moment),
            ("step_used", Whole),
            ("step_due_at", Moment),
        ],
    },
    Table { name: "recovery_codes", columns: &[("account", Text), ("mark", Bytes)] },
    Table {
        name: "page_sessions",
        columns: &[
            ("token_hash", Bytes),
            ("account", Text),
            ("csrf", Text),
            ("started_at", Moment),
            ("used_at", Moment),
            ("address", Text),
            ("expires_at", Moment),
        ],
    },
    Table {
        name: "sign_in_failures",
        columns: &[("who_hash", Bytes), ("failures", Small), ("blocked_until", Moment)],
    },
    Table {
        name: "devices",
        columns: &[
            ("id", Id),
            ("branch_id", Id),
            ("counter_letter", Text),
            ("counter_name", Text),
            ("pc_name", Text),
            ("app_version", Text),
            ("signing_key", Bytes),
            ("sealing_key", Bytes),
            ("enrolled_at", Moment),
            ("revoked_at", Moment),
            ("contact_at", Moment),
            ("waiting_lines", Whole),
            ("waiting_photos", Whole),
            ("oldest_waiting_at", Moment),
            ("epoch_id", Id),
            ("clock_offset_ms", Whole),
            ("replaced_by", Id),
            ("sealed_database_key", Bytes),
        ],
    },
    Table {
        name: "enrolment_codes",
        columns: &[
            ("secret_hash", Bytes),
            ("branch_id", Id),
            ("counter_letter", Text),
            ("counter_name", Text),
            ("expires_at", Moment),
            ("used_at", Moment),
            ("used_by", Id),
            ("recovers", Id),
        ],
    },
    Table { name: "login_nonces", columns: &[("nonce", Bytes), ("device_id", Id), ("expires_at", Moment)] },
    Table {
        name: "device_tokens",
        columns: &[("token_hash", Bytes), ("device_id", Id), ("push_only", Yes), ("expires_at", Moment)],
    },
    Table {
        name: "services",
        columns: &[
            ("id", Id),
            ("name", Text),
            ("scopes", Text),
            ("unit_id", Id),
            ("default_branch", Id),
            ("token_hash", Bytes),
            ("created_at", Moment),
            ("created_by", Text),
            ("ends_at", Moment),
            ("revoked_at", Moment),
            ("used_at", Moment),
        ],
    },
    Table {
        name: "service_references",
        columns: &[
            ("service_id", Id),
            ("mark", Bytes),
            ("ticket_id", Id),
            ("branch_id", Id),
            ("content", Bytes),
            ("at", Moment),
        ],
    },
    Table { name: "own_letters", columns: &[("branch_id", Id), ("letter", Text)] },
    Table {
        name: "policies",
        columns: &[
            ("version", Text),
            ("valid_from", Text),
            ("signed", Text),
            ("published_at", Moment),
            ("published_by", Text),
            ("words", Text),
        ],
    },
    Table {
        name: "releases",
        columns: &[
            ("target", Text),
            ("version", Text),
            ("sha256", Bytes),
            ("statement", Text),
            ("signature", Bytes),
            ("state", Text),
            ("percent", Small),
            ("units", Text),
            ("added_at", Moment),
            ("added_by", Text),
            ("changed_at", Moment),
            ("changed_by", Text),
        ],
    },
    Table {
        name: "webhooks",
        columns: &[
            ("id", Id),
            ("name", Text),
            ("url", Text),
            ("kinds", Text),
            ("unit_id", Id),
            ("secret", Bytes),
            ("former_secret", Bytes),
            ("former_until", Moment),
            ("paused_at", Moment),
            ("paused_why", Text),
            ("created_at", Moment),
            ("created_by", Text),
            ("delivered_at", Moment),
            ("failing_since", Moment),
        ],
    },
    Table { name: "webhook_places", columns: &[("webhook_id", Id), ("branch_id", Id), ("position", Whole)] },
    Table {
        name: "deliveries",
        columns: &[
            ("webhook_id", Id),
            ("news_id", Id),
            ("kind", Text),
            ("number", Text),
            ("body", Text),
            ("made_at", Moment),
            ("state", Text),
            ("tries", Whole),
            ("failures", Whole),
            ("due_at", Moment),
            ("settled_at", Moment),
        ],
    },
    Table {
        name: "delivery_tries",
        columns: &[
            ("webhook_id", Id),
            ("news_id", Id),
            ("nth", Whole),
            ("at", Moment),
            ("outcome", Text),
            ("took_ms", Whole),
        ],
    },
    Table {
        name: "forked_lines",
        columns: &[
            ("branch_id", Id),
            ("device_id", Id),
            ("epoch_id", Id),
            ("seq", Whole),
            ("hash", Bytes),
            ("line", Line),
            ("received_at", Moment),
        ],
    },
    Table { name: "forgotten_photos", columns: &[("branch_id", Id), ("sha256", Bytes)] },
    Table {
        name: "uploads",
        columns: &[
            ("branch_id", Id),
            ("upload_id", Id),
            ("device_id", Id),
            ("sha256", Bytes),
            ("size", Whole),
            ("held", Whole),
            ("started_at", Moment),
        ],
    },
    Table {
        name: "upload_chunks",
        columns: &[("branch_id", Id), ("upload_id", Id), ("at", Whole), ("bytes", Bytes)],
    },
];

/// Branches; their feeds' heads say how far a move has come.
pub const BRANCHES: Table = Table {
    name: "branches",
    columns: &[
        ("branch_id", Id),
        ("zone", Text),
        ("sealed_key", Bytes),
        ("own_device", Id),
        ("own_epoch", Id),
        ("generation", Bytes),
        ("feed_head", Whole),
    ],
};

/// The log, but for what PostgreSQL keeps beside it.
pub const LINES: Table = Table {
    name: "lines",
    columns: &[
        ("branch_id", Id),
        ("device_id", Id),
        ("epoch_id", Id),
        ("seq", Whole),
        ("hash", Bytes),
        ("ticket_id", Id),
        ("event_id", Id),
        ("wall", Moment),
        ("received_at", Moment),
        ("filed_at", Moment),
        ("set_aside", Text),
        ("line", Line),
    ],
};

/// What authors signed.
pub const PUSHES: Table = Table {
    name: "pushes",
    columns: &[("branch_id", Id), ("device_id", Id), ("epoch_id", Id), ("seq", Whole), ("signature", Bytes)],
};

/// Every branch's feed.
pub const FEED: Table = Table {
    name: "feed",
    columns: &[("branch_id", Id), ("position", Whole), ("device_id", Id), ("epoch_id", Id), ("seq", Whole)],
};

/// The keys of tickets.
pub const TICKET_KEYS: Table =
    Table { name: "ticket_keys", columns: &[("branch_id", Id), ("ticket_id", Id), ("wrapped", Bytes)] };

/// Tickets that were forgotten.
pub const FORGOTTEN_TICKETS: Table =
    Table { name: "forgotten_tickets", columns: &[("branch_id", Id), ("ticket_id", Id)] };

/// Photos that are held.
pub const PHOTOS: Table = Table {
    name: "photos",
    columns: &[
        ("branch_id", Id),
        ("sha256", Bytes),
        ("size", Whole),
        ("received_at", Moment),
        ("device_id", Id),
    ],
};

/// The audit log, which only grows.
pub const AUDIT: Table = Table {
    name: "audit",
    columns: &[
        ("seq", Whole),
        ("at", Moment),
        ("account", Text),
        ("person_id", Id),
        ("unit_id", Id),
        ("address", Text),
        ("act", Text),
        ("about", Text),
        ("outcome", Text),
        ("before_hash", Bytes),
        ("hash", Bytes),
    ],
};

/// Photos that are named: which of them go with a ticket that a restore forgets is read from here.
pub const NAMED_PHOTOS: Table = Table {
    name: "named_photos",
    columns: &[("branch_id", Id), ("sha256", Bytes), ("size", Whole), ("ticket_id", Id)],
};
