import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// An album as outsiders see it.
struct SharedAlbumPage: Page {
    let name, description, place: String
    let startsOn, endsOn: Day?
    let photos: [PhotoView]
    let pager: PagerView?
    let amount: Message
    let first: Int
    let archiveUrl: String

    static let template = "photos/shared-album.html"
    var scripts: [String] { ["photos.js"] }
    static let fields: [Field<SharedAlbumPage>] = [
        .text("name") { $0.name }, .text("description") { $0.description }, .text("place") { $0.place },
        .optionalDay("startsOn") { $0.startsOn }, .optionalDay("endsOn") { $0.endsOn }, .list("photos") { $0.photos },
        .optionalModel("pager") { $0.pager }, .message("amount") { $0.amount }, .number("first") { $0.first },
        .text("archiveUrl") { $0.archiveUrl },
    ]
    static var sample: SharedAlbumPage {
        SharedAlbumPage(
            name: "Gala", description: "A *night*", place: "Nantes", startsOn: Day(number: 20_000),
            endsOn: Day(number: 20_001), photos: [.sample], pager: nil, amount: GalleryCard.photoAmount(2), first: 1,
            archiveUrl: "/photos/shared/t/archive.zip")
    }
}

/// One photo as outsiders see it: nothing to change, and not where it was taken.
struct SharedPhotoPage: Page {
    let photo: PhotoView
    let title: String
    let takenAt: Message?
    let albumName, albumUrl, previousUrl, nextUrl: String
    let position: Message?
    let originalUrl, videoUrl: String

    static let template = "photos/shared-photo.html"
    static let fields: [Field<SharedPhotoPage>] = [
        .model("photo") { $0.photo }, .text("title") { $0.title }, .optionalMessage("takenAt") { $0.takenAt },
        .text("albumName") { $0.albumName }, .text("albumUrl") { $0.albumUrl },
        .text("previousUrl") { $0.previousUrl }, .text("nextUrl") { $0.nextUrl },
        .optionalMessage("position") { $0.position }, .text("originalUrl") { $0.originalUrl },
        .text("videoUrl") { $0.videoUrl },
    ]
    static var sample: SharedPhotoPage {
        SharedPhotoPage(
            photo: .sample, title: "a.jpg", takenAt: tr("Photos"), albumName: "Gala", albumUrl: "/photos/shared/t",
            previousUrl: "/a", nextUrl: "/b", position: tr("Photos"), originalUrl: "/o", videoUrl: "/v")
    }
}

/// The question for the password of a link.
struct SharedPasswordPage: Page {
    let action: String
    let error: Message?

    static let template = "photos/shared-password.html"
    static let fields: [Field<SharedPasswordPage>] = [
        .text("action") { $0.action }, .optionalMessage("error") { $0.error },
    ]
    static var sample: SharedPasswordPage {
        SharedPasswordPage(action: "/photos/shared/t/password", error: tr("This is not the password."))
    }
}

/// The password of a link, as typed.
struct SharedPasswordForm: Form {
    let password: String
    static let names = ["password"]
    init(_ fields: Fields) { password = fields["password"] }
}
