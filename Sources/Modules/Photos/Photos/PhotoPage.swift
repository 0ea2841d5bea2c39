import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One photo by itself.
struct PhotoPage: Page {
    let photo: PhotoView
    let title: String
    let takenAt: Message?
    let camera: String
    let details: [String]
    let pixels: String
    let megabytes: Double
    /// Where it was taken, for who may change the album only.
    let place: String
    let albumName, albumUrl, collectionName, collectionUrl: String
    let previousUrl, nextUrl: String
    /// Its number in the album, and of how many.
    let position: Message
    let originalUrl, videoUrl, favouriteUrl, reportUrl, editUrl, linksUrl: String
    let isFavourite, mayWrite: Bool

    static let template = "photos/photo.html"
    static let fields: [Field<PhotoPage>] = [
        .model("photo") { $0.photo }, .text("title") { $0.title }, .optionalMessage("takenAt") { $0.takenAt },
        .text("camera") { $0.camera }, .texts("details") { $0.details }, .text("pixels") { $0.pixels },
        .decimal("megabytes") { $0.megabytes },
        .text("place") { $0.place }, .text("albumName") { $0.albumName }, .text("albumUrl") { $0.albumUrl },
        .text("collectionName") { $0.collectionName }, .text("collectionUrl") { $0.collectionUrl },
        .text("previousUrl") { $0.previousUrl }, .text("nextUrl") { $0.nextUrl }, .message("position") { $0.position },
        .text("originalUrl") { $0.originalUrl }, .text("videoUrl") { $0.videoUrl },
        .text("favouriteUrl") { $0.favouriteUrl }, .text("reportUrl") { $0.reportUrl },
        .text("editUrl") { $0.editUrl }, .text("linksUrl") { $0.linksUrl }, .flag("isFavourite") { $0.isFavourite },
        .flag("mayWrite") { $0.mayWrite },
    ]
    static var sample: PhotoPage {
        PhotoPage(
            photo: .sample, title: "a.jpg", takenAt: tr("Photos"), camera: "Fuji", details: ["f/2"],
            pixels: "1200 × 800", megabytes: 2.5, place: "47.2, -1.5", albumName: "Gala", albumUrl: "/photos/2026/gala",
            collectionName: "2026", collectionUrl: "/photos/2026", previousUrl: "/a", nextUrl: "/b",
            position: tr("Photos"), originalUrl: "/o", videoUrl: "/v", favouriteUrl: "/f", reportUrl: "/r",
            editUrl: "/e",
            linksUrl: "/l", isFavourite: true, mayWrite: true)
    }
}
