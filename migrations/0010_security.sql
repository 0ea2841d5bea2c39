-- Who signed in, who failed to, who was refused what; and forgotten passwords that wait to be looked up.
-- owner: kit (security_event)
-- owner: accounts (reset_request)

-- up

-- person_id is whose account it is about, actor_id who did it where that is somebody else. What repeats within a minute is one row:
-- fold is a digest of what makes two events equal, times how often it happened.
CREATE TABLE security_event (
    id ${id},
    kind TEXT NOT NULL,
    person_id ${integer},
    account TEXT NOT NULL,
    actor_id ${integer},
    actor_name TEXT NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL,
    detail TEXT NOT NULL,
    times ${integer} NOT NULL DEFAULT 1,
    fold TEXT,
    at ${instant} NOT NULL,
    last_at ${instant} NOT NULL,
    CONSTRAINT security_event_fold_key UNIQUE (fold),
    CONSTRAINT security_event_times_check CHECK (times > 0),
    CONSTRAINT security_event_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT security_event_actor_fkey FOREIGN KEY (actor_id) REFERENCES person (id) ON DELETE SET NULL
);
CREATE INDEX security_event_person_index ON security_event (person_id, id);
CREATE INDEX security_event_actor_index ON security_event (actor_id);
CREATE INDEX security_event_at_index ON security_event (at);

-- Every wish for a link to a new password is noted in the same way; a job looks up afterwards whether there is an account.
CREATE TABLE reset_request (
    id ${id},
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL,
    created_at ${instant} NOT NULL
);

-- down
DROP TABLE reset_request;
DROP TABLE security_event;
