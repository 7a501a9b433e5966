-- Other systems that are told of what happens.
CREATE TABLE webhooks (
    id            BLOB PRIMARY KEY,         -- UUIDv7
    name          TEXT NOT NULL,
    url           TEXT NOT NULL,
    kinds         TEXT NOT NULL,            -- domain::NewsKind, parted by spaces
    unit_id       BLOB NOT NULL REFERENCES units (id), -- whose subtree it hears of
    secret        BLOB NOT NULL,            -- under the master key
    former_secret BLOB,                     -- the one before, which signs beside it for a while
    former_until  TEXT,
    paused_at     TEXT,                     -- none while it is told
    paused_why    TEXT,                     -- asked, gone
    created_at    TEXT NOT NULL,
    created_by    TEXT NOT NULL,            -- the account
    delivered_at  TEXT,                     -- when it last took something
    failing_since TEXT                      -- the first try since then that failed
) STRICT;

-- Up to which position of a branch's feed its news was made into deliveries. Branches without a row begin at 0.
CREATE TABLE webhook_places (
    webhook_id BLOB    NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    branch_id  BLOB    NOT NULL,
    position   INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, branch_id)
) STRICT;

-- What is to be told, and was. Nothing personal is in it.
CREATE TABLE deliveries (
    webhook_id BLOB    NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    news_id    BLOB    NOT NULL,            -- the event's identity; a test has one of its own
    kind       TEXT    NOT NULL,            -- domain::NewsKind, or ping
    number     TEXT,                        -- the ticket's
    body       TEXT    NOT NULL,            -- as it is sent, the same in every try
    made_at    TEXT    NOT NULL,
    state      TEXT    NOT NULL,            -- waiting, delivered, given_up
    tries      INTEGER NOT NULL DEFAULT 0,
    failures   INTEGER NOT NULL DEFAULT 0,  -- since it was made or asked for again: tells when the next try is
    due_at     TEXT    NOT NULL,            -- the next try, while it waits
    settled_at TEXT,                        -- when it was taken or given up
    PRIMARY KEY (webhook_id, news_id)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (webhook_id, due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_in_time ON deliveries (webhook_id, made_at, news_id);
CREATE INDEX deliveries_open ON deliveries (webhook_id, state, made_at, news_id) WHERE state <> 'delivered';
CREATE INDEX deliveries_settled ON deliveries (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE delivery_tries (
    webhook_id BLOB    NOT NULL,
    news_id    BLOB    NOT NULL,
    nth        INTEGER NOT NULL,            -- from 1
    at         TEXT    NOT NULL,
    outcome    TEXT    NOT NULL,            -- the status that was answered, or timeout, refused, tls, dns, lost
    took_ms    INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, news_id, nth),
    FOREIGN KEY (webhook_id, news_id) REFERENCES deliveries (webhook_id, news_id) ON DELETE CASCADE
) STRICT;
