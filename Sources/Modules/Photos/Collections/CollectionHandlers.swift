import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    func listCollections(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let writes = visit.may(.write, Self.photos)
        let mayQueue = writes && visit.may(.all, Self.collection)
        return .page(
            CollectionListPage(
                cards: try Gallery.collections(visit, db).map { try GalleryCard($0, visit, db) },
                newUrl: writes && visit.may(.create, Self.collection) ? visit.url("/photos/new") : "",
                searchUrl: visit.url("/photos/search"),
                favouritesUrl: visit.actor.isVisitor ? "" : visit.url("/photos/favourites"),
                placesUrl: visit.url("/photos/places"), trashUrl: writes ? visit.url("/photos/trash") : "",
                queueUrl: mayQueue ? visit.url("/photos/queue") : "",
                reportsUrl: mayQueue ? visit.url("/photos/reports") : "",
                reports: mayQueue ? try Reports.waiting(db) : 0))
    }

    func showCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let collection = try collection(visit, db)
        let albums = try Gallery.albums(in: collection.id, visit, db)
        let writes =
            try visit.may(.write, Self.photos) && visit.may(.write, Self.collection, on: collection.id, db)
        // Nothing to show and nothing to do: the same answer as for a collection one may not see.
        if albums.isEmpty, !writes, try !visit.may(.read, Self.collection, on: collection.id, db) {
            throw visit.refusal("read/collection")
        }
        return .page(
            CollectionPage(
                name: collection.facts.name, description: collection.facts.description, url: visit.url(collection.url),
                isHidden: !collection.isVisible, startsOn: collection.facts.startsOn, endsOn: collection.facts.endsOn,
                cards: try albums.map { try GalleryCard($0, visit, db) },
                editUrl: writes ? visit.url(collection.url + "/edit") : "",
                newUrl: writes ? visit.url(collection.url + "/new") : ""))
    }

    func newCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(collectionForm(nil, PhotoCollectionForm(Fields()), FieldErrors(), [], visit))
    }

    func createCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: PhotoCollectionForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: facts.name, otherwise: "collection")
        if errors.isEmpty {
            do {
                let id = try db.savepoint {
                    try PhotoCollections.insert(facts, directory: directory, now: visit.now, db)
                }
                try visit.record("create", "photo_collection", id: id, label: facts.name, db)
                return Reply.seeOther("/photos/" + PhotoPath.escaped(directory))
                    .noticing(.good, tr("The collection is created, hidden until you publish it."))
            } catch DatabaseError.unique("photo_collection_path_key") {
                errors[form.directory.isEmpty ? "name" : "directory"] = Self.folderTaken
            }
        }
        return .page(collectionForm(nil, form, errors, [], visit), status: 422)
    }

    func editCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let collection = try collection(visit, db)
        return .page(
            collectionForm(
                collection, PhotoCollectionForm(collection), FieldErrors(), try order(of: collection, db), visit))
    }

    func saveCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let old = try collection(visit, db)
        let form: PhotoCollectionForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: old.directory, otherwise: old.directory)
        if form.visible, !old.isVisible, try !PhotoCollections.hasVisibleAlbum(old.id, db) {
            errors["visible"] = tr("A collection needs a published album before it can be published.")
        }
        if form.version != String(old.version) { errors[""] = Self.changedMeanwhile }
        if errors.isEmpty {
            do {
                let done = try db.savepoint {
                    try PhotoCollections.update(
                        old, to: facts, directory: directory, visible: form.visible, now: visit.now, db)
                }
                if done {
                    try visit.record(
                        "update", "photo_collection", id: old.id, label: facts.name,
                        changes: Changes.of(old, facts, directory, form.visible), db)
                    return settled(.seeOther("/photos/" + PhotoPath.escaped(directory)))
                        .noticing(.good, tr("Saved."))
                }
                errors[""] = Self.changedMeanwhile
            } catch DatabaseError.unique("photo_collection_path_key") { errors["directory"] = Self.folderTaken }
        }
        return .page(
            collectionForm(old, form, errors, try order(of: old, db), visit),
            status: errors[""] == nil ? 422 : 409)
    }

    /// The collection that the path names.
    func collection(_ visit: Visit, _ db: any Connection) throws -> PhotoCollection {
        guard let collection = try PhotoCollections.find(try visit.element(PhotoRules.Found.collection), db),
            collection.trashedAt == nil
        else { throw Failure.notFound }
        return collection
    }

    private func order(of collection: PhotoCollection, _ db: any Connection) throws -> [OrderRow] {
        try db.rows(
            """
            SELECT id, name FROM photo_album WHERE collection_id = \(collection.id) AND trashed_at IS NULL
            ORDER BY \(sql: Gallery.albumOrder)
            """
        ).map { row in
            let id: Int64 = try row.get("id")
            return OrderRow(id: Int(id), name: try row.get("name"), isCover: id == collection.coverAlbumID)
        }
    }

    private func collectionForm(
        _ collection: PhotoCollection?, _ form: PhotoCollectionForm, _ errors: FieldErrors, _ albums: [OrderRow],
        _ visit: Visit
    ) -> CollectionFormPage {
        let url = visit.url(collection?.url ?? "/photos")
        return CollectionFormPage(
            name: collection?.facts.name ?? "", form: form, errors: errors,
            action: collection == nil ? url + "/new" : url + "/edit", back: url, isNew: collection == nil,
            mayPublish: collection?.isVisible ?? false || !albums.isEmpty, albums: albums, orderUrl: url + "/position",
            deleteUrl: collection != nil && visit.maySome(.delete, Self.collection) ? url + "/delete" : "")
    }

    static let folderTaken = tr("There is already a folder with this name.")
    static let changedMeanwhile = tr("Somebody else changed this in the meantime. Please load the page again.")

    /// The reply, once the disk has followed.
    func settled(_ reply: Reply) -> Reply { reply.then { house in _ = try await Moves.settle(house) } }
}
