-- How often what can be guessed or flooded was tried: by every process of the portal together.
-- owner: kit (rate_limit)

-- up

-- name is the rule and a digest of the key; full_at the moment at which every try is free again, in microseconds since 1970.
CREATE TABLE rate_limit (
    name TEXT NOT NULL,
    full_at ${integer} NOT NULL,
    CONSTRAINT rate_limit_key PRIMARY KEY (name)
);
CREATE INDEX rate_limit_full_index ON rate_limit (full_at);

-- down
DROP TABLE rate_limit;
