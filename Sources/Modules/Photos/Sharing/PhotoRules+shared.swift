import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity

extension PhotoRules.Found {
    /// The share link whose token was shown, once its password was typed too.
    static let link = "link"
    /// The same before the password: enough to ask for it, and for nothing else.
    static let door = "door"
}

extension PhotoRules {
    /// Everything behind a share link: its pages, each picture, the video, the archive. Asked again for each of them, on what is stored at
    /// that moment: a link never shows more than who made it may give.
    ///
    /// - Throws: 404 for a token that nobody was given and for files that the link does not show; 410 once it is over.
    static let shared = AccessRule("share link[{token}]", asks: []) { context, db in
        guard let token = Token(context.parameter("token")),
            let row = try db.row(
                """
                SELECT \(sql: ShareLink.columns), photo_album.collection_id,
                    photo_album.trashed_at IS NULL AND photo_collection.trashed_at IS NULL
                        AND (photo_link.photo_id IS NULL OR photo.id IS NOT NULL) AS there
                FROM photo_link JOIN photo_album ON photo_album.id = photo_link.album_id
                JOIN photo_collection ON photo_collection.id = photo_album.collection_id
                LEFT JOIN photo ON photo.id = photo_link.photo_id AND photo.album_id = photo_link.album_id
                    AND photo.trashed_at IS NULL AND photo.hidden_at IS NULL
                WHERE photo_link.token_hash = \(token.hashed)
                """)
        else { throw Failure.notFound }
        let link = try ShareLink(row)
        let place = PhotoVisibility.Place(
            album: link.albumID, collection: try row.get("collection_id"), isPublished: true)
        guard !link.isOver(context.now), try row.get("there", as: Bool.self),
            try mayGive(link.creator, place, context.application.scopes, db)
        else { throw Failure.gone(isOver) }
        context.elements[Found.door] = link.id
        // Without the password nothing below is found: no handler can show what it was not given.
        guard LinkCookie.opens(link, context) else { return }
        context.elements[Found.link] = link.id
        context.elements[Found.album] = link.albumID
        let file = context.parameter("file")
        guard !file.isEmpty else {
            context.elements[Found.photo] = link.photoID
            return
        }
        context.elements[Found.photo] = try photo(file, of: link, db)
    }

    static let isOver = tr(
        "Whoever shared these photos has ended the link, or its time is over. Ask them for a new one.")

    private static func photo(_ file: String, of link: ShareLink, _ db: any Connection) throws -> Int64 {
        let id = try db.value(
            """
            SELECT id FROM photo WHERE album_id = \(link.albumID) AND file_name = \(file) AND trash_key = 0 AND hidden_at IS NULL
            """, as: Int64.self)
        guard let id, link.photoID ?? id == id else { throw Failure.notFound }
        return id
    }

    /// Whether somebody may, now, give away what is in an album: who may change it, and has an account that is open.
    static func mayGive(_ person: Int64, _ place: PhotoVisibility.Place, _ scopes: Scopes, _ db: any Connection) throws
        -> Bool
    {
        let active = try db.row(
            """
            SELECT 1 AS found FROM person JOIN account ON account.person_id = person.id
            WHERE person.id = \(person) AND person.archived_at IS NULL AND account.disabled_at IS NULL
            """)
        guard active != nil else { return false }
        let grants = Grants(try Roles.held(of: person, db).map(\.grant), person: person)
        return try grants.allows(.write, PhotosModule.photos) && PhotoVisibility.holds(.write, place, grants, scopes)
    }
}
