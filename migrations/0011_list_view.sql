-- How somebody wants to see a list: which of its columns, and how close its lines.
-- owner: kit (list_view)

-- up

-- list is the path of the list; columns are names separated by blanks, in the order of the list itself.
CREATE TABLE list_view (
    person_id ${integer} NOT NULL,
    list TEXT NOT NULL,
    columns TEXT NOT NULL,
    is_dense BOOLEAN NOT NULL,
    CONSTRAINT list_view_key PRIMARY KEY (person_id, list),
    CONSTRAINT list_view_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);

-- down
DROP TABLE list_view;
