-- Headquarters over PostgreSQL: the same tables as in SQLite, in PostgreSQL's types. Ids are uuid, hashes and keys bytea,
-- moments timestamptz, amounts fen. Text that is compared by its beginning has the collation of bytes.
--
-- The first part is small, and looked up before a branch is known: on a sharded database it stands at every shard
-- (reference tables). The second part is led by branch_id, which is what shards part by: no statement on the way of a
-- push, a feed or a photo touches two branches.

CREATE TABLE units (
    id        uuid PRIMARY KEY,             -- UUIDv7; a branch's is its branch_id
    parent_id uuid REFERENCES units (id),
    level     text NOT NULL,                -- headquarters, region, branch, outlet, counter
    name      text NOT NULL,
    code      text UNIQUE,                  -- four characters, of what has its own numbering
    letter    text,                         -- a counter's, first in its serials
    address   text NOT NULL,
    phone     text NOT NULL,
    region    text                          -- whose rules hold at it and below it, unless a lower one has another
);
CREATE INDEX units_by_parent ON units (parent_id);

CREATE TABLE settings (
    name  text PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE trust (
    purpose     text PRIMARY KEY,           -- root, feed, policy, ack
    sealed_key  bytea NOT NULL,             -- the signing key under the master key
    certificate text                        -- JSON; none for the root
);

CREATE TABLE accounts (
    name       text PRIMARY KEY,
    password   text NOT NULL,               -- argon2id, PHC string
    unit_id    uuid NOT NULL REFERENCES units (id),
    roles      text NOT NULL,               -- each with its days: 'adjuster manager:2026-11-23:2026-11-27'
    person_id  uuid NOT NULL UNIQUE,        -- who its owner is in the lines that they write
    created_at timestamptz NOT NULL,
    closed_at    timestamptz,               -- none while it is open; an account is never deleted: the audit log names it
    must_change  boolean NOT NULL DEFAULT false, -- its password was handed over by another
    signed_in_at timestamptz,               -- when somebody last did
    step_secret  bytea,                     -- of the second step, under the master key; none while it is not set up
    step_since   timestamptz,               -- when it was set up
    step_used    bigint NOT NULL DEFAULT 0, -- the step of the last code: each is good once
    step_due_at  timestamptz                -- from when on nobody goes on without it
);

CREATE TABLE recovery_codes (
    account text NOT NULL REFERENCES accounts (name),
    mark    bytea NOT NULL,                 -- of the code, keyed
    PRIMARY KEY (account, mark)
);

CREATE TABLE page_sessions (
    token_hash bytea PRIMARY KEY,           -- SHA-256 of the cookie
    account    text NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    csrf       text NOT NULL,
    started_at timestamptz,
    used_at    timestamptz,                 -- by somebody, not by the page itself
    address    text NOT NULL DEFAULT '',
    expires_at timestamptz NOT NULL
);
CREATE INDEX page_sessions_by_end ON page_sessions (expires_at);
CREATE INDEX page_sessions_by_account ON page_sessions (account);

CREATE TABLE sign_in_failures (
    who_hash      bytea PRIMARY KEY,        -- SHA-256 of the name that was typed, known or not
    failures      integer NOT NULL,
    blocked_until timestamptz NOT NULL
);

-- Other systems of the carrier that speak to headquarters. One is revoked and never deleted: the audit log names it.
CREATE TABLE services (
    id             uuid PRIMARY KEY,
    name           text NOT NULL UNIQUE,
    scopes         text NOT NULL,           -- domain::ServiceScope, parted by spaces
    unit_id        uuid NOT NULL REFERENCES units (id), -- whose subtree it sees and writes to
    default_branch uuid,                    -- where its tickets go that name no branch
    token_hash     bytea NOT NULL UNIQUE,   -- SHA-256 of its token
    created_at     timestamptz NOT NULL,
    created_by     text NOT NULL,           -- the account, or the command line
    ends_at        timestamptz,             -- the first moment at which its token is no longer good
    revoked_at     timestamptz,
    used_at        timestamptz              -- to the hour
);

-- What each of them brought, by the number that it has there: the same number is the same ticket for ever.
CREATE TABLE service_references (
    service_id uuid NOT NULL REFERENCES services (id),
    mark       bytea NOT NULL,              -- of the reference, keyed
    ticket_id  uuid NOT NULL,
    branch_id  uuid NOT NULL,
    content    bytea NOT NULL,              -- mark of all that was said, to know a repeat from another matter
    at         timestamptz NOT NULL,
    PRIMARY KEY (service_id, mark)
);

-- The letter of the numbers that headquarters itself gives in a branch, once it gave one: never a counter's.
CREATE TABLE own_letters (
    branch_id uuid PRIMARY KEY,
    letter    text NOT NULL
);

-- Who looked at what and who did what. Without end date, and no row is ever changed or deleted.
CREATE TABLE audit (
    seq         bigint PRIMARY KEY,         -- without gaps
    at          timestamptz NOT NULL,
    account     text NOT NULL,              -- or the command line; empty for a name that is nobody's
    person_id   uuid,
    unit_id     uuid,                       -- the unit of what it was about, or else of whoever did it
    address     text NOT NULL,              -- where the call came from; the system's user for the command line
    act         text NOT NULL,              -- domain::AuditAct
    about       text COLLATE "C" NOT NULL,  -- a ticket's number, a device, an account…: never what a customer told
    outcome     text NOT NULL,
    before_hash bytea NOT NULL,             -- the hash of the row before; zeros for the first
    hash        bytea NOT NULL              -- of this one; see store/audit.rs
);
CREATE INDEX audit_by_account ON audit (account, seq);
CREATE INDEX audit_by_act ON audit (act, seq);
CREATE INDEX audit_by_about ON audit (about, seq);
CREATE INDEX audit_by_at ON audit (at, seq);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''the audit log is never changed''; END';
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE devices (
    id                  uuid PRIMARY KEY,
    branch_id           uuid NOT NULL,
    counter_letter      text NOT NULL,
    counter_name        text NOT NULL,
    pc_name             text NOT NULL,
    app_version         text NOT NULL,
    signing_key         bytea NOT NULL,
    sealing_key         bytea NOT NULL,
    enrolled_at         timestamptz NOT NULL,
    revoked_at          timestamptz,
    contact_at          timestamptz,
    waiting_lines       bigint NOT NULL DEFAULT 0,
    waiting_photos      bigint NOT NULL DEFAULT 0,
    oldest_waiting_at   timestamptz,        -- when the oldest line that waits was written
    epoch_id            uuid,               -- the incarnation of its log that it writes
    clock_offset_ms     bigint,             -- this clock less its own
    replaced_by         uuid,               -- the device that took over its work
    sealed_database_key bytea               -- sealed to headquarters, for the day it is lost
) WITH (fillfactor = 80);
CREATE INDEX devices_by_branch ON devices (branch_id);
CREATE INDEX devices_by_successor ON devices (replaced_by) WHERE replaced_by IS NOT NULL;

CREATE TABLE enrolment_codes (
    secret_hash    bytea PRIMARY KEY,       -- SHA-256 of the code's secret
    branch_id      uuid NOT NULL,
    counter_letter text NOT NULL,
    counter_name   text NOT NULL,
    expires_at     timestamptz NOT NULL,
    used_at        timestamptz,
    used_by        uuid,
    recovers       uuid                     -- the device whose work is taken over
);
CREATE INDEX enrolment_codes_by_recovered ON enrolment_codes (recovers) WHERE recovers IS NOT NULL;

CREATE TABLE login_nonces (
    nonce      bytea PRIMARY KEY,
    device_id  uuid NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX login_nonces_by_end ON login_nonces (expires_at);

CREATE TABLE device_tokens (
    token_hash bytea PRIMARY KEY,
    device_id  uuid NOT NULL,
    push_only  boolean NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX device_tokens_by_end ON device_tokens (expires_at);

-- What headquarters published, as it was signed. Never changed and never deleted.
CREATE TABLE policies (
    version      text PRIMARY KEY,
    valid_from   text NOT NULL,             -- the first day on which it holds
    signed       text NOT NULL,             -- document, signature and certificate: JSON
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,             -- the account, or the command line
    words        text NOT NULL              -- what is new in it
);

-- Versions of the counters' program, as their maker signed them. Their files lie on the shelf, by hash.
CREATE TABLE releases (
    target     text        NOT NULL,        -- for which machines: windows-x86_64, linux-x86_64
    version    text        NOT NULL,        -- semver
    sha256     bytea       NOT NULL,        -- of the file
    statement  text        NOT NULL,        -- byte for byte
    signature  bytea       NOT NULL,        -- by a release key
    state      text        NOT NULL,        -- staged, paused, withdrawn
    percent    integer     NOT NULL CHECK (percent BETWEEN 0 AND 100), -- of all counters, while it is staged
    units      text        NOT NULL,        -- JSON: the units whose counters have it first
    added_at   timestamptz NOT NULL,
    added_by   text        NOT NULL,        -- the account, or the command line
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    PRIMARY KEY (target, version)
);

-- Other systems that are told of what happens.
CREATE TABLE webhooks (
    id            uuid PRIMARY KEY,
    name          text NOT NULL,
    url           text NOT NULL,
    kinds         text NOT NULL,            -- domain::NewsKind, parted by spaces
    unit_id       uuid NOT NULL REFERENCES units (id), -- whose subtree it hears of
    secret        bytea NOT NULL,           -- under the master key
    former_secret bytea,                    -- the one before, which signs beside it for a while
    former_until  timestamptz,
    paused_at     timestamptz,              -- none while it is told
    paused_why    text,                     -- asked, gone
    created_at    timestamptz NOT NULL,
    created_by    text NOT NULL,            -- the account
    delivered_at  timestamptz,              -- when it last took something
    failing_since timestamptz               -- the first try since then that failed
) WITH (fillfactor = 70);

-- Up to which position of a branch's feed its news was made into deliveries. Branches without a row begin at 0.
CREATE TABLE webhook_places (
    webhook_id uuid   NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    branch_id  uuid   NOT NULL,
    position   bigint NOT NULL,
    PRIMARY KEY (webhook_id, branch_id)
) WITH (fillfactor = 70);

-- What is to be told, and was. Nothing personal is in it.
CREATE TABLE deliveries (
    webhook_id uuid        NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    news_id    uuid        NOT NULL,        -- the event's identity; a test has one of its own
    kind       text        NOT NULL,        -- domain::NewsKind, or ping
    number     text,                        -- the ticket's
    body       text        NOT NULL,        -- as it is sent, the same in every try
    made_at    timestamptz NOT NULL,
    state      text        NOT NULL,        -- waiting, delivered, given_up
    tries      bigint      NOT NULL DEFAULT 0,
    failures   bigint      NOT NULL DEFAULT 0, -- since it was made or asked for again: tells when the next try is
    due_at     timestamptz NOT NULL,        -- the next try, while it waits
    settled_at timestamptz,                 -- when it was taken or given up
    PRIMARY KEY (webhook_id, news_id)
);
CREATE INDEX deliveries_due ON deliveries (webhook_id, due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_in_time ON deliveries (webhook_id, made_at, news_id);
CREATE INDEX deliveries_open ON deliveries (webhook_id, state, made_at, news_id) WHERE state <> 'delivered';
CREATE INDEX deliveries_settled ON deliveries (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE delivery_tries (
    webhook_id uuid        NOT NULL,
    news_id    uuid        NOT NULL,
    nth        bigint      NOT NULL,        -- from 1
    at         timestamptz NOT NULL,
    outcome    text        NOT NULL,        -- the status that was answered, or timeout, refused, tls, dns, lost
    took_ms    bigint      NOT NULL,
    PRIMARY KEY (webhook_id, news_id, nth),
    FOREIGN KEY (webhook_id, news_id) REFERENCES deliveries (webhook_id, news_id) ON DELETE CASCADE
);

-- Which node does a task that one node does, and until when it may be taken for doing it.
CREATE TABLE leases (
    name   text PRIMARY KEY,
    holder uuid NOT NULL,
    until  timestamptz NOT NULL
);

-- Which shape of the projections this database holds; they are refolded when it is another than the program's.
CREATE TABLE projections (version bigint NOT NULL);

-- From here on everything is led by its branch.

CREATE TABLE branches (
    branch_id  uuid PRIMARY KEY REFERENCES units (id),
    zone       text NOT NULL,               -- IANA
    sealed_key bytea NOT NULL,              -- the branch key under the master key
    own_device uuid NOT NULL UNIQUE,        -- headquarters' own hand in this branch
    own_epoch  uuid NOT NULL,
    generation bytea NOT NULL,              -- names the feed
    feed_head  bigint NOT NULL DEFAULT 0    -- whoever appends holds this row
) WITH (fillfactor = 50);

-- Where each log stands. Whoever appends moves it in the same transaction.
CREATE TABLE logs (
    branch_id uuid        NOT NULL,
    device_id uuid        NOT NULL,
    epoch_id  uuid        NOT NULL,
    seq       bigint      NOT NULL,         -- of its last line
    hash      bytea       NOT NULL,         -- that line's
    position  bigint      NOT NULL,         -- that line's first in the feed: tells which epoch was written last
    since     timestamptz NOT NULL,         -- when its first line came
    PRIMARY KEY (branch_id, device_id, epoch_id)
) WITH (fillfactor = 70);

-- The log: bytes as their author wrote them, never changed. A part holds what came in one month.
CREATE TABLE lines (
    branch_id   uuid        NOT NULL,
    device_id   uuid        NOT NULL,
    epoch_id    uuid        NOT NULL,
    seq         bigint      NOT NULL,
    month       integer     NOT NULL,       -- in which it came, in UTC: 202611
    position    bigint      NOT NULL,       -- its first in the feed: the order in which lines came
    hash        bytea       NOT NULL,
    ticket_id   uuid,
    event_id    uuid,                       -- where it can be read
    wall        timestamptz,                -- its author's clock, where it can be read
    received_at timestamptz NOT NULL,
    filed_at    timestamptz,                -- when someone put a line that was set aside away
    photo       bytea,                      -- the photo that it names: the SHA-256
    set_aside   text,                       -- why; a reason may go when a key comes
    line        text        NOT NULL,
    PRIMARY KEY (branch_id, device_id, epoch_id, seq, month)
) PARTITION BY RANGE (month);
CREATE INDEX lines_by_ticket ON lines (branch_id, ticket_id);
CREATE INDEX lines_by_event ON lines (branch_id, event_id);
CREATE INDEX lines_by_wall ON lines (branch_id, device_id, wall);
CREATE INDEX lines_set_aside ON lines (branch_id, ticket_id) WHERE set_aside IS NOT NULL;
-- Whatever comes before its month has a part of its own.
CREATE TABLE lines_rest PARTITION OF lines DEFAULT;

CREATE TABLE pushes (
    branch_id uuid   NOT NULL,
    device_id uuid   NOT NULL,
    epoch_id  uuid   NOT NULL,
    seq       bigint NOT NULL,              -- of its last line
    signature bytea  NOT NULL,              -- its author's, over the head
    PRIMARY KEY (branch_id, device_id, epoch_id, seq)
);

-- Lines that took a place already held: kept as evidence, never folded.
CREATE TABLE forked_lines (
    branch_id   uuid        NOT NULL,
    device_id   uuid        NOT NULL,
    epoch_id    uuid        NOT NULL,
    seq         bigint      NOT NULL,
    hash        bytea       NOT NULL,
    line        text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (branch_id, device_id, epoch_id, seq, hash)
);

CREATE TABLE feed (
    branch_id uuid   NOT NULL,
    position  bigint NOT NULL,              -- without gaps within a branch
    device_id uuid   NOT NULL,
    epoch_id  uuid   NOT NULL,
    seq       bigint NOT NULL,
    month     integer NOT NULL,             -- the line's
    PRIMARY KEY (branch_id, position)
);

CREATE TABLE ticket_keys (
    branch_id uuid  NOT NULL,
    ticket_id uuid  NOT NULL,
    wrapped   bytea NOT NULL,               -- under the branch key
    PRIMARY KEY (branch_id, ticket_id)
);

-- Tickets that were forgotten: no key of theirs is kept any more, whoever brings it, and no photo.
CREATE TABLE forgotten_tickets (
    branch_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    PRIMARY KEY (branch_id, ticket_id)
);

-- Photos that are to go from the shelf, which is no part of a transaction.
CREATE TABLE forgotten_photos (
    branch_id uuid  NOT NULL,
    sha256    bytea NOT NULL,
    PRIMARY KEY (branch_id, sha256)
);

CREATE TABLE photos (
    branch_id   uuid        NOT NULL,
    sha256      bytea       NOT NULL,
    size        bigint      NOT NULL,
    received_at timestamptz NOT NULL,
    device_id   uuid        NOT NULL,
    PRIMARY KEY (branch_id, sha256)
);

CREATE TABLE uploads (
    branch_id  uuid        NOT NULL,
    upload_id  uuid        NOT NULL,
    device_id  uuid        NOT NULL,
    sha256     bytea       NOT NULL,
    size       bigint      NOT NULL,
    held       bigint      NOT NULL DEFAULT 0,  -- bytes, the offset to go on from
    started_at timestamptz NOT NULL,
    PRIMARY KEY (branch_id, upload_id)
);
CREATE UNIQUE INDEX uploads_by_photo ON uploads (branch_id, sha256);
CREATE INDEX uploads_by_start ON uploads (started_at);

CREATE TABLE upload_chunks (
    branch_id uuid   NOT NULL,
    upload_id uuid   NOT NULL,
    at        bigint NOT NULL,
    bytes     bytea  NOT NULL,
    PRIMARY KEY (branch_id, upload_id, at),
    FOREIGN KEY (branch_id, upload_id) REFERENCES uploads (branch_id, upload_id) ON DELETE CASCADE
);
-- A photo is compressed already.
ALTER TABLE upload_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;
