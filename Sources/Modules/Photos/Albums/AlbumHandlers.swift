import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    /// Photos on a page of an album: enough for a phone's evening, little enough for its network.
    static let pageSize = 60

    func showAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try albumPage(context, BulkForm(Fields()), FieldErrors(), db))
    }

    func albumPage(_ context: RequestContext, _ form: BulkForm, _ errors: FieldErrors, _ db: any Connection) throws
        -> AlbumPage
    {
        let album = try album(context, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        let place = PhotoVisibility.Place(
            album: album.id, collection: collection.id, isPublished: album.isVisible && collection.isVisible)
        let writes = try PhotoVisibility(context: context).mayWrite(place)
        let list = try AlbumList(context, album, seesHidden: writes)
        let url = context.url(album.url)
        let photos = try list.photos(db)
        let count = try list.count(db)
        let liked = try Favourites.among(photos.map(\.id), context.actor.id, db)
        let editing = writes && context.request.query.has("edit")
        return AlbumPage(
            name: album.facts.name, description: album.facts.description, place: album.facts.place, url: url,
            collectionName: collection.facts.name, collectionUrl: context.url(collection.url),
            isHidden: !place.isPublished, startsOn: album.facts.startsOn, endsOn: album.facts.endsOn,
            photos: photos.map { PhotoView($0, base: url, isFavourite: liked.contains($0.id)) },
            pager: try list.pager(count), amount: GalleryCard.photoAmount(album.photoCount),
            first: list.query.offset + 1, count: count, pageSize: Self.pageSize, mayLike: !context.actor.isVisitor,
            editing: editing,
            mayWrite: writes, editUrl: writes ? url + "?edit=1" : "", detailsUrl: writes ? url + "/edit" : "",
            uploadUrl: writes ? url + "/uploads" : "", linksUrl: writes ? url + "/links" : "",
            archiveUrl: album.photoCount > 0 ? url + "/archive.zip" : "", bulkUrl: url + "/selection",
            selection: BulkView(
                albums: editing ? try targets(context, except: album, db) : [], form: form, errors: errors))
    }

    /// The album that the path names.
    func album(_ context: RequestContext, _ db: any Connection) throws -> Album {
        let id = try context.elements[PhotoRules.Found.album] ?? context.element("collection/album")
        guard let album = try Albums.find(id, db), album.trashedAt == nil else { throw Failure.notFound }
        return album
    }

    func newAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let collection = try collection(context, db)
        return .page(try albumForm(nil, collection, AlbumForm(Fields()), FieldErrors(), context, db))
    }

    func createAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let collection = try collection(context, db)
        let form: AlbumForm = try context.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: facts.name, otherwise: "album")
        if errors.isEmpty {
            do {
                let id = try db.savepoint {
                    try Albums.insert(facts, directory: directory, in: collection, now: context.now, db)
                }
                try context.record("create", "photo_album", id: id, label: facts.name, db)
                return HandlerResponse.seeOther(collection.url + "/" + PhotoPath.escaped(directory) + "?edit=1")
                    .noticing(.good, tr("The album is created, hidden until you publish it. Now add its photos."))
            } catch DatabaseError.unique("photo_album_path_key") {
                errors[form.directory.isEmpty ? "name" : "directory"] = Self.folderTaken
            }
        }
        return .page(try albumForm(nil, collection, form, errors, context, db), status: 422)
    }

    func editAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let album = try album(context, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        return .page(
            try albumForm(album, collection, AlbumForm(album, in: collection), FieldErrors(), context, db))
    }

    func saveAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let old = try album(context, db)
        guard let from = try PhotoCollections.find(old.collectionID, db) else { throw Failure.notFound }
        let form: AlbumForm = try context.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: old.directory, otherwise: old.directory)
        let target = try target(form.collection, from, &errors, context, db)
        if form.visible, !old.isVisible, old.photoCount == 0 {
            errors["visible"] = tr("An album needs a photo before it can be published.")
        }
        if form.version != String(old.version) { errors[""] = Self.changedMeanwhile }
        if errors.isEmpty {
            let path = target.path + "/" + directory
            let changes = Changes.of(old, facts, path, form.visible)
            do {
                let done =
                    try changes.isEmpty
                    || db.savepoint {
                        try Albums.update(
                            old, to: facts, directory: directory, in: target, visible: form.visible, now: context.now,
                            db)
                    }
                if done {
                    if !changes.isEmpty {
                        try context.record(
                            "update", "photo_album", id: old.id, label: facts.name, changes: changes, db)
                    }
                    return settled(.seeOther(target.url + "/" + PhotoPath.escaped(directory)))
                        .noticing(.good, tr("Saved."))
                }
                errors[""] = Self.changedMeanwhile
            } catch DatabaseError.unique("photo_album_path_key") { errors["directory"] = Self.folderTaken }
        }
        return .page(
            try albumForm(old, from, form, errors, context, db), status: errors[""] == nil ? 422 : 409)
    }

    /// The collection an album is to lie in: moving it elsewhere takes the right to change that one too.
    private func target(
        _ directory: String, _ from: PhotoCollection, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> PhotoCollection {
        if directory.isEmpty || directory == from.directory { return from }
        guard let found = try PhotoCollections.find(directory: directory, db), found.trashedAt == nil,
            try context.may(.write, Self.collection, on: found.id, db)
        else {
            errors["collection"] = tr("Please choose from the list.")
            return from
        }
        return found
    }

    private func albumForm(
        _ album: Album?, _ collection: PhotoCollection, _ form: AlbumForm, _ errors: FieldErrors,
        _ context: RequestContext,
        _ db: any Connection
    ) throws -> AlbumFormPage {
        let chosen = form.collection.isEmpty ? collection.directory : form.collection
        let others = try db.rows(
            """
            SELECT \(sql: PhotoCollection.columns) FROM photo_collection WHERE trashed_at IS NULL
            AND \(sql: context.visible(.write, Self.collection)) ORDER BY \(sql: Gallery.collectionOrder)
            """
        ).map(PhotoCollection.init)
        let all = others.contains { $0.id == collection.id } ? others : [collection] + others
        let url = context.url(album?.url ?? collection.url)
        return AlbumFormPage(
            heading: album?.facts.name ?? "", form: form, errors: errors,
            action: album == nil ? url + "/new" : url + "/edit", back: url, collectionName: collection.facts.name,
            collectionUrl: context.url(collection.url), isNew: album == nil,
            mayPublish: album.map { $0.isVisible || $0.photoCount > 0 } ?? false,
            collections: all.map { Choice($0.directory, named: $0.facts.name, selected: $0.directory == chosen) },
            deleteUrl: try album.map { try context.may(.delete, Self.album, on: $0.id, db) } ?? false
                ? url + "/delete" : "")
    }
}
