-- The house itself: people, accounts, sessions, roles, and what every module leans on.
-- owner: kit (session, role, permission, person_role, scope_seen, generation, setting, receipt, audit_entry, audit_tail, job, mail)
-- owner: accounts (person, account, account_token, registration)

-- up

-- A human being the association knows; most have an account, some never will.
CREATE TABLE person (
    id ${id},
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    email_verified_at ${instant},
    search_name TEXT NOT NULL,
    language TEXT,
    theme TEXT NOT NULL DEFAULT 'auto',
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    archived_at ${instant},
    CONSTRAINT person_email_key UNIQUE (email_key),
    CONSTRAINT person_theme_check CHECK (theme IN ('auto', 'light', 'dark'))
);
CREATE INDEX person_search_name_index ON person (search_name, id);

-- What a person signs in with.
CREATE TABLE account (
    id ${id},
    person_id ${integer} NOT NULL,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    password_hash TEXT,
    disabled_at ${instant},
    last_login_at ${instant},
    created_at ${instant} NOT NULL,
    CONSTRAINT account_person_key UNIQUE (person_id),
    CONSTRAINT account_username_key UNIQUE (username_key),
    CONSTRAINT account_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- Links sent by mail: used once, for one purpose, for a while. Only the digest is stored.
CREATE TABLE account_token (
    id ${id},
    person_id ${integer} NOT NULL,
    purpose TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    payload TEXT,
    created_at ${instant} NOT NULL,
    expires_at ${instant} NOT NULL,
    used_at ${instant},
    CONSTRAINT account_token_hash_key UNIQUE (token_hash),
    CONSTRAINT account_token_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX account_token_person_index ON account_token (person_id, purpose);

-- A stranger who asked for an account and has not yet followed the link in the mail.
CREATE TABLE registration (
    id ${id},
    token_hash TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    expires_at ${instant} NOT NULL,
    CONSTRAINT registration_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE session (
    id ${id},
    token_hash TEXT NOT NULL,
    person_id ${integer} NOT NULL,
    remembered BOOLEAN NOT NULL,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    seen_at ${instant} NOT NULL,
    confirmed_at ${instant} NOT NULL,
    expires_at ${instant} NOT NULL,
    CONSTRAINT session_token_hash_key UNIQUE (token_hash),
    CONSTRAINT session_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX session_person_index ON session (person_id);
CREATE INDEX session_expires_index ON session (expires_at);

-- Role 0 is PUBLIC: what it may, everybody may, visitors included.
CREATE TABLE role (
    id ${id},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position ${integer} NOT NULL DEFAULT 1000,
    colour TEXT,
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    CONSTRAINT role_name_key UNIQUE (name_key)
);
INSERT INTO role (id, name, name_key, position, created_at)
VALUES (0, 'PUBLIC', 'public', 0, '2026-01-01T00:00:00.000000Z');

-- action + scope + target: neither element nor relation means every element.
CREATE TABLE permission (
    id ${id},
    role_id ${integer} NOT NULL,
    action TEXT NOT NULL,
    scope TEXT NOT NULL,
    element_id ${integer},
    relation TEXT,
    CONSTRAINT permission_role_fkey FOREIGN KEY (role_id) REFERENCES role (id) ON DELETE CASCADE,
    CONSTRAINT permission_target_check CHECK (element_id IS NULL OR relation IS NULL)
);
CREATE UNIQUE INDEX permission_grant_key
    ON permission (role_id, action, scope, COALESCE(element_id, -1), COALESCE(relation, ''));
CREATE INDEX permission_element_index ON permission (scope, element_id);

CREATE TABLE person_role (
    person_id ${integer} NOT NULL,
    role_id ${integer} NOT NULL,
    granted_at ${instant} NOT NULL,
    CONSTRAINT person_role_key PRIMARY KEY (person_id, role_id),
    CONSTRAINT person_role_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT person_role_role_fkey FOREIGN KEY (role_id) REFERENCES role (id) ON DELETE CASCADE,
    CONSTRAINT person_role_public_check CHECK (role_id <> 0)
);
CREATE INDEX person_role_role_index ON person_role (role_id);

-- Scopes the administrators' role has already been offered, so that what was taken from it stays taken.
CREATE TABLE scope_seen (
    scope TEXT NOT NULL,
    CONSTRAINT scope_seen_key PRIMARY KEY (scope)
);

-- Numbers that rise with each change, so that every process knows when what it remembers is old.
CREATE TABLE generation (
    name TEXT NOT NULL,
    number ${integer} NOT NULL,
    CONSTRAINT generation_key PRIMARY KEY (name)
);
INSERT INTO generation (name, number) VALUES ('access', 1), ('settings', 1);

CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at ${instant} NOT NULL,
    CONSTRAINT setting_key PRIMARY KEY (name)
);

-- The answer a form was given, so that its second copy gets the same one and changes nothing.
CREATE TABLE receipt (
    token TEXT NOT NULL,
    status ${integer} NOT NULL,
    location TEXT NOT NULL,
    notices TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT receipt_key PRIMARY KEY (token)
);
CREATE INDEX receipt_created_index ON receipt (created_at);

-- Append-only, which the triggers below see to; each line carries the digest of the one before it.
CREATE TABLE audit_entry (
    id ${id},
    at ${instant} NOT NULL,
    actor_id ${integer},
    actor_name TEXT NOT NULL,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    action TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id ${integer},
    label TEXT NOT NULL,
    changes TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT audit_entry_previous_key UNIQUE (previous_hash)
);
CREATE INDEX audit_entry_entity_index ON audit_entry (entity, entity_id, id);
CREATE INDEX audit_entry_actor_index ON audit_entry (actor_id, id);
-- only sqlite
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log can only be added to');
END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log can only be added to');
END;
-- end
-- only postgresql
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log can only be added to';
END
$$;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
-- end

-- Where the chain of the audit log ends: whoever adds a line takes this row first, and a cut end does not agree with it.
CREATE TABLE audit_tail (
    id ${integer} NOT NULL,
    entries ${integer} NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT audit_tail_key PRIMARY KEY (id),
    CONSTRAINT audit_tail_single_check CHECK (id = 1)
);
INSERT INTO audit_tail (id, entries, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE job (
    name TEXT NOT NULL,
    due_at ${instant} NOT NULL,
    locked_until ${instant},
    locked_by TEXT,
    started_at ${instant},
    finished_at ${instant},
    failures ${integer} NOT NULL DEFAULT 0,
    message TEXT,
    CONSTRAINT job_key PRIMARY KEY (name)
);

CREATE TABLE mail (
    id ${id},
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    due_at ${instant} NOT NULL,
    attempts ${integer} NOT NULL DEFAULT 0,
    sent_at ${instant},
    failed_at ${instant},
    message TEXT
);
CREATE INDEX mail_due_index ON mail (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- down
DROP TABLE mail;
DROP TABLE job;
DROP TABLE audit_tail;
DROP TABLE audit_entry;
-- only postgresql
DROP FUNCTION audit_entry_refuse();
-- end
DROP TABLE receipt;
DROP TABLE setting;
DROP TABLE generation;
DROP TABLE scope_seen;
DROP TABLE person_role;
DROP TABLE permission;
DROP TABLE role;
DROP TABLE session;
DROP TABLE registration;
DROP TABLE account_token;
DROP TABLE account;
DROP TABLE person;
