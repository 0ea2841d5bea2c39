-- Companies, the clients who work there or come by themselves, and the words both are found by.
-- owner: clients (company, company_word, client, client_word, client_tally)

-- up

CREATE TABLE company (
    id ${id},
    custom_id TEXT NOT NULL,
    custom_id_key TEXT NOT NULL,
    name TEXT NOT NULL,
    siren TEXT,
    nic TEXT,
    activity TEXT,
    founded ${day},
    headcount TEXT,
    address TEXT NOT NULL,
    complement TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    cedex TEXT NOT NULL,
    town TEXT NOT NULL,
    region TEXT NOT NULL,
    country TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    sort_town TEXT NOT NULL,
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    archived_at ${instant},
    CONSTRAINT company_custom_id_key UNIQUE (custom_id_key),
    CONSTRAINT company_siren_check CHECK (siren IS NULL OR LENGTH(siren) = 9),
    CONSTRAINT company_nic_check CHECK (nic IS NULL OR (LENGTH(nic) = 5 AND siren IS NOT NULL))
);

CREATE TABLE client (
    id ${id},
    custom_id TEXT NOT NULL,
    custom_id_key TEXT NOT NULL,
    civility TEXT,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    employee_role TEXT NOT NULL,
    email TEXT NOT NULL,
    telephone TEXT NOT NULL,
    company_id ${integer},
    commercial_id ${integer},
    sort_name TEXT NOT NULL,
    sort_company TEXT NOT NULL,
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    archived_at ${instant},
    CONSTRAINT client_custom_id_key UNIQUE (custom_id_key),
    CONSTRAINT client_civility_check CHECK (civility IN ('MR', 'MME', 'MLE', 'AUTRE')),
    CONSTRAINT client_company_fkey FOREIGN KEY (company_id) REFERENCES company (id),
    CONSTRAINT client_commercial_fkey FOREIGN KEY (commercial_id) REFERENCES person (id)
);

-- A word and whose it is, in the order in which words are looked up; and back, to change them.
-- only sqlite
CREATE TABLE company_word (
    word TEXT NOT NULL,
    company_id INTEGER NOT NULL,
    CONSTRAINT company_word_key PRIMARY KEY (word, company_id),
    CONSTRAINT company_word_company_fkey FOREIGN KEY (company_id) REFERENCES company (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE client_word (
    word TEXT NOT NULL,
    client_id INTEGER NOT NULL,
    CONSTRAINT client_word_key PRIMARY KEY (word, client_id),
    CONSTRAINT client_word_client_fkey FOREIGN KEY (client_id) REFERENCES client (id) ON DELETE CASCADE
) WITHOUT ROWID;
-- end
-- only postgresql
-- Words and sort keys are folded already: both engines compare them byte by byte.
CREATE TABLE company_word (
    word TEXT COLLATE "C" NOT NULL,
    company_id BIGINT NOT NULL,
    CONSTRAINT company_word_key PRIMARY KEY (word, company_id),
    CONSTRAINT company_word_company_fkey FOREIGN KEY (company_id) REFERENCES company (id) ON DELETE CASCADE
);
CREATE TABLE client_word (
    word TEXT COLLATE "C" NOT NULL,
    client_id BIGINT NOT NULL,
    CONSTRAINT client_word_key PRIMARY KEY (word, client_id),
    CONSTRAINT client_word_client_fkey FOREIGN KEY (client_id) REFERENCES client (id) ON DELETE CASCADE
);
ALTER TABLE company ALTER COLUMN sort_name TYPE TEXT COLLATE "C";
ALTER TABLE company ALTER COLUMN sort_town TYPE TEXT COLLATE "C";
ALTER TABLE client ALTER COLUMN sort_name TYPE TEXT COLLATE "C";
ALTER TABLE client ALTER COLUMN sort_company TYPE TEXT COLLATE "C";
-- end
CREATE INDEX company_word_company_index ON company_word (company_id, word);
CREATE INDEX client_word_client_index ON client_word (client_id, word);

-- One index for each order of a list, for those at work and those put away: a page costs its own rows, however many there are.
CREATE INDEX company_name_index ON company (sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX company_town_index ON company (sort_town, sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX company_created_index ON company (created_at, id) WHERE archived_at IS NULL;
CREATE INDEX company_archived_name_index ON company (sort_name, id) WHERE archived_at IS NOT NULL;
CREATE INDEX company_archived_town_index ON company (sort_town, sort_name, id) WHERE archived_at IS NOT NULL;
CREATE INDEX company_archived_created_index ON company (created_at, id) WHERE archived_at IS NOT NULL;

CREATE INDEX client_name_index ON client (sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX client_company_name_index ON client (sort_company, sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX client_created_index ON client (created_at, id) WHERE archived_at IS NULL;
CREATE INDEX client_commercial_name_index ON client (commercial_id, sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX client_commercial_company_index ON client (commercial_id, sort_company, sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX client_commercial_created_index ON client (commercial_id, created_at, id) WHERE archived_at IS NULL;
CREATE INDEX client_archived_name_index ON client (sort_name, id) WHERE archived_at IS NOT NULL;
CREATE INDEX client_archived_company_index ON client (sort_company, sort_name, id) WHERE archived_at IS NOT NULL;
CREATE INDEX client_archived_created_index ON client (created_at, id) WHERE archived_at IS NOT NULL;
CREATE INDEX client_company_index ON client (company_id, sort_name, id);
CREATE INDEX client_commercial_index ON client (commercial_id);

-- How many clients each commercial has (0: nobody's), kept by whoever changes a client: a list of a million need not count them.
CREATE TABLE client_tally (
    commercial_id ${integer} NOT NULL,
    active ${integer} NOT NULL,
    archived ${integer} NOT NULL,
    CONSTRAINT client_tally_key PRIMARY KEY (commercial_id)
);

-- down
DROP TABLE client_tally;
DROP TABLE client_word;
DROP TABLE company_word;
DROP TABLE client;
DROP TABLE company;
