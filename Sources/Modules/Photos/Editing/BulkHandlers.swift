import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    /// Does one thing with all photos that were ticked; all of it, or none.
    func changeSelection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: BulkForm = try context.form()
        let album = try album(context, db)
        var errors = FieldErrors()
        let photos = try db.rows(
            """
            SELECT \(sql: Photo.columns) FROM photo WHERE photo.album_id = \(album.id) AND photo.trashed_at IS NULL
            AND photo.id IN \(in: form.photos) ORDER BY photo.sort_key, photo.id
            """
        ).map(Photo.init)
        if photos.isEmpty { errors["photo"] = tr("Choose the photos first.") }
        let done = errors.isEmpty ? try perform(form, photos, album, &errors, context, db) : nil
        guard let done, errors.isEmpty else {
            if errors.isEmpty { errors[""] = tr("Choose what to do with the photos.") }
            return .page(try albumPage(context, form, errors, db), status: 422)
        }
        return settled(.seeOther(album.url + "?edit=1")).noticing(.good, done)
    }

    private func perform(
        _ form: BulkForm, _ photos: [Photo], _ album: Album, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> Message? {
        let count = photos.count
        switch form.deed {
        case .author:
            let author = errors.line("author", form.author, most: 64)
            guard errors.isEmpty else { return nil }
            for photo in photos {
                var facts = PhotoFacts(photo)
                facts.author = author
                _ = try PhotoEditing.update(photo, to: facts, now: context.now, db)
            }
            try note("author", author, photos, album, context, db)
            return trn("%(count)s photo changed.", "%(count)s photos changed.", count)
        case .shift:
            guard let seconds = form.seconds(&errors) else { return nil }
            let meant = form.camera == "all" ? try sameCameras(photos, album, db) : photos
            for photo in meant { try PhotoEditing.shift(photo, seconds: seconds, now: context.now, db) }
            try note("taken_at", form.shift.tidied, meant, album, context, db)
            return trn("%(count)s photo changed.", "%(count)s photos changed.", meant.count)
        case .turnRight, .turnLeft:
            for photo in photos {
                try PhotoEditing.turn(photo, by: form.deed == .turnLeft ? 3 : 1, now: context.now, db)
            }
            return trn("%(count)s photo is being turned.", "%(count)s photos are being turned.", count)
        case .move: return try move(form, photos, album, &errors, context, db)
        case .trash:
            try PhotoTrash.add(photos, of: album, by: context, db)
            return trn("%(count)s photo is in the trash.", "%(count)s photos are in the trash.", count)
        case nil: return nil
        }
    }

    /// The photos of the same cameras: when one was late, all its pictures are.
    private func sameCameras(_ photos: [Photo], _ album: Album, _ db: any Connection) throws -> [Photo] {
        let cameras = Set(photos.map(\.camera).filter { !$0.isEmpty }).sorted()
        let others = try db.rows(
            """
            SELECT \(sql: Photo.columns) FROM photo WHERE photo.album_id = \(album.id) AND photo.trashed_at IS NULL
            AND photo.camera IN \(in: cameras)
            """
        ).map(Photo.init)
        let known = Set(others.map(\.id))
        return others + photos.filter { !known.contains($0.id) }
    }

    private func move(
        _ form: BulkForm, _ photos: [Photo], _ album: Album, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> Message? {
        guard let target = try Albums.find(path: form.album, db), target.trashedAt == nil, target.id != album.id,
            try context.may(.write, Self.album, on: target.id, db)
        else {
            errors["album"] = tr("Please choose from the list.")
            return nil
        }
        for photo in photos {
            do {
                try db.savepoint { try PhotoEditing.move(photo, from: album, to: target, now: context.now, db) }
            } catch DatabaseError.unique("photo_file_key") {
                errors["album"] = tr(
                    "“%(album)s” has a file named %(name)s already; nothing was moved.",
                    ["album": .text(target.facts.name), "name": .text(photo.fileName)])
                return nil
            }
        }
        try Albums.recount(album.id, now: context.now, db)
        try Albums.recount(target.id, now: context.now, db)
        try note("album", target.path, photos, album, context, db)
        return trn("%(count)s photo moved.", "%(count)s photos moved.", photos.count)
    }

    /// One line of the log for all of them.
    private func note(
        _ field: String, _ value: String, _ photos: [Photo], _ album: Album, _ context: RequestContext,
        _ db: any Connection
    ) throws {
        let names = photos.map(\.fileName).joined(separator: ", ")
        try context.record(
            "update", "photo_album", id: album.id, label: album.facts.name,
            changes: [
                AuditChange(field: field, before: nil, after: value),
                AuditChange(field: "photos", before: nil, after: names),
            ], db)
    }

    /// The albums that photos may be moved to.
    func targets(_ context: RequestContext, except album: Album, _ db: any Connection) throws -> [Choice] {
        try db.rows(
            """
            SELECT photo_album.path, photo_album.name, photo_collection.name AS collection FROM photo_album
            JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_album.trashed_at IS NULL AND photo_collection.trashed_at IS NULL AND photo_album.id <> \(album.id)
            AND \(sql: context.visible(.write, Self.album)) ORDER BY \(sql: Gallery.collectionOrder), \(sql: Gallery.albumOrder)
            LIMIT 500
            """
        ).map { row in
            let name = "\(try row.get("collection", as: String.self)) › \(try row.get("name", as: String.self))"
            return Choice(try row.get("path"), named: name, selected: false)
        }
    }
}
