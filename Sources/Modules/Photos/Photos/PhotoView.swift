import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A photo in a grid, or on the front of something.
struct PhotoView: Model {
    let id: Int
    /// Its page.
    let url: String
    /// What its pictures' addresses begin with: `…/640.webp?v=2` is `pictures` + `640.webp` + `tag`.
    let pictures: String
    /// Makes browsers fetch a picture that was made anew.
    let tag: String
    let width, height: Int
    /// Forty-eighths of width to height, between 19 and 192: rows of a grid are filled by it without a style attribute. The usual
    /// shapes (3:2, 4:3, 16:9, 1:1, lying or standing) are exact.
    let ratio: Int
    let placeholder: Markup
    /// What a screen reader says.
    let alt: Message
    let fileName, caption, author: String
    let isVideo, isReady, isHidden: Bool
    /// Among the visitor’s favourites.
    let isFavourite: Bool

    static let fields: [Field<PhotoView>] = [
        .number("id") { $0.id }, .text("url") { $0.url }, .text("pictures") { $0.pictures }, .text("tag") { $0.tag },
        .number("width") { $0.width }, .number("height") { $0.height }, .number("ratio") { $0.ratio },
        .markup("placeholder") { $0.placeholder }, .message("alt") { $0.alt }, .text("fileName") { $0.fileName },
        .text("caption") { $0.caption }, .text("author") { $0.author }, .flag("isVideo") { $0.isVideo },
        .flag("isReady") { $0.isReady }, .flag("isHidden") { $0.isHidden },
        .flag("isFavourite") { $0.isFavourite },
    ]

    /// A photo seen from `base`, the address of its album (or of a share link).
    init(_ photo: Photo, base: String, isFavourite: Bool = false) {
        self.isFavourite = isFavourite
        id = Int(photo.id)
        url = base + "/" + PhotoPath.escaped(photo.fileName)
        pictures = url + "/"
        tag = photo.renditions == .made ? "?v=\(photo.rendition)" : ""
        width = max(photo.width, 1)
        height = max(photo.height, 1)
        ratio = min(max(Int((Double(width) * 48 / Double(height)).rounded()), 19), 192)
        placeholder = Markup(html: photo.placeholder?.picture(isPortrait: height > width) ?? "")
        fileName = photo.fileName
        caption = photo.caption
        author = photo.author
        isVideo = photo.type.isVideo
        isReady = photo.renditions != .none && photo.placeholder != nil
        isHidden = photo.hiddenAt != nil
        alt = photo.caption.isEmpty ? Self.alt(photo) : .verbatim(photo.caption)
    }

    fileprivate init(sampleAt url: String) {
        (id, self.url, pictures, tag) = (1, url, url + "/", "?v=1")
        (width, height, ratio) = (1200, 800, 72)
        placeholder = Markup(html: "")
        alt = .verbatim("a")
        (fileName, caption, author) = ("a.jpg", "A", "B")
        (isVideo, isReady, isHidden, isFavourite) = (true, true, true, true)
    }

    /// For the checks of templates only.
    static var sample: PhotoView { PhotoView(sampleAt: "/photos/2026/gala/a.jpg") }

    private static func alt(_ photo: Photo) -> Message {
        photo.type.isVideo
            ? tr("Video %(name)s", ["name": .text(photo.fileName)])
            : tr("Photo %(name)s", ["name": .text(photo.fileName)])
    }
}

/// The picture on the front of an album or a collection.
struct CoverView: Model {
    let pictures, tag: String
    let placeholder: Markup

    static let fields: [Field<CoverView>] = [
        .text("pictures") { $0.pictures }, .text("tag") { $0.tag }, .markup("placeholder") { $0.placeholder },
    ]

    /// The front of an album: the photo that was chosen, else its first one. Nil for an album without any.
    static func of(_ album: Album, _ context: RequestContext, _ db: any Connection) throws -> CoverView? {
        let condition: SQL =
            "photo.album_id = \(album.id) AND photo.trashed_at IS NULL AND photo.hidden_at IS NULL AND photo.placeholder <> ''"
        var row: Row?
        if let chosen = album.coverPhotoID {
            row = try db.row("SELECT \(sql: Photo.columns) FROM photo WHERE photo.id = \(chosen) AND \(sql: condition)")
        }
        row =
            try row
            ?? db.row(
                "SELECT \(sql: Photo.columns) FROM photo WHERE \(sql: condition) ORDER BY photo.sort_key, photo.id LIMIT 1"
            )
        return try row.map { row in
            let view = PhotoView(try Photo(row), base: context.url(album.url))
            return CoverView(pictures: view.pictures, tag: view.tag, placeholder: view.placeholder)
        }
    }
}
