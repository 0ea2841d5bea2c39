import Logging
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity

extension Reply {
    /// For those who came by a share link: its address is a secret, so no search engine keeps it and no other site is told of it.
    var forOutsiders: Reply { with("X-Robots-Tag", "noindex, nofollow").with("Referrer-Policy", "no-referrer") }
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
    func showShared(_ visit: Visit) async throws -> Reply {
        try await sharedPage(visit) { visit, db in
            if visit.elements[PhotoRules.Found.photo] != nil { return try sharedPhoto(visit, alone: true, db) }
            return try sharedAlbum(visit, db)
        }
    }

    /// One photo of the link.
    func showSharedPhoto(_ visit: Visit) async throws -> Reply {
        try await sharedPage(visit) { visit, db in
            let link = try ShareLinks.find(try visit.element(PhotoRules.Found.link), db)
            return try sharedPhoto(visit, alone: link?.photoID != nil, db)
        }
    }

    /// The page, or the question for the password; counted when somebody looks.
    private func sharedPage(_ visit: Visit, _ make: @escaping @Sendable (Visit, any Connection) throws -> Reply)
        async throws -> Reply
    {
        let (reply, link): (Reply, Int64?) = try await visit.house.database.read { db in
            let visit = try visit.renewed(db)
            guard let link = visit.elements[PhotoRules.Found.link] else {
                return (question(nil, visit, status: 401), nil)
            }
            return (try make(visit, db).forOutsiders, link)
        }
        guard let link, visit.asked.method == "GET" else { return reply }
        do {
            try await visit.house.database.write { try ShareLinks.noteVisit(link, now: visit.now, $0) }
        } catch {
            // A tally is no reason to show nothing.
            visit.house.logger.warning("a visit of share link \(link) is not counted: \(error)")
        }
        return reply
    }

    private func sharedAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let album = try album(visit, db)
        let list = try AlbumList(visit, album, seesHidden: false)
        let base = visit.url(sharedPath(visit))
        return .page(
            SharedAlbumPage(
                name: album.facts.name, description: album.facts.description, place: album.facts.place,
                startsOn: album.facts.startsOn, endsOn: album.facts.endsOn,
                photos: try list.photos(db).map { PhotoView($0, base: base) }, pager: try list.pager(album.photoCount),
                amount: GalleryCard.photoAmount(album.photoCount), first: list.query.offset + 1,
                archiveUrl: album.photoCount > 0 ? base + "/archive.zip" : ""))
    }

    private func sharedPhoto(_ visit: Visit, alone: Bool, _ db: any Connection) throws -> Reply {
        let photo = try photo(visit, db)
        let album = try album(visit, db)
        let base = visit.url(sharedPath(visit))
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
    func openShared(_ visit: Visit) async throws -> Reply {
        let form: SharedPasswordForm = try visit.form()
        let id = try visit.element(PhotoRules.Found.door)
        let link = try await visit.house.database.read { try ShareLinks.find(id, $0) }
        let back = Reply.seeOther(sharedPath(visit)).forOutsiders
        guard let link else { throw Failure.notFound }
        guard let hash = link.passwordHash else { return back }
        let key = "\(id) \(visit.addressKey)"
        try await visit.demand(.linkAddress, key: key)
        try await visit.demand(.link, key: String(id))
        let typed = form.password
        guard try await visit.house.apart({ PasswordHash.verify(typed, against: hash) }) else {
            return question(tr("This is not the password."), visit, status: 422)
        }
        try await visit.house.limiter.forgive(.linkAddress, key: key)
        try await visit.house.limiter.giveBack(.link, key: String(id))
        var reply = back
        reply.cookies.append(LinkCookie.make(link, hash, visit))
        return reply
    }

    private func question(_ error: Message?, _ visit: Visit, status: Int) -> Reply {
        let page = SharedPasswordPage(action: visit.url(sharedPath(visit) + "/password"), error: error)
        return Reply.page(page, status: status).forOutsiders
    }

    private func sharedPath(_ visit: Visit) -> String {
        "/photos/shared/" + PhotoPath.escaped(visit.parameter("token"))
    }
}
