import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One album: a page of its photos.
struct AlbumPage: Page {
    let name, description, place, url, collectionName, collectionUrl: String
    let isHidden: Bool
    let startsOn, endsOn: Day?
    let photos: [PhotoView]
    let pager: PagerView?
    let amount: Message
    /// The number of the first photo of this page in the album, from 1.
    let first: Int
    /// Photos on all pages, and on a full one.
    let count, pageSize: Int
    /// Whether the visitor can keep favourites.
    let mayLike: Bool
    let editing, mayWrite: Bool
    let editUrl, detailsUrl, uploadUrl, linksUrl, archiveUrl, bulkUrl: String
    let selection: BulkView

    static let template = "photos/album.html"
    var scripts: [String] { [editing ? "photos-edit.js" : "photos.js"] }
    static let fields: [Field<AlbumPage>] = [
        .text("name") { $0.name }, .text("description") { $0.description }, .text("place") { $0.place },
        .text("url") { $0.url }, .text("collectionName") { $0.collectionName },
        .text("collectionUrl") { $0.collectionUrl }, .flag("isHidden") { $0.isHidden },
        .optionalDay("startsOn") { $0.startsOn }, .optionalDay("endsOn") { $0.endsOn }, .list("photos") { $0.photos },
        .optionalModel("pager") { $0.pager }, .message("amount") { $0.amount }, .number("first") { $0.first },
        .number("count") { $0.count }, .number("pageSize") { $0.pageSize }, .flag("mayLike") { $0.mayLike },
        .flag("editing") { $0.editing }, .flag("mayWrite") { $0.mayWrite }, .text("editUrl") { $0.editUrl },
        .text("detailsUrl") { $0.detailsUrl }, .text("uploadUrl") { $0.uploadUrl }, .text("linksUrl") { $0.linksUrl },
        .text("archiveUrl") { $0.archiveUrl }, .text("bulkUrl") { $0.bulkUrl }, .model("selection") { $0.selection },
    ]
    static var sample: AlbumPage {
        AlbumPage(
            name: "Gala", description: "A *night*", place: "Nantes", url: "/photos/2026/gala", collectionName: "2026",
            collectionUrl: "/photos/2026", isHidden: true, startsOn: Day(number: 20_000), endsOn: Day(number: 20_001),
            photos: [], pager: nil, amount: GalleryCard.photoAmount(2), first: 1,
            count: 2, pageSize: 60, mayLike: true, editing: true, mayWrite: true,
            editUrl: "/photos/2026/gala?edit=1", detailsUrl: "/photos/2026/gala/edit",
            uploadUrl: "/photos/2026/gala/uploads", linksUrl: "/photos/2026/gala/links",
            archiveUrl: "/photos/2026/gala/archive.zip", bulkUrl: "/photos/2026/gala/selection",
            selection: BulkView(albums: [], form: BulkForm(Fields()), errors: FieldErrors()))
    }
}

/// The form of an album, new or old.
struct AlbumFormPage: Page {
    let heading: String
    let form: AlbumForm
    let errors: FieldErrors
    let action, back, collectionName, collectionUrl: String
    let isNew, mayPublish: Bool
    let collections: [Choice]
    let deleteUrl: String

    static let template = "photos/album-form.html"
    static let fields: [Field<AlbumFormPage>] = [
        .text("heading") { $0.heading }, .text("action") { $0.action }, .text("back") { $0.back },
        .text("collectionName") { $0.collectionName }, .text("collectionUrl") { $0.collectionUrl },
        .flag("isNew") { $0.isNew }, .flag("mayPublish") { $0.mayPublish },
        .list("errors") { $0.errors.lines(AlbumForm.labels) },
        .model("name") { $0.errors.view("name", $0.form.name) },
        .model("description") { $0.errors.view("description", $0.form.description) },
        .model("place") { $0.errors.view("place", $0.form.place) },
        .model("startsOn") { $0.errors.view("starts_on", $0.form.startsOn) },
        .model("endsOn") { $0.errors.view("ends_on", $0.form.endsOn) },
        .model("directory") { $0.errors.view("directory", $0.form.directory) },
        .list("collections") { $0.collections }, .optionalMessage("collectionError") { $0.errors["collection"] },
        .flag("visible") { $0.form.visible }, .optionalMessage("visibleError") { $0.errors["visible"] },
        .text("version") { $0.form.version }, .text("deleteUrl") { $0.deleteUrl },
    ]
    static var sample: AlbumFormPage {
        AlbumFormPage(
            heading: "Gala", form: AlbumForm(Fields()), errors: FieldErrors(), action: "/photos/2026/new",
            back: "/photos/2026", collectionName: "2026", collectionUrl: "/photos/2026", isNew: false, mayPublish: true,
            collections: [Choice("2026", named: "2026", selected: true)], deleteUrl: "/photos/2026/gala/delete")
    }
}
