-- Collections, their albums, their photos; who likes, shares and reports them; what waits to be moved on disk.
-- owner: photos (photo_collection, photo_album, photo, photo_word, photo_favourite, photo_link, photo_report, photo_upload, photo_move)

-- up

-- `path` is where the folder lies below PORTAL_DATA_DIR/photos: `2026`, or `_trash/collection-7` once it is in the trash.
CREATE TABLE photo_collection (
    id ${id},
    directory TEXT NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    visible ${integer} NOT NULL DEFAULT 0,
    starts_on ${day},
    ends_on ${day},
    position ${integer} NOT NULL DEFAULT 0,
    cover_album_id ${integer},
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    trashed_at ${instant},
    trashed_by ${integer},
    CONSTRAINT photo_collection_path_key UNIQUE (path),
    CONSTRAINT photo_collection_visible_check CHECK (visible IN (0, 1)),
    CONSTRAINT photo_collection_trashed_by_fkey FOREIGN KEY (trashed_by) REFERENCES person (id)
);

CREATE TABLE photo_album (
    id ${id},
    collection_id ${integer} NOT NULL,
    directory TEXT NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    place TEXT NOT NULL,
    visible ${integer} NOT NULL DEFAULT 0,
    starts_on ${day},
    ends_on ${day},
    position ${integer} NOT NULL DEFAULT 0,
    cover_photo_id ${integer},
    photo_count ${integer} NOT NULL DEFAULT 0,
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    trashed_at ${instant},
    trashed_by ${integer},
    CONSTRAINT photo_album_path_key UNIQUE (path),
    CONSTRAINT photo_album_visible_check CHECK (visible IN (0, 1)),
    CONSTRAINT photo_album_count_check CHECK (photo_count >= 0),
    CONSTRAINT photo_album_collection_fkey FOREIGN KEY (collection_id) REFERENCES photo_collection (id),
    CONSTRAINT photo_album_trashed_by_fkey FOREIGN KEY (trashed_by) REFERENCES person (id)
);
CREATE INDEX photo_album_collection_index ON photo_album (collection_id, position, id);
CREATE INDEX photo_album_newest_index ON photo_album (created_at, id);

-- `trash_key` is 0, or the photo's own id once it is in the trash: its name is free again. `sort_key` is the order of an album: dated
-- photos by the clock of their place, then the undated by name. `turns` are quarter turns, clockwise, that people added. `clean` says that
-- there is a copy for downloads, without the place that the original tells.
CREATE TABLE photo (
    id ${id},
    album_id ${integer} NOT NULL,
    file_name TEXT NOT NULL,
    trash_key ${integer} NOT NULL DEFAULT 0,
    type TEXT NOT NULL,
    bytes ${integer} NOT NULL,
    sha256 TEXT NOT NULL,
    width ${integer} NOT NULL,
    height ${integer} NOT NULL,
    turns ${integer} NOT NULL DEFAULT 0,
    taken_at TEXT,
    taken_offset ${integer},
    sort_key TEXT NOT NULL,
    camera TEXT NOT NULL,
    details TEXT NOT NULL,
    author TEXT NOT NULL,
    author_id ${integer},
    uploader_id ${integer},
    caption TEXT NOT NULL,
    latitude ${real},
    longitude ${real},
    duration ${real},
    placeholder TEXT NOT NULL,
    clean ${integer} NOT NULL DEFAULT 0,
    renditions TEXT NOT NULL,
    rendition ${integer} NOT NULL DEFAULT 1,
    attempts ${integer} NOT NULL DEFAULT 0,
    next_try_at ${instant},
    fault TEXT NOT NULL DEFAULT '',
    hidden_at ${instant},
    version ${integer} NOT NULL DEFAULT 1,
    created_at ${instant} NOT NULL,
    updated_at ${instant} NOT NULL,
    trashed_at ${instant},
    trashed_by ${integer},
    CONSTRAINT photo_file_key UNIQUE (album_id, file_name, trash_key),
    CONSTRAINT photo_turns_check CHECK (turns IN (0, 1, 2, 3)),
    CONSTRAINT photo_renditions_check CHECK (renditions IN ('waiting', 'made', 'none', 'failed')),
    CONSTRAINT photo_album_fkey FOREIGN KEY (album_id) REFERENCES photo_album (id),
    CONSTRAINT photo_author_fkey FOREIGN KEY (author_id) REFERENCES person (id),
    CONSTRAINT photo_uploader_fkey FOREIGN KEY (uploader_id) REFERENCES person (id),
    CONSTRAINT photo_trashed_by_fkey FOREIGN KEY (trashed_by) REFERENCES person (id)
);

-- only postgresql
-- Keys of an order that both engines must keep byte by byte.
ALTER TABLE photo ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
ALTER TABLE photo ALTER COLUMN file_name TYPE TEXT COLLATE "C";
ALTER TABLE photo ALTER COLUMN taken_at TYPE TEXT COLLATE "C";
ALTER TABLE photo_album ALTER COLUMN path TYPE TEXT COLLATE "C";
ALTER TABLE photo_collection ALTER COLUMN path TYPE TEXT COLLATE "C";
-- end

CREATE INDEX photo_album_order_index ON photo (album_id, sort_key, id) WHERE trashed_at IS NULL;
-- What a search looks through, newest first.
CREATE INDEX photo_taken_index ON photo (COALESCE(taken_at, ''), id) WHERE trashed_at IS NULL AND hidden_at IS NULL;
CREATE INDEX photo_sha256_index ON photo (sha256);
CREATE INDEX photo_waiting_index ON photo (next_try_at, id) WHERE renditions = 'waiting';
CREATE INDEX photo_failed_index ON photo (id) WHERE renditions = 'failed';
CREATE INDEX photo_trashed_index ON photo (trashed_at) WHERE trashed_at IS NOT NULL;

-- The words of captions, authors and names of files, in the order in which they are looked up; and back, to change them.
-- only sqlite
CREATE TABLE photo_word (
    word TEXT NOT NULL,
    photo_id INTEGER NOT NULL,
    CONSTRAINT photo_word_key PRIMARY KEY (word, photo_id),
    CONSTRAINT photo_word_photo_fkey FOREIGN KEY (photo_id) REFERENCES photo (id) ON DELETE CASCADE
) WITHOUT ROWID;
-- end
-- only postgresql
CREATE TABLE photo_word (
    word TEXT COLLATE "C" NOT NULL,
    photo_id BIGINT NOT NULL,
    CONSTRAINT photo_word_key PRIMARY KEY (word, photo_id),
    CONSTRAINT photo_word_photo_fkey FOREIGN KEY (photo_id) REFERENCES photo (id) ON DELETE CASCADE
);
-- end
CREATE INDEX photo_word_photo_index ON photo_word (photo_id, word);

CREATE TABLE photo_favourite (
    person_id ${integer} NOT NULL,
    photo_id ${integer} NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT photo_favourite_key PRIMARY KEY (person_id, photo_id),
    CONSTRAINT photo_favourite_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT photo_favourite_photo_fkey FOREIGN KEY (photo_id) REFERENCES photo (id) ON DELETE CASCADE
);
CREATE INDEX photo_favourite_photo_index ON photo_favourite (photo_id);

-- A link for outsiders, to an album or to one photo of it; the token itself is known to its holders only.
CREATE TABLE photo_link (
    id ${id},
    token_hash TEXT NOT NULL,
    album_id ${integer} NOT NULL,
    photo_id ${integer},
    label TEXT NOT NULL,
    password_hash TEXT,
    created_by ${integer} NOT NULL,
    created_at ${instant} NOT NULL,
    expires_at ${instant},
    revoked_at ${instant},
    visits ${integer} NOT NULL DEFAULT 0,
    last_visit_at ${instant},
    CONSTRAINT photo_link_token_key UNIQUE (token_hash),
    CONSTRAINT photo_link_album_fkey FOREIGN KEY (album_id) REFERENCES photo_album (id) ON DELETE CASCADE,
    CONSTRAINT photo_link_photo_fkey FOREIGN KEY (photo_id) REFERENCES photo (id) ON DELETE CASCADE,
    CONSTRAINT photo_link_creator_fkey FOREIGN KEY (created_by) REFERENCES person (id)
);
CREATE INDEX photo_link_album_index ON photo_link (album_id, id);
CREATE INDEX photo_link_photo_index ON photo_link (photo_id);

-- “Please take this down”: hidden at once, decided later.
CREATE TABLE photo_report (
    id ${id},
    photo_id ${integer} NOT NULL,
    reporter_id ${integer},
    contact TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at ${instant} NOT NULL,
    decision TEXT,
    decided_by ${integer},
    decided_at ${instant},
    CONSTRAINT photo_report_decision_check CHECK (decision IN ('kept', 'removed')),
    CONSTRAINT photo_report_photo_fkey FOREIGN KEY (photo_id) REFERENCES photo (id) ON DELETE CASCADE,
    CONSTRAINT photo_report_reporter_fkey FOREIGN KEY (reporter_id) REFERENCES person (id),
    CONSTRAINT photo_report_decider_fkey FOREIGN KEY (decided_by) REFERENCES person (id)
);
CREATE INDEX photo_report_decided_index ON photo_report (decided_at, id) WHERE decision IS NOT NULL;
CREATE INDEX photo_report_photo_index ON photo_report (photo_id);
CREATE INDEX photo_report_open_index ON photo_report (created_at, id) WHERE decision IS NULL;

-- A file that comes in pieces; its bytes so far lie in `_incoming/<token>`.
CREATE TABLE photo_upload (
    token TEXT NOT NULL,
    album_id ${integer} NOT NULL,
    person_id ${integer} NOT NULL,
    file_name TEXT NOT NULL,
    bytes ${integer} NOT NULL,
    created_at ${instant} NOT NULL,
    CONSTRAINT photo_upload_key PRIMARY KEY (token),
    CONSTRAINT photo_upload_album_fkey FOREIGN KEY (album_id) REFERENCES photo_album (id) ON DELETE CASCADE,
    CONSTRAINT photo_upload_person_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);

-- What the database already holds to be so and the disk does not yet: done right after the commit, or by the next process if this one
-- was killed in between. No target: to be removed.
CREATE TABLE photo_move (
    id ${id},
    source TEXT NOT NULL,
    target TEXT,
    created_at ${instant} NOT NULL
);

-- down
DROP TABLE photo_move;
DROP TABLE photo_upload;
DROP TABLE photo_report;
DROP TABLE photo_link;
DROP TABLE photo_favourite;
DROP TABLE photo_word;
DROP TABLE photo;
DROP TABLE photo_album;
DROP TABLE photo_collection;
