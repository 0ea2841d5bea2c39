import PortalKit

extension PhotosModule {
    /// Who gives photos away, takes them down, brings them back and looks for them.
    var sharingRoutes: [Route] { linkRoutes + sharedRoutes + reportRoutes + trashRoutes + lookingRoutes }

    private var linkRoutes: [Route] {
        let links = "/photos/{collection}/{album}/links"
        return [
            .get(links, .writeAlbum, listLinks), .free(.post, links, .writeAlbum, createLink),
            .post(links + "/{link}/revocation", .writeAlbum, revokeLink),
        ]
    }

    private var sharedRoutes: [Route] {
        let shared = Access.rule(PhotoRules.shared)
        let link = "/photos/shared/{token}"
        return [
            .free(.get, link, shared, showShared),
            .free(.post, link + "/password", shared, openShared),
            .get(link + "/archive.zip", shared, downloadSharedAlbum),
            .free(.get, link + "/{file}", shared, showSharedPhoto),
            .get(link + "/{file}/original", shared, downloadShared),
            .get(link + "/{file}/video", shared, playShared),
            .get(link + "/{file}/{rendition}", shared, showSharedRendition),
        ]
    }

    private var reportRoutes: [Route] {
        let photo = "/photos/{collection}/{album}/{file}/report"
        return [
            .get(photo, .rule(PhotoRules.seePhoto), askReport), .post(photo, .rule(PhotoRules.seePhoto), report),
            .get("/photos/reports", .keepPhotos, listReports),
            .post("/photos/reports/{photo}/decision", .keepPhotos, decideReport),
            .get("/photos/queue", .keepPhotos, showQueue),
            .post("/photos/queue/retry", .keepPhotos, retryAll),
            .post("/photos/queue/{photo}/retry", .keepPhotos, retryOne),
        ]
    }

    private var trashRoutes: [Route] {
        let item = "/photos/trash/{item}"
        return [
            .get("/photos/trash", .may(.write, Self.photos), listTrash),
            .get(item + "/320.webp", .rule(PhotoRules.trashed), showTrashedPicture),
            .post(item + "/restoration", .rule(PhotoRules.trashed), restoreTrashed),
            .get(item + "/removal", .rule(PhotoRules.trashedForGood), askRemoval),
            .post(item + "/removal", .rule(PhotoRules.trashedForGood), removeTrashed),
        ]
    }

    private var lookingRoutes: [Route] {
        [
            .get("/photos/search", .may(.read, Self.photos), search),
            .get("/photos/favourites", .all([.signedIn, .may(.read, Self.photos)]), listFavourites),
            .get("/photos/places", .may(.read, Self.photos), listPlaces),
        ]
    }
}

extension Access {
    /// Who keeps the photos of the portal in order: decides on reports, looks after the queue.
    static let keepPhotos = Access.all([.may(.write, PhotosModule.photos), .may(.all, PhotosModule.collection)])
}
