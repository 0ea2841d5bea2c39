-- Programs at the door: tokens, passwords typed for one request, and the answers that a repeated request is given again.
-- owner: kit (api_token, step_up)

-- up

-- token_hash is the digest of the token's jti; without scopes it is good for all that its owner may do.
CREATE TABLE api_token (
    id ${id},
    token_hash TEXT NOT NULL,
    person_id ${integer} NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT,
    created_at ${instant} NOT NULL,
    seen_at ${instant},
    expires_at ${instant} NOT NULL,
    revoked_at ${instant},
    CONSTRAINT api_token_hash_key UNIQUE (token_hash),
    CONSTRAINT api_token_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX api_token_person_index ON api_token (person_id);
CREATE INDEX api_token_expires_index ON api_token (expires_at);

CREATE TABLE step_up (
    token_hash TEXT NOT NULL,
    person_id ${integer} NOT NULL,
    expires_at ${instant} NOT NULL,
    CONSTRAINT step_up_key PRIMARY KEY (token_hash),
    CONSTRAINT step_up_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX step_up_person_index ON step_up (person_id);

-- What the request was (a digest), and its answer with its ETag.
ALTER TABLE receipt ADD COLUMN request TEXT NOT NULL DEFAULT '';
ALTER TABLE receipt ADD COLUMN tag TEXT NOT NULL DEFAULT '';
ALTER TABLE receipt ADD COLUMN answer TEXT NOT NULL DEFAULT '';

-- down

ALTER TABLE receipt DROP COLUMN answer;
ALTER TABLE receipt DROP COLUMN tag;
ALTER TABLE receipt DROP COLUMN request;
DROP TABLE step_up;
DROP TABLE api_token;
