import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

extension PhotosModule {
    func listLinks(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        var fields: [(String, String)] = []
        if context.request.query.has("photo") { fields.append(("photo", context.request.query["photo"])) }
        return .page(try linkPage(LinkForm(Fields(fields)), FieldErrors(), made: "", context, db))
    }

    /// Makes a link. Its address is on the page that answers, and nowhere else ever again: only the hash of its token is kept.
    func createLink(_ context: RequestContext) async throws -> HandlerResponse {
        let form: LinkForm = try context.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors, now: context.now, in: context.language.formats.zone)
        let found = errors
        let hash: String? =
            errors.isEmpty && !facts.password.isEmpty
            ? try await context.application.apart { try PasswordHash.hash(facts.password) } : nil
        let token = Token()
        return try await context.once(context.request.form) { context, db in
            var (facts, errors) = (facts, found)
            let album = try album(context, db)
            if !form.photo.isEmpty {
                facts.photoID = try shareable(form.photo, in: album, db)
                if facts.photoID == nil { errors["photo"] = tr("The album has no such photo.") }
            }
            guard errors.isEmpty, let person = context.actor.id else {
                return .page(try linkPage(form, errors, made: "", context, db), status: 422)
            }
            let id = try ShareLinks.insert(
                facts, token: token, passwordHash: hash, album: album.id, by: person, now: context.now, db)
            let label = album.path + (facts.photoID == nil ? "" : "/" + form.photo)
            try context.record("create", "photo_link", id: id, label: label, db)
            let url = context.absolute("/photos/shared/" + token.text)
            return .page(try linkPage(LinkForm(Fields()), FieldErrors(), made: url, context, db), status: 201)
        }
    }

    func revokeLink(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let album = try album(context, db)
        guard let id = Int64(context.parameter("link")), let link = try ShareLinks.find(id, db),
            link.albumID == album.id
        else { throw Failure.notFound }
        if try ShareLinks.revoke(id, of: album.id, now: context.now, db) {
            try context.record("withdraw", "photo_link", id: id, label: album.path, db)
        }
        return HandlerResponse.seeOther(album.url + "/links").noticing(
            .good, tr("The link is off. It no longer opens anything."))
    }

    private func shareable(_ file: String, in album: Album, _ db: any Connection) throws -> Int64? {
        try db.value(
            """
            SELECT id FROM photo WHERE album_id = \(album.id) AND file_name = \(file) AND trash_key = 0 AND hidden_at IS NULL
            """, as: Int64.self)
    }

    private func linkPage(
        _ form: LinkForm, _ errors: FieldErrors, made: String, _ context: RequestContext, _ db: any Connection
    )
        throws -> LinkListPage
    {
        let album = try album(context, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        let url = context.url(album.url)
        let links = try ShareLinks.list(of: album.id, db)
        let names = try LinkNames(links, db)
        let place = PhotoVisibility.Place(album: album.id, collection: collection.id, isPublished: true)
        let choices =
            form.photo.isEmpty
            ? []
            : [
                Choice(form.photo, named: form.photo, selected: true),
                Choice("", tr("The whole album"), selected: false),
            ]
        return LinkListPage(
            albumName: album.facts.name, albumUrl: url, collectionName: collection.facts.name,
            collectionUrl: context.url(collection.url), action: url + "/links",
            links: try links.map { link in
                let isGiven = try PhotoRules.mayGive(link.creator, place, context.application.scopes, db)
                return LinkView(link, names, isGiven: isGiven, url: url + "/links/\(link.id)/revocation", context.now)
            }, form: form, errors: errors, choices: choices, made: made)
    }
}

/// What the list calls the people and the photos of its links.
private struct LinkNames {
    let people, photos: [Int64: String]

    init(_ links: [ShareLink], _ db: any Connection) throws {
        people = try Self.names(
            "SELECT id, first_name || ' ' || last_name AS name FROM person WHERE id IN \(in: Set(links.map(\.creator)).sorted())",
            db)
        photos = try Self.names(
            "SELECT id, file_name AS name FROM photo WHERE id IN \(in: Set(links.compactMap(\.photoID)).sorted())", db)
    }

    private static func names(_ sql: SQL, _ db: any Connection) throws -> [Int64: String] {
        var names: [Int64: String] = [:]
        for row in try db.rows(sql) { names[try row.get("id")] = try row.get("name", as: String.self) }
        return names
    }
}

extension LinkView {
    fileprivate init(_ link: ShareLink, _ names: LinkNames, isGiven: Bool, url: String, _ now: Instant) {
        let state: (Message, String) =
            link.revokedAt != nil
            ? (trc("link", "Ended"), "")
            : link.isOver(now)
                ? (trc("link", "Expired"), "")
                : isGiven
                    ? (trc("link", "Works"), "good")
                    : (trc("link", "Off: its creator may no longer share this"), "warn")
        self.init(
            label: link.label,
            target: link.photoID.map { .verbatim(names.photos[$0] ?? "") } ?? tr("The whole album"), state: state.0,
            kind: state.1, maker: names.people[link.creator] ?? "", createdAt: link.createdAt,
            expiresAt: link.expiresAt,
            lastVisitAt: link.lastVisitAt, visits: trn("%(count)s visit", "%(count)s visits", link.visits),
            hasPassword: link.passwordHash != nil, revokeUrl: link.revokedAt == nil ? url : "")
    }
}
