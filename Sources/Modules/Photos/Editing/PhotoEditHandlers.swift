import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Who may change the photo that the path names: `seePhoto` has found it, `writeAlbum` allows it.
extension Access {
    static let writePhoto = Access.all([.writeAlbum, .rule(PhotoRules.seePhoto)])
}

extension PhotosModule {
    func editPhoto(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let photo = try photo(context, db)
        return .page(try photoForm(photo, PhotoForm(photo), FieldErrors(), context, db))
    }

    func savePhoto(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let old = try photo(context, db)
        let form: PhotoForm = try context.form()
        var errors = FieldErrors()
        let facts = form.facts(old, &errors)
        if form.version != String(old.version) { errors[""] = Self.changedMeanwhile }
        if errors.isEmpty {
            let before = PhotoFacts(old)
            let changes = Changes.only([
                ("caption", before.caption, facts.caption), ("author", before.author, facts.author),
                ("taken_at", before.taken?.description ?? "", facts.taken?.description ?? ""),
                ("place", place(before.point), place(facts.point)),
            ])
            if try changes.isEmpty || PhotoEditing.update(old, to: facts, now: context.now, db) {
                if !changes.isEmpty {
                    try context.record("update", "photo", id: old.id, label: old.fileName, changes: changes, db)
                }
                return try back(context, db).noticing(.good, tr("Saved."))
            }
            errors[""] = Self.changedMeanwhile
        }
        return .page(try photoForm(old, form, errors, context, db), status: errors[""] == nil ? 422 : 409)
    }

    private func place(_ point: MapPoint?) -> String { point.map { "\($0.latitude), \($0.longitude)" } ?? "" }

    func turnPhoto(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: TurnForm = try context.form()
        let photo = try photo(context, db)
        try PhotoEditing.turn(photo, by: form.quarters, now: context.now, db)
        try context.record("update", "photo", id: photo.id, label: photo.fileName, db)
        return try back(context, db).noticing(.good, tr("The photo is being turned."))
    }

    func chooseCover(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let photo = try photo(context, db)
        let album = try album(context, db)
        guard photo.hiddenAt == nil else { throw Failure.unprocessable(tr("This photo was taken down.")) }
        try PhotoEditing.cover(photo.id, of: album, now: context.now, db)
        return try back(context, db).noticing(.good, tr("This photo is now the album’s cover."))
    }

    func trashPhoto(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let photo = try photo(context, db)
        let album = try album(context, db)
        try PhotoTrash.add([photo], of: album, by: context, db)
        return settled(.seeOther(album.url + "?edit=1"))
            .noticing(.good, tr("The photo is in the trash. It can be restored for 30 days."))
    }

    private func back(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let album = try album(context, db)
        return .seeOther(album.url + "/" + PhotoPath.escaped(context.parameter("file")))
    }

    private func photoForm(
        _ photo: Photo, _ form: PhotoForm, _ errors: FieldErrors, _ context: RequestContext, _ db: any Connection
    ) throws -> PhotoFormPage {
        let album = try album(context, db)
        let base = context.url(album.url)
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
