-- Personal data: who was erased, what is due, what is kept longer and why, and which lines of the audit log were redacted.
-- owner: kit (erasure, retention_proposal, retention_hold, audit_redaction)

-- up

-- The pseudonym of whoever was erased is this number; nothing here says who it was.
CREATE TABLE erasure (
    id ${id},
    kind TEXT NOT NULL,
    subject_id ${integer} NOT NULL,
    erased_at ${instant} NOT NULL,
    CONSTRAINT erasure_subject_key UNIQUE (kind, subject_id)
);

-- What the daily look found to be due: a proposal, which somebody decides on.
CREATE TABLE retention_proposal (
    kind TEXT NOT NULL,
    subject_id ${integer} NOT NULL,
    rule TEXT NOT NULL,
    since ${instant} NOT NULL,
    found_at ${instant} NOT NULL,
    CONSTRAINT retention_proposal_key PRIMARY KEY (kind, subject_id)
);
CREATE INDEX retention_proposal_since_index ON retention_proposal (since, kind, subject_id);

-- Kept until that day, and why.
CREATE TABLE retention_hold (
    kind TEXT NOT NULL,
    subject_id ${integer} NOT NULL,
    until_on ${day} NOT NULL,
    reason TEXT NOT NULL,
    person_id ${integer},
    created_at ${instant} NOT NULL,
    CONSTRAINT retention_hold_key PRIMARY KEY (kind, subject_id),
    CONSTRAINT retention_hold_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The digest that a line has since names were taken out of it. Its first digest stays in the chain; those of one erasure together are
-- sealed by a line of their own, further down the log.
CREATE TABLE audit_redaction (
    entry_id ${integer} NOT NULL,
    batch ${integer} NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT audit_redaction_key PRIMARY KEY (entry_id, batch),
    CONSTRAINT audit_redaction_entry_fkey FOREIGN KEY (entry_id) REFERENCES audit_entry (id)
);
CREATE INDEX audit_redaction_batch_index ON audit_redaction (batch, entry_id);

-- only sqlite
DROP TRIGGER audit_entry_no_update;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
WHEN NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.actor_id IS NOT OLD.actor_id OR NEW.action <> OLD.action
    OR NEW.entity <> OLD.entity OR NEW.entity_id IS NOT OLD.entity_id OR NEW.previous_hash <> OLD.previous_hash
    OR NEW.hash <> OLD.hash OR NOT EXISTS (SELECT 1 FROM audit_redaction WHERE entry_id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log can only be added to');
END;
-- end
-- only postgresql
DROP TRIGGER audit_entry_no_update ON audit_entry;
CREATE FUNCTION audit_entry_redact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.actor_id IS DISTINCT FROM OLD.actor_id OR NEW.action <> OLD.action
        OR NEW.entity <> OLD.entity OR NEW.entity_id IS DISTINCT FROM OLD.entity_id OR NEW.previous_hash <> OLD.previous_hash
        OR NEW.hash <> OLD.hash OR NOT EXISTS (SELECT 1 FROM audit_redaction WHERE entry_id = OLD.id) THEN
        RAISE EXCEPTION 'the audit log can only be added to';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_redact();
-- end

-- down
-- only sqlite
DROP TRIGGER audit_entry_no_update;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log can only be added to');
END;
-- end
-- only postgresql
DROP TRIGGER audit_entry_no_update ON audit_entry;
DROP FUNCTION audit_entry_redact();
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
-- end
DROP TABLE audit_redaction;
DROP TABLE retention_hold;
DROP TABLE retention_proposal;
DROP TABLE erasure;
