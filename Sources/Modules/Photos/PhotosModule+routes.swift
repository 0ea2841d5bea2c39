public import PortalKit

extension PhotosModule {
    /// Who may ask for what.
    public var routes: [Route] { looking + collectionRoutes + albumRoutes + photoRoutes + sharingRoutes }

    private var looking: [Route] {
        let see = PhotoRules.self
        return [
            .get("/photos", .may(.read, Self.photos), listCollections),
            .get("/photos/{collection}", .rule(see.seeCollection), showCollection),
            .get("/photos/{collection}/{album}", .rule(see.seeAlbum), showAlbum),
            .get("/photos/{collection}/{album}/archive.zip", .rule(see.seeAlbum), downloadAlbum),
            .get("/photos/{collection}/{album}/{file}", .rule(see.seePhoto), showPhoto),
            .get("/photos/{collection}/{album}/{file}/original", .rule(see.seePhoto), downloadPhoto),
            .get("/photos/{collection}/{album}/{file}/video", .rule(see.seePhoto), playVideo),
            .post(
                "/photos/{collection}/{album}/{file}/favourite", .all([.signedIn, .rule(see.seePhoto)]), toggleFavourite
            ),
            .get("/photos/{collection}/{album}/{file}/{rendition}", .rule(see.seePhoto), showRendition),
        ]
    }

    private var collectionRoutes: [Route] {
        let create = Access.all([.may(.write, Self.photos), .may(.create, Self.collection)])
        return [
            .get("/photos/new", create, newCollection),
            .post("/photos/new", create, createCollection),
            .get("/photos/{collection}/edit", .writeCollection, editCollection),
            .post("/photos/{collection}/edit", .writeCollection, saveCollection),
            .post("/photos/{collection}/position", .writeCollection, placeAlbum),
            .get("/photos/{collection}/delete", .deleteCollection, askDeleteCollection),
            .post("/photos/{collection}/delete", .deleteCollection, deleteCollection),
            .get("/photos/{collection}/new", .writeCollection, newAlbum),
            .post("/photos/{collection}/new", .writeCollection, createAlbum),
        ]
    }

    private var albumRoutes: [Route] {
        let album = "/photos/{collection}/{album}"
        return [
            .get(album + "/edit", .writeAlbum, editAlbum),
            .post(album + "/edit", .writeAlbum, saveAlbum),
            .get(album + "/delete", .deleteAlbum, askDeleteAlbum),
            .post(album + "/delete", .deleteAlbum, deleteAlbum),
            .post(album + "/selection", .writeAlbum, changeSelection),
            .get(album + "/uploads", .writeAlbum, showUpload),
            .streaming(.post, album + "/uploads", .writeAlbum, bodyLimit: Self.formLimit, upload),
            .post(album + "/uploads/pieces", .writeAlbum, startPieces),
            .free(.get, album + "/uploads/{upload}", .writeAlbum, showPieces),
            .streaming(.patch, album + "/uploads/{upload}", .writeAlbum, bodyLimit: Self.fileLimit, takePiece),
            .free(.delete, album + "/uploads/{upload}", .writeAlbum, dropPieces),
        ]
    }

    private var photoRoutes: [Route] {
        let photo = "/photos/{collection}/{album}/{file}"
        return [
            .get(photo + "/edit", .writePhoto, editPhoto),
            .post(photo + "/edit", .writePhoto, savePhoto),
            .post(photo + "/turn", .writePhoto, turnPhoto),
            .post(photo + "/cover", .writePhoto, chooseCover),
            .post(photo + "/trash", .writePhoto, trashPhoto),
        ]
    }
}
