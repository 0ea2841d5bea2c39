public import PortalDatabase
public import PortalKit
import PortalLanguage

extension PhotosModule {
    /// The newest albums that the visitor sees, and how much there is.
    public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] {
        guard context.may(.read, Self.photos) else { return [] }
        let shown: SQL = """
            FROM photo_album JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_album.photo_count > 0 AND \(sql: PhotoVisibility(context: context).albums)
            """
        let counts = try db.row(
            "SELECT COUNT(*) AS albums, CAST(COALESCE(SUM(photo_album.photo_count), 0) AS BIGINT) AS photos \(sql: shown)"
        )
        let albums: Int = try counts?.get("albums") ?? 0
        guard albums > 0 else {
            return [HomeCard(tr("Photos"), icon: "photo", path: "/photos", lines: [tr("No photos yet")])]
        }
        let newest = try db.values(
            "SELECT photo_album.name \(sql: shown) ORDER BY photo_album.created_at DESC, photo_album.id DESC LIMIT 3",
            as: String.self)
        let amount = tr(
            "%(albums)s · %(photos)s",
            [
                "albums": .message(trn("%(count)s album", "%(count)s albums", albums)),
                "photos": .message(GalleryCard.photoAmount(try counts?.get("photos") ?? 0)),
            ])
        return [
            HomeCard(
                tr("Photos"), icon: "photo", path: "/photos",
                lines: [.verbatim(newest.joined(separator: " · ")), amount])
        ]
    }
}
