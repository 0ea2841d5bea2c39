-- Events: the parties themselves, which belong to a contract; what became of them, and the calendars that programs read.
-- owner: events (event, event_step, event_word, event_feed)

-- up

-- The client is the contract's, and the commercial is the client's: neither is stored twice. uid names the event in calendars for ever, even
-- when its identifier changes.
CREATE TABLE event (
    id ${id},
    uid TEXT NOT NULL,
    custom_id TEXT NOT NULL,
    custom_id_key TEXT NOT NULL,
    contract_id ${integer} NOT NULL,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned',
    place TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    town TEXT NOT NULL,
    starts_at ${instant} NOT NULL,
    ends_at ${instant} NOT NULL,
    attendees ${integer} NOT NULL,
    notes TEXT NOT NULL,
    support_id ${integer},
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    archived_at ${instant},
    CONSTRAINT event_uid_key UNIQUE (uid),
    CONSTRAINT event_custom_id_key UNIQUE (custom_id_key),
    CONSTRAINT event_state_check CHECK (state IN ('planned', 'confirmed', 'in_progress', 'done', 'closed', 'cancelled')),
    CONSTRAINT event_order_check CHECK (ends_at > starts_at),
    CONSTRAINT event_attendees_check CHECK (attendees >= 0 AND attendees <= 1000000),
    CONSTRAINT event_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id),
    CONSTRAINT event_support_fkey FOREIGN KEY (support_id) REFERENCES person (id)
);

CREATE TABLE event_step (
    id ${id},
    event_id ${integer} NOT NULL,
    name TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason TEXT NOT NULL,
    person_id ${integer},
    person_name TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT event_step_event_fkey FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE,
    CONSTRAINT event_step_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The address by which a person's calendar program reads their events: one a person, and only its digest is kept.
CREATE TABLE event_feed (
    id ${id},
    person_id ${integer} NOT NULL,
    token_hash TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    last_used_at ${instant},
    CONSTRAINT event_feed_person_key UNIQUE (person_id),
    CONSTRAINT event_feed_token_key UNIQUE (token_hash),
    CONSTRAINT event_feed_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);

-- The words of an event itself; its contract's and its client's are looked up in theirs.
-- only sqlite
CREATE TABLE event_word (
    word TEXT NOT NULL,
    event_id INTEGER NOT NULL,
    CONSTRAINT event_word_key PRIMARY KEY (word, event_id),
    CONSTRAINT event_word_event_fkey FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE
) WITHOUT ROWID;
-- end
-- only postgresql
CREATE TABLE event_word (
    word TEXT COLLATE "C" NOT NULL,
    event_id BIGINT NOT NULL,
    CONSTRAINT event_word_key PRIMARY KEY (word, event_id),
    CONSTRAINT event_word_event_fkey FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE
);
ALTER TABLE event ALTER COLUMN custom_id_key TYPE TEXT COLLATE "C";
ALTER TABLE event ALTER COLUMN sort_title TYPE TEXT COLLATE "C";
-- end
CREATE INDEX event_word_event_index ON event_word (event_id, word);
CREATE INDEX event_step_event_index ON event_step (event_id, id);

-- One index for each order of the list, for those to come and those put away, and for those of one state; the order by contract is the
-- contract's own. The calendar reads the order by start.
CREATE INDEX event_contract_index ON event (contract_id, starts_at, id);
CREATE INDEX event_start_index ON event (starts_at, id) WHERE archived_at IS NULL;
CREATE INDEX event_title_index ON event (sort_title, id) WHERE archived_at IS NULL;
CREATE INDEX event_state_start_index ON event (state, starts_at, id) WHERE archived_at IS NULL;
CREATE INDEX event_state_title_index ON event (state, sort_title, id) WHERE archived_at IS NULL;
CREATE INDEX event_archived_start_index ON event (starts_at, id) WHERE archived_at IS NOT NULL;
CREATE INDEX event_archived_title_index ON event (sort_title, id) WHERE archived_at IS NOT NULL;
-- What else one person has at that time.
CREATE INDEX event_support_index ON event (support_id, starts_at, ends_at);

-- down
DROP TABLE event_feed;
DROP TABLE event_word;
DROP TABLE event_step;
DROP TABLE event;
