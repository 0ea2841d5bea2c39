import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    /// Photos on a page of an album: enough for a phone's evening, little enough for its network.
    static let pageSize = 60

    func showAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(try albumPage(visit, BulkForm(Fields()), FieldErrors(), db))
    }

    func albumPage(_ visit: Visit, _ form: BulkForm, _ errors: FieldErrors, _ db: any Connection) throws -> AlbumPage {
        let album = try album(visit, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        let place = Sight.Place(
            album: album.id, collection: collection.id, isPublished: album.isVisible && collection.isVisible)
        let writes = try Sight(visit: visit).mayWrite(place)
        let list = try AlbumList(visit, album, seesHidden: writes)
        let url = visit.url(album.url)
        let photos = try list.photos(db)
        let count = try list.count(db)
        let liked = try Favourites.among(photos.map(\.id), visit.actor.id, db)
        let editing = writes && visit.asked.query.has("edit")
        return AlbumPage(
            name: album.facts.name, description: album.facts.description, place: album.facts.place, url: url,
            collectionName: collection.facts.name, collectionUrl: visit.url(collection.url),
            isHidden: !place.isPublished, startsOn: album.facts.startsOn, endsOn: album.facts.endsOn,
            photos: photos.map { PhotoView($0, base: url, isFavourite: liked.contains($0.id)) },
            pager: try list.pager(count), amount: GalleryCard.photoAmount(album.photoCount),
            first: list.query.offset + 1, count: count, pageSize: Self.pageSize, mayLike: !visit.actor.isVisitor,
            editing: editing,
            mayWrite: writes, editUrl: writes ? url + "?edit=1" : "", detailsUrl: writes ? url + "/edit" : "",
            uploadUrl: writes ? url + "/uploads" : "", linksUrl: writes ? url + "/links" : "",
            archiveUrl: album.photoCount > 0 ? url + "/archive.zip" : "", bulkUrl: url + "/selection",
            selection: BulkView(
                albums: editing ? try targets(visit, except: album, db) : [], form: form, errors: errors))
    }

    /// The album that the path names.
    func album(_ visit: Visit, _ db: any Connection) throws -> Album {
        let id = try visit.elements[PhotoRules.Found.album] ?? visit.element("collection/album")
        guard let album = try Albums.find(id, db), album.trashedAt == nil else { throw Failure.notFound }
        return album
    }

    func newAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let collection = try collection(visit, db)
        return .page(try albumForm(nil, collection, AlbumForm(Fields()), FieldErrors(), visit, db))
    }

    func createAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let collection = try collection(visit, db)
        let form: AlbumForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: facts.name, otherwise: "album")
        if errors.isEmpty {
            do {
                let id = try db.savepoint {
                    try Albums.insert(facts, directory: directory, in: collection, now: visit.now, db)
                }
                try visit.record("create", "photo_album", id: id, label: facts.name, db)
                return Reply.seeOther(collection.url + "/" + PhotoPath.escaped(directory) + "?edit=1")
                    .noticing(.good, tr("The album is created, hidden until you publish it. Now add its photos."))
            } catch DatabaseError.unique("photo_album_path_key") {
                errors[form.directory.isEmpty ? "name" : "directory"] = Self.folderTaken
            }
        }
        return .page(try albumForm(nil, collection, form, errors, visit, db), status: 422)
    }

    func editAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let album = try album(visit, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        return .page(
            try albumForm(album, collection, AlbumForm(album, in: collection), FieldErrors(), visit, db))
    }

    func saveAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let old = try album(visit, db)
        guard let from = try PhotoCollections.find(old.collectionID, db) else { throw Failure.notFound }
        let form: AlbumForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: old.directory, otherwise: old.directory)
        let target = try target(form.collection, from, &errors, visit, db)
        if form.visible, !old.isVisible, old.photoCount == 0 {
            errors["visible"] = tr("An album needs a photo before it can be published.")
        }
        if form.version != String(old.version) { errors[""] = Self.changedMeanwhile }
        if errors.isEmpty {
            do {
                let done = try db.savepoint {
                    try Albums.update(
                        old, to: facts, directory: directory, in: target, visible: form.visible, now: visit.now, db)
                }
                if done {
                    let path = target.path + "/" + directory
                    try visit.record(
                        "update", "photo_album", id: old.id, label: facts.name,
                        changes: Changes.of(old, facts, path, form.visible), db)
                    return settled(.seeOther(target.url + "/" + PhotoPath.escaped(directory)))
                        .noticing(.good, tr("Saved."))
                }
                errors[""] = Self.changedMeanwhile
            } catch DatabaseError.unique("photo_album_path_key") { errors["directory"] = Self.folderTaken }
        }
        return .page(
            try albumForm(old, from, form, errors, visit, db), status: errors[""] == nil ? 422 : 409)
    }

    /// The collection an album is to lie in: moving it elsewhere takes the right to change that one too.
    private func target(
        _ directory: String, _ from: PhotoCollection, _ errors: inout FieldErrors, _ visit: Visit, _ db: any Connection
    ) throws -> PhotoCollection {
        if directory.isEmpty || directory == from.directory { return from }
        guard let found = try PhotoCollections.find(directory: directory, db), found.trashedAt == nil,
            try visit.may(.write, Self.collection, on: found.id, db)
        else {
            errors["collection"] = tr("Please choose from the list.")
            return from
        }
        return found
    }

    private func albumForm(
        _ album: Album?, _ collection: PhotoCollection, _ form: AlbumForm, _ errors: FieldErrors, _ visit: Visit,
        _ db: any Connection
    ) throws -> AlbumFormPage {
        let chosen = form.collection.isEmpty ? collection.directory : form.collection
        let others = try db.rows(
            """
            SELECT \(sql: PhotoCollection.columns) FROM photo_collection WHERE trashed_at IS NULL
            AND \(sql: visit.visible(.write, Self.collection)) ORDER BY \(sql: Gallery.collectionOrder)
            """
        ).map(PhotoCollection.init)
        let all = others.contains { $0.id == collection.id } ? others : [collection] + others
        let url = visit.url(album?.url ?? collection.url)
        return AlbumFormPage(
            heading: album?.facts.name ?? "", form: form, errors: errors,
            action: album == nil ? url + "/new" : url + "/edit", back: url, collectionName: collection.facts.name,
            collectionUrl: visit.url(collection.url), isNew: album == nil,
            mayPublish: album.map { $0.isVisible || $0.photoCount > 0 } ?? false,
            collections: all.map { Choice($0.directory, named: $0.facts.name, selected: $0.directory == chosen) },
            deleteUrl: try album.map { try visit.may(.delete, Self.album, on: $0.id, db) } ?? false
                ? url + "/delete" : "")
    }
}
