import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    func listCollections(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let writes = context.may(.write, Self.photos)
        let mayQueue = writes && context.may(.all, Self.collection)
        return .page(
            CollectionListPage(
                cards: try Gallery.collections(context, db).map { try GalleryCard($0, context, db) },
                newUrl: writes && context.may(.create, Self.collection) ? context.url("/photos/new") : "",
                searchUrl: context.url("/photos/search"),
                favouritesUrl: context.actor.isVisitor ? "" : context.url("/photos/favourites"),
                placesUrl: context.url("/photos/places"), trashUrl: writes ? context.url("/photos/trash") : "",
                queueUrl: mayQueue ? context.url("/photos/queue") : "",
                reportsUrl: mayQueue ? context.url("/photos/reports") : "",
                reports: mayQueue ? try Reports.waiting(db) : 0))
    }

    func showCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let collection = try collection(context, db)
        let albums = try Gallery.albums(in: collection.id, context, db)
        let writes =
            try context.may(.write, Self.photos) && context.may(.write, Self.collection, on: collection.id, db)
        // Nothing to show and nothing to do: the same answer as for a collection one may not see.
        if albums.isEmpty, !writes, try !context.may(.read, Self.collection, on: collection.id, db) {
            throw context.refusal("read/collection")
        }
        return .page(
            CollectionPage(
                name: collection.facts.name, description: collection.facts.description,
                url: context.url(collection.url),
                isHidden: !collection.isVisible, startsOn: collection.facts.startsOn, endsOn: collection.facts.endsOn,
                cards: try albums.map { try GalleryCard($0, context, db) },
                editUrl: writes ? context.url(collection.url + "/edit") : "",
                newUrl: writes ? context.url(collection.url + "/new") : ""))
    }

    func newCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(collectionForm(nil, PhotoCollectionForm(Fields()), FieldErrors(), [], context))
    }

    func createCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PhotoCollectionForm = try context.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: facts.name, otherwise: "collection")
        if errors.isEmpty {
            do {
                let id = try db.savepoint {
                    try PhotoCollections.insert(facts, directory: directory, now: context.now, db)
                }
                try context.record("create", "photo_collection", id: id, label: facts.name, db)
                return HandlerResponse.seeOther("/photos/" + PhotoPath.escaped(directory))
                    .noticing(.good, tr("The collection is created, hidden until you publish it."))
            } catch DatabaseError.unique("photo_collection_path_key") {
                errors[form.directory.isEmpty ? "name" : "directory"] = Self.folderTaken
            }
        }
        return .page(collectionForm(nil, form, errors, [], context), status: 422)
    }

    func editCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let collection = try collection(context, db)
        return .page(
            collectionForm(
                collection, PhotoCollectionForm(collection), FieldErrors(), try order(of: collection, db), context))
    }

    func saveCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let old = try collection(context, db)
        let form: PhotoCollectionForm = try context.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let directory = errors.directory(form.directory, from: old.directory, otherwise: old.directory)
        if form.visible, !old.isVisible, try !PhotoCollections.hasVisibleAlbum(old.id, db) {
            errors["visible"] = tr("A collection needs a published album before it can be published.")
        }
        if form.version != String(old.version) { errors[""] = Self.changedMeanwhile }
        if errors.isEmpty {
            let changes = Changes.of(old, facts, directory, form.visible)
            do {
                let done =
                    try changes.isEmpty
                    || db.savepoint {
                        try PhotoCollections.update(
                            old, to: facts, directory: directory, visible: form.visible, now: context.now, db)
                    }
                if done {
                    if !changes.isEmpty {
                        try context.record(
                            "update", "photo_collection", id: old.id, label: facts.name, changes: changes, db)
                    }
                    return settled(.seeOther("/photos/" + PhotoPath.escaped(directory)))
                        .noticing(.good, tr("Saved."))
                }
                errors[""] = Self.changedMeanwhile
            } catch DatabaseError.unique("photo_collection_path_key") { errors["directory"] = Self.folderTaken }
        }
        return .page(
            collectionForm(old, form, errors, try order(of: old, db), context),
            status: errors[""] == nil ? 422 : 409)
    }

    /// The collection that the path names.
    func collection(_ context: RequestContext, _ db: any Connection) throws -> PhotoCollection {
        guard let collection = try PhotoCollections.find(try context.element(PhotoRules.Found.collection), db),
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
        _ context: RequestContext
    ) -> CollectionFormPage {
        let url = context.url(collection?.url ?? "/photos")
        return CollectionFormPage(
            name: collection?.facts.name ?? "", form: form, errors: errors,
            action: collection == nil ? url + "/new" : url + "/edit", back: url, isNew: collection == nil,
            mayPublish: collection?.isVisible ?? false || !albums.isEmpty, albums: albums, orderUrl: url + "/position",
            deleteUrl: collection != nil && context.maySome(.delete, Self.collection) ? url + "/delete" : "")
    }

    static let folderTaken = tr("There is already a folder with this name.")
    static let changedMeanwhile = tr("Somebody else changed this in the meantime. Please load the page again.")

    /// The reply, once the disk has followed.
    func settled(_ reply: HandlerResponse) -> HandlerResponse {
        reply.then { application in _ = try await FileMoveJournal.settle(application) }
    }
}
