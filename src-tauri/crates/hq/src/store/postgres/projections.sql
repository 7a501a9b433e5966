-- Made from the log: dropped and refolded when their version changes, never migrated. Nothing personal in clear.

DROP TABLE IF EXISTS tickets, ticket_photos, named_photos, ticket_kin, tasks_elsewhere, errands, errand_answers,
    awaiting_counts, ticket_words;

CREATE TABLE tickets (
    branch_id     uuid        NOT NULL,
    ticket_id     uuid        NOT NULL,
    number        text        NOT NULL,
    number_key    text        COLLATE "C" NOT NULL,  -- as it is compared
    kind          text        NOT NULL,
    category      text        NOT NULL,
    status        text        NOT NULL,
    waybill       text        NOT NULL,
    waybill_key   text        COLLATE "C" NOT NULL,  -- as it is compared
    who           text,                     -- masked; none where it cannot be read
    device_id     uuid        NOT NULL,
    opened_at     timestamptz NOT NULL,
    received_at   timestamptz NOT NULL,
    next_step     text,
    next_due_at   timestamptz,
    next_due_on   text,                     -- the local day, where a whole day was promised
    claimed_fen   bigint,
    photos        bigint      NOT NULL,
    conflicts     bigint      NOT NULL,
    forgotten     boolean     NOT NULL,
    phone_mark    bytea,                    -- keyed: of who came, to find the same customer by
    assessed_fen  bigint,
    approved_fen  bigint,
    paid_fen      bigint,
    awaits        text,                     -- decision, release, too_late; none where headquarters has nothing to do
    awaits_since  timestamptz,
    awaits_due_at timestamptz,              -- next_due_at, or infinity
    round         bigint,
    second_roles  text,                     -- who may release, parted by spaces
    decided_by    uuid,
    decided_fen   bigint,
    merged_into   text,                     -- the number of the ticket in which it goes on
    PRIMARY KEY (branch_id, ticket_id)
);
CREATE INDEX tickets_by_id ON tickets (ticket_id, branch_id);
CREATE INDEX tickets_by_time ON tickets (branch_id, opened_at DESC, ticket_id DESC);
CREATE INDEX tickets_by_number ON tickets (branch_id, number_key);
CREATE INDEX tickets_awaiting ON tickets (branch_id, awaits, awaits_due_at, ticket_id) WHERE awaits IS NOT NULL;

-- What is looked for in every branch: all of them or very many in order, kin, and what came last. No push, feed or photo
-- asks this.
CREATE INDEX tickets_in_time ON tickets (opened_at DESC, ticket_id DESC, branch_id);
CREATE INDEX tickets_awaiting_anywhere ON tickets (awaits, awaits_due_at, ticket_id, branch_id) WHERE awaits IS NOT NULL;
CREATE INDEX tickets_of_waybill ON tickets (waybill_key, opened_at DESC) WHERE waybill_key <> '';
CREATE INDEX tickets_of_phone ON tickets (phone_mark, opened_at DESC) WHERE phone_mark IS NOT NULL;
CREATE INDEX tickets_by_arrival ON tickets (received_at DESC, ticket_id DESC, branch_id);

-- How many tickets of a branch wait for what: counted as they are written, for a million are not counted again.
CREATE TABLE awaiting_counts (
    branch_id uuid   NOT NULL,
    awaits    text   NOT NULL,
    tickets   bigint NOT NULL,
    PRIMARY KEY (branch_id, awaits)
) WITH (fillfactor = 70);

-- What tickets say of others by their own events: links, and where they go on.
CREATE TABLE ticket_kin (
    branch_id uuid        NOT NULL,
    ticket_id uuid        NOT NULL,         -- which says so
    event_id  uuid        NOT NULL,
    other_id  uuid        NOT NULL,         -- of which it is said; it may be of another branch
    kin       text,                         -- how they belong together: open vocabulary; none: it goes on in the other
    at        timestamptz NOT NULL,
    person_id uuid,
    PRIMARY KEY (branch_id, ticket_id, event_id)
);
CREATE INDEX ticket_kin_by_other ON ticket_kin (other_id);

-- A ticket's evidence as it is folded: what was taken back is not in it.
CREATE TABLE ticket_photos (
    branch_id uuid  NOT NULL,
    ticket_id uuid  NOT NULL,
    sha256    bytea NOT NULL,
    PRIMARY KEY (branch_id, ticket_id, sha256)
);

-- Every photo that a line names: what may be sent and seen.
CREATE TABLE named_photos (
    branch_id uuid   NOT NULL,
    sha256    bytea  NOT NULL,
    size      bigint NOT NULL,
    ticket_id uuid   NOT NULL,
    PRIMARY KEY (branch_id, sha256, ticket_id, size)
);
CREATE INDEX named_photos_by_ticket ON named_photos (branch_id, ticket_id);

-- Tasks of a branch's tickets that another branch is to do.
CREATE TABLE tasks_elsewhere (
    branch_id    uuid NOT NULL,
    ticket_id    uuid NOT NULL,
    event_id     uuid NOT NULL,
    to_branch_id uuid NOT NULL,
    PRIMARY KEY (branch_id, event_id)
);
CREATE INDEX tasks_elsewhere_by_ticket ON tasks_elsewhere (branch_id, ticket_id);

-- Errands as the branch that is asked has them. No ticket is listed here.
CREATE TABLE errands (
    branch_id      uuid NOT NULL,
    ticket_id      uuid NOT NULL,           -- what stands for a ticket in its lines
    from_branch_id uuid NOT NULL,
    of_ticket_id   uuid NOT NULL,
    PRIMARY KEY (branch_id, ticket_id)
);
CREATE INDEX errands_by_ticket ON errands (from_branch_id, of_ticket_id);

CREATE TABLE errand_answers (
    branch_id uuid   NOT NULL,
    ticket_id uuid   NOT NULL,
    event_id  uuid   NOT NULL,
    place     bigint NOT NULL,              -- among the errand's answers
    PRIMARY KEY (branch_id, ticket_id, event_id)
);

-- What a ticket can be found by, sealed with a key of headquarters' own, as it is compared with what is typed; and which
-- tickets can hold a word: keyed marks of its parts, and of the units that a ticket is within. They say neither where nor how
-- often.
CREATE TABLE ticket_words (
    branch_id uuid        NOT NULL,
    ticket_id uuid        NOT NULL,
    opened_at timestamptz NOT NULL,         -- the order in which tickets are found
    print     bytea       NOT NULL,         -- keyed: tells whether the words changed
    words     bytea       NOT NULL,         -- nonce, ciphertext, tag
    marks     integer[]   NOT NULL,
    PRIMARY KEY (branch_id, ticket_id)
);
-- Beside the row: the newest are compared without the index.
ALTER TABLE ticket_words ALTER COLUMN marks SET STORAGE MAIN;
CREATE INDEX ticket_words_in_time ON ticket_words (opened_at, ticket_id);
DELETE FROM projections;
