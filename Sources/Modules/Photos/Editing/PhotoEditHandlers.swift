import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Who may change the photo that the path names: `seePhoto` has found it, `writeAlbum` allows it.
extension Access {
    static let writePhoto = Access.all([.writeAlbum, .rule(PhotoRules.seePhoto)])
}

extension PhotosModule {
    func editPhoto(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let photo = try photo(visit, db)
        return .page(try photoForm(photo, PhotoForm(photo), FieldErrors(), visit, db))
    }

    func savePhoto(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let old = try photo(visit, db)
        let form: PhotoForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(old, &errors)
        if form.version != String(old.version) { errors[""] = Self.changedMeanwhile }
        if errors.isEmpty {
            if try PhotoEditing.update(old, to: facts, now: visit.now, db) {
                let before = PhotoFacts(old)
                try visit.record(
                    "update", "photo", id: old.id, label: old.fileName,
                    changes: Changes.only([
                        ("caption", before.caption, facts.caption), ("author", before.author, facts.author),
                        ("taken_at", before.taken?.description ?? "", facts.taken?.description ?? ""),
                        ("place", place(before.point), place(facts.point)),
                    ]), db)
                return try back(visit, db).noticing(.good, tr("Saved."))
            }
            errors[""] = Self.changedMeanwhile
        }
        return .page(try photoForm(old, form, errors, visit, db), status: errors[""] == nil ? 422 : 409)
    }

    private func place(_ point: MapPoint?) -> String { point.map { "\($0.latitude), \($0.longitude)" } ?? "" }

    func turnPhoto(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: TurnForm = try visit.form()
        let photo = try photo(visit, db)
        try PhotoEditing.turn(photo, by: form.quarters, now: visit.now, db)
        try visit.record("update", "photo", id: photo.id, label: photo.fileName, db)
        return try back(visit, db).noticing(.good, tr("The photo is being turned."))
    }

    func chooseCover(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let photo = try photo(visit, db)
        let album = try album(visit, db)
        guard photo.hiddenAt == nil else { throw Failure.unprocessable(tr("This photo was taken down.")) }
        try PhotoEditing.cover(photo.id, of: album, now: visit.now, db)
        return try back(visit, db).noticing(.good, tr("This photo is now the album’s cover."))
    }

    func trashPhoto(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let photo = try photo(visit, db)
        let album = try album(visit, db)
        try PhotoTrash.add([photo], of: album, by: visit, db)
        return settled(.seeOther(album.url + "?edit=1"))
            .noticing(.good, tr("The photo is in the trash. It can be restored for 30 days."))
    }

    private func back(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let album = try album(visit, db)
        return .seeOther(album.url + "/" + PhotoPath.escaped(visit.parameter("file")))
    }

    private func photoForm(
        _ photo: Photo, _ form: PhotoForm, _ errors: FieldErrors, _ visit: Visit, _ db: any Connection
    ) throws -> PhotoFormPage {
        let album = try album(visit, db)
        let base = visit.url(album.url)
        let view = PhotoView(photo, base: base)
        return PhotoFormPage(
            photo: view, form: form, errors: errors, action: view.pictures + "edit", back: view.url,
            albumName: album.facts.name, albumUrl: base, turnUrl: view.pictures + "turn",
            coverUrl: view.pictures + "cover", trashUrl: view.pictures + "trash",
            isCover: album.coverPhotoID == photo.id,
            people: try authors(of: album, db))
    }

    /// Whom one may mean by the author: those of this album, and its uploaders.
    func authors(of album: Album, _ db: any Connection) throws -> [String] {
        try db.values(
            """
            SELECT DISTINCT author FROM photo WHERE album_id = \(album.id) AND author <> '' AND trashed_at IS NULL
            ORDER BY author LIMIT 50
            """, as: String.self)
    }
}

/// Left or right.
struct TurnForm: Form {
    let quarters: Int
    static let names = ["way"]
    init(_ fields: Fields) { quarters = fields["way"] == "left" ? 3 : 1 }
}
