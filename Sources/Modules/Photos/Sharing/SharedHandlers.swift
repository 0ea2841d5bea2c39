import Logging
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity

extension HandlerResponse {
    /// For those who came by a share link: its address is a secret, so no search engine keeps it and no other site is told of it.
    var forOutsiders: HandlerResponse {
        with("X-Robots-Tag", "noindex, nofollow").with("Referrer-Policy", "no-referrer")
    }
}

extension RateRule {
    /// Passwords tried for a share link from one address: ten at once, then one a minute.
    static let linkAddress = RateRule("photo-link-address", burst: 10, interval: 60)
    /// The same from everywhere: a party of guests at once, then one every ten seconds.
    static let link = RateRule("photo-link", burst: 100, interval: 10)
}

/// What outsiders see by a share link. ``PhotoRules/shared`` has decided before any of this runs.
extension PhotosModule {
    /// The album of the link, or its one photo.
    func showShared(_ context: RequestContext) async throws -> HandlerResponse {
        try await sharedPage(context) { context, db in
            if context.elements[PhotoRules.Found.photo] != nil { return try sharedPhoto(context, alone: true, db) }
            return try sharedAlbum(context, db)
        }
    }

    /// One photo of the link.
    func showSharedPhoto(_ context: RequestContext) async throws -> HandlerResponse {
        try await sharedPage(context) { context, db in
            let link = try ShareLinks.find(try context.element(PhotoRules.Found.link), db)
            return try sharedPhoto(context, alone: link?.photoID != nil, db)
        }
    }

    /// The page, or the question for the password; counted when somebody looks.
    private func sharedPage(
        _ context: RequestContext,
        _ make: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    )
        async throws -> HandlerResponse
    {
        let (reply, link): (HandlerResponse, Int64?) = try await context.application.database.read { db in
            let context = try context.renewed(db)
            guard let link = context.elements[PhotoRules.Found.link] else {
                return (question(nil, context, status: 401), nil)
            }
            return (try make(context, db).forOutsiders, link)
        }
        guard let link, context.request.method == "GET" else { return reply }
        do {
            try await context.application.database.write { try ShareLinks.noteVisit(link, now: context.now, $0) }
        } catch {
            // A tally is no reason to show nothing.
            context.application.logger.warning("a visit of share link \(link) is not counted: \(error)")
        }
        return reply
    }

    private func sharedAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let album = try album(context, db)
        let list = try AlbumList(context, album, seesHidden: false)
        let base = context.url(sharedPath(context))
        return .page(
            SharedAlbumPage(
                name: album.facts.name, description: album.facts.description, place: album.facts.place,
                startsOn: album.facts.startsOn, endsOn: album.facts.endsOn,
                photos: try list.photos(db).map { PhotoView($0, base: base) }, pager: try list.pager(album.photoCount),
                amount: GalleryCard.photoAmount(album.photoCount), first: list.query.offset + 1,
                archiveUrl: album.photoCount > 0 ? base + "/archive.zip" : ""))
    }

    private func sharedPhoto(_ context: RequestContext, alone: Bool, _ db: any Connection) throws -> HandlerResponse {
        let photo = try photo(context, db)
        let album = try album(context, db)
        let base = context.url(sharedPath(context))
        let view = PhotoView(photo, base: base)
        let neighbours = alone ? nil : try Neighbours(of: photo, seesHidden: false, db)
        return .page(
            SharedPhotoPage(
                photo: view, title: photo.caption.isEmpty ? photo.fileName : photo.caption, takenAt: photo.takenWords,
                albumName: alone ? "" : album.facts.name, albumUrl: alone ? "" : base,
                previousUrl: neighbours?.previous.map { base + "/" + PhotoPath.escaped($0) } ?? "",
                nextUrl: neighbours?.next.map { base + "/" + PhotoPath.escaped($0) } ?? "",
                position: neighbours.map {
                    tr("%(number)s of %(count)s", ["number": .number($0.number), "count": .number($0.count)])
                }, originalUrl: view.pictures + "original", videoUrl: photo.type.isVideo ? view.pictures + "video" : "")
        )
    }

    /// Lets in who knows the password of the link.
    func openShared(_ context: RequestContext) async throws -> HandlerResponse {
        let form: SharedPasswordForm = try context.form()
        let id = try context.element(PhotoRules.Found.door)
        let link = try await context.application.database.read { try ShareLinks.find(id, $0) }
        let back = HandlerResponse.seeOther(sharedPath(context)).forOutsiders
        guard let link else { throw Failure.notFound }
        guard let hash = link.passwordHash else { return back }
        let key = "\(id) \(context.addressKey)"
        try await context.demand(.linkAddress, key: key)
        try await context.demand(.link, key: String(id))
        let typed = form.password
        guard try await context.application.apart({ PasswordHash.verify(typed, against: hash) }) else {
            return question(tr("This is not the password."), context, status: 422)
        }
        try await context.application.limiter.forgive(.linkAddress, key: key)
        try await context.application.limiter.giveBack(.link, key: String(id))
        var reply = back
        reply.cookies.append(LinkCookie.make(link, hash, context))
        return reply
    }

    private func question(_ error: Message?, _ context: RequestContext, status: Int) -> HandlerResponse {
        let page = SharedPasswordPage(action: context.url(sharedPath(context) + "/password"), error: error)
        return HandlerResponse.page(page, status: status).forOutsiders
    }

    private func sharedPath(_ context: RequestContext) -> String {
        "/photos/shared/" + PhotoPath.escaped(context.parameter("token"))
    }
}
