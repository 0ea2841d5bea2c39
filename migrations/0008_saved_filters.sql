-- Filters that people keep under a name: their own, and those that a role shares.
-- owner: kit (saved_filter, saved_filter_default)

-- up

-- Either a person's own (owner_id) or a role's (role_id); list is the scope of the rows it chooses. Whoever shared it is its author.
CREATE TABLE saved_filter (
    id ${id},
    list TEXT NOT NULL,
    owner_id ${integer},
    role_id ${integer},
    author_id ${integer},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    text TEXT NOT NULL,
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    CONSTRAINT saved_filter_owner_key UNIQUE (owner_id, list, name_key),
    CONSTRAINT saved_filter_role_key UNIQUE (role_id, list, name_key),
    CONSTRAINT saved_filter_holder_check CHECK ((owner_id IS NULL) <> (role_id IS NULL)),
    CONSTRAINT saved_filter_owner_fkey FOREIGN KEY (owner_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT saved_filter_role_fkey FOREIGN KEY (role_id) REFERENCES role (id) ON DELETE CASCADE,
    CONSTRAINT saved_filter_author_fkey FOREIGN KEY (author_id) REFERENCES person (id) ON DELETE SET NULL
);
CREATE INDEX saved_filter_author_index ON saved_filter (author_id);

-- With which filter a person's list opens.
CREATE TABLE saved_filter_default (
    person_id ${integer} NOT NULL,
    list TEXT NOT NULL,
    filter_id ${integer} NOT NULL,
    CONSTRAINT saved_filter_default_key PRIMARY KEY (person_id, list),
    CONSTRAINT saved_filter_default_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT saved_filter_default_filter_fkey FOREIGN KEY (filter_id) REFERENCES saved_filter (id) ON DELETE CASCADE
);
CREATE INDEX saved_filter_default_filter_index ON saved_filter_default (filter_id);

-- down
DROP TABLE saved_filter_default;
DROP TABLE saved_filter;
