-- Contracts: what they are worth, what became of them, what was settled, what was agreed later, and the papers.
-- owner: contracts (contract, contract_step, contract_settlement, contract_instalment, contract_amendment, contract_scan, contract_word)

-- up

-- amount_cents is what was first agreed; total_cents is that with the signed amendments, settled_cents the sum of the settlements: both
-- are kept with every change, so that lists need not add up and no two settlements can exceed what is due.
CREATE TABLE contract (
    id ${id},
    custom_id TEXT NOT NULL,
    custom_id_key TEXT NOT NULL,
    client_id ${integer} NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft',
    amount_cents ${integer} NOT NULL,
    total_cents ${integer} NOT NULL,
    settled_cents ${integer} NOT NULL DEFAULT 0,
    signatory TEXT NOT NULL DEFAULT '',
    signed_on ${day},
    copied_from_id ${integer},
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    archived_at ${instant},
    CONSTRAINT contract_custom_id_key UNIQUE (custom_id_key),
    CONSTRAINT contract_state_check CHECK (state IN ('draft', 'sent', 'signed', 'in_progress', 'completed', 'closed', 'cancelled')),
    CONSTRAINT contract_amount_check CHECK (amount_cents >= 0 AND total_cents >= 0),
    CONSTRAINT contract_settled_check CHECK (settled_cents >= 0 AND settled_cents <= total_cents),
    CONSTRAINT contract_signature_check CHECK (
        state IN ('draft', 'sent', 'cancelled') OR (signed_on IS NOT NULL AND signatory <> '' AND amount_cents > 0)),
    CONSTRAINT contract_client_fkey FOREIGN KEY (client_id) REFERENCES client (id),
    CONSTRAINT contract_copied_from_fkey FOREIGN KEY (copied_from_id) REFERENCES contract (id) ON DELETE SET NULL
);

CREATE TABLE contract_step (
    id ${id},
    contract_id ${integer} NOT NULL,
    name TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason TEXT NOT NULL,
    person_id ${integer},
    person_name TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT contract_step_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id) ON DELETE CASCADE,
    CONSTRAINT contract_step_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- A settlement is never removed: what was entered by mistake is cancelled by an entry of the opposite amount.
CREATE TABLE contract_settlement (
    id ${id},
    contract_id ${integer} NOT NULL,
    day ${day} NOT NULL,
    cents ${integer} NOT NULL,
    method TEXT NOT NULL,
    note TEXT NOT NULL,
    cancels_id ${integer},
    person_id ${integer},
    person_name TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT contract_settlement_cancels_key UNIQUE (cancels_id),
    CONSTRAINT contract_settlement_cents_check CHECK ((cancels_id IS NULL AND cents > 0) OR (cancels_id IS NOT NULL AND cents < 0)),
    CONSTRAINT contract_settlement_method_check CHECK (method IN ('transfer', 'card', 'cheque', 'cash', 'debit', 'other')),
    CONSTRAINT contract_settlement_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id),
    CONSTRAINT contract_settlement_cancels_fkey FOREIGN KEY (cancels_id) REFERENCES contract_settlement (id),
    CONSTRAINT contract_settlement_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- When it is to be paid. Nothing depends on it: which line is paid follows from what came in.
CREATE TABLE contract_instalment (
    id ${id},
    contract_id ${integer} NOT NULL,
    due_on ${day} NOT NULL,
    cents ${integer} NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT contract_instalment_cents_check CHECK (cents > 0),
    CONSTRAINT contract_instalment_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id) ON DELETE CASCADE
);

CREATE TABLE contract_amendment (
    id ${id},
    contract_id ${integer} NOT NULL,
    number ${integer} NOT NULL,
    reason TEXT NOT NULL,
    amount_cents ${integer} NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft',
    signatory TEXT NOT NULL DEFAULT '',
    signed_on ${day},
    person_id ${integer},
    person_name TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT contract_amendment_number_key UNIQUE (contract_id, number),
    CONSTRAINT contract_amendment_amount_check CHECK (amount_cents > 0),
    CONSTRAINT contract_amendment_state_check CHECK (
        state = 'draft' OR (state = 'signed' AND signed_on IS NOT NULL AND signatory <> '')),
    CONSTRAINT contract_amendment_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id),
    CONSTRAINT contract_amendment_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The papers: what was signed, scanned, and others (plans, offers). The file lies below `contracts/` under a name by chance.
CREATE TABLE contract_scan (
    id ${id},
    contract_id ${integer} NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size ${integer} NOT NULL,
    person_id ${integer},
    person_name TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT contract_scan_file_key UNIQUE (file),
    CONSTRAINT contract_scan_kind_check CHECK (kind IN ('signed', 'other')),
    CONSTRAINT contract_scan_type_check CHECK (type IN ('pdf', 'jpeg', 'png')),
    CONSTRAINT contract_scan_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id),
    CONSTRAINT contract_scan_person_fkey FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The words of a contract itself; its client's are looked up in client_word, which knows when a client is renamed.
-- only sqlite
CREATE TABLE contract_word (
    word TEXT NOT NULL,
    contract_id INTEGER NOT NULL,
    CONSTRAINT contract_word_key PRIMARY KEY (word, contract_id),
    CONSTRAINT contract_word_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id) ON DELETE CASCADE
) WITHOUT ROWID;
-- end
-- only postgresql
CREATE TABLE contract_word (
    word TEXT COLLATE "C" NOT NULL,
    contract_id BIGINT NOT NULL,
    CONSTRAINT contract_word_key PRIMARY KEY (word, contract_id),
    CONSTRAINT contract_word_contract_fkey FOREIGN KEY (contract_id) REFERENCES contract (id) ON DELETE CASCADE
);
ALTER TABLE contract ALTER COLUMN custom_id_key TYPE TEXT COLLATE "C";
-- end
CREATE INDEX contract_word_contract_index ON contract_word (contract_id, word);
CREATE INDEX contract_step_contract_index ON contract_step (contract_id, id);
CREATE INDEX contract_settlement_contract_index ON contract_settlement (contract_id, id);
CREATE INDEX contract_instalment_contract_index ON contract_instalment (contract_id, due_on, id);
CREATE INDEX contract_scan_contract_index ON contract_scan (contract_id, id);
CREATE INDEX contract_copied_from_index ON contract (copied_from_id);

-- One index for each order of the list, for those at work and those put away, and for those of one state. The order by client is the
-- client's own, and is put together from there.
CREATE INDEX contract_client_index ON contract (client_id, id);
CREATE INDEX contract_number_index ON contract (custom_id_key, id) WHERE archived_at IS NULL;
CREATE INDEX contract_amount_index ON contract (total_cents, id) WHERE archived_at IS NULL;
CREATE INDEX contract_created_index ON contract (created_at, id) WHERE archived_at IS NULL;
-- What was signed month by month, on the home page.
CREATE INDEX contract_signed_index ON contract (signed_on, state, total_cents);
CREATE INDEX contract_state_number_index ON contract (state, custom_id_key, id) WHERE archived_at IS NULL;
CREATE INDEX contract_state_amount_index ON contract (state, total_cents, id) WHERE archived_at IS NULL;
CREATE INDEX contract_state_created_index ON contract (state, created_at, id) WHERE archived_at IS NULL;
CREATE INDEX contract_archived_number_index ON contract (custom_id_key, id) WHERE archived_at IS NOT NULL;
CREATE INDEX contract_archived_amount_index ON contract (total_cents, id) WHERE archived_at IS NOT NULL;
CREATE INDEX contract_archived_created_index ON contract (created_at, id) WHERE archived_at IS NOT NULL;

-- down
DROP TABLE contract_word;
DROP TABLE contract_scan;
DROP TABLE contract_amendment;
DROP TABLE contract_instalment;
DROP TABLE contract_settlement;
DROP TABLE contract_step;
DROP TABLE contract;
