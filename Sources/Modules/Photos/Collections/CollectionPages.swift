import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// All collections that the visitor may open.
struct CollectionListPage: Page {
    let cards: [GalleryCard]
    let newUrl, searchUrl, favouritesUrl, placesUrl, trashUrl, queueUrl, reportsUrl: String
    let reports: Int

    static let template = "photos/collections.html"
    static let fields: [Field<CollectionListPage>] = [
        .list("cards") { $0.cards }, .text("newUrl") { $0.newUrl }, .text("searchUrl") { $0.searchUrl },
        .text("favouritesUrl") { $0.favouritesUrl }, .text("placesUrl") { $0.placesUrl },
        .text("trashUrl") { $0.trashUrl }, .text("queueUrl") { $0.queueUrl }, .text("reportsUrl") { $0.reportsUrl },
        .number("reports") { $0.reports },
    ]
    static var sample: CollectionListPage {
        CollectionListPage(
            cards: [GalleryCard.sample], newUrl: "/photos/new", searchUrl: "/photos/search",
            favouritesUrl: "/photos/favourites", placesUrl: "/photos/places", trashUrl: "/photos/trash",
            queueUrl: "/photos/queue", reportsUrl: "/photos/reports", reports: 1)
    }
}

/// One collection: its albums.
struct CollectionPage: Page {
    let name, description, url: String
    let isHidden: Bool
    let startsOn, endsOn: Day?
    let cards: [GalleryCard]
    let editUrl, newUrl: String

    static let template = "photos/collection.html"
    static let fields: [Field<CollectionPage>] = [
        .text("name") { $0.name }, .text("description") { $0.description }, .text("url") { $0.url },
        .flag("isHidden") { $0.isHidden }, .optionalDay("startsOn") { $0.startsOn },
        .optionalDay("endsOn") { $0.endsOn },
        .list("cards") { $0.cards }, .text("editUrl") { $0.editUrl }, .text("newUrl") { $0.newUrl },
    ]
    static var sample: CollectionPage {
        CollectionPage(
            name: "2026", description: "An *excellent* year", url: "/photos/2026", isHidden: true,
            startsOn: Day(number: 20_000), endsOn: Day(number: 20_300), cards: [GalleryCard.sample],
            editUrl: "/photos/2026/edit", newUrl: "/photos/2026/new")
    }
}

/// The form of a collection, new or old.
struct CollectionFormPage: Page {
    let name: String
    let form: PhotoCollectionForm
    let errors: FieldErrors
    let action, back: String
    let isNew, mayPublish: Bool
    let albums: [OrderRow]
    let orderUrl, deleteUrl: String

    static let template = "photos/collection-form.html"
    static let fields: [Field<CollectionFormPage>] = [
        .text("heading") { $0.name }, .text("action") { $0.action }, .text("back") { $0.back },
        .flag("isNew") { $0.isNew }, .flag("mayPublish") { $0.mayPublish },
        .list("errors") { $0.errors.lines(PhotoCollectionForm.labels) },
        .model("name") { $0.errors.view("name", $0.form.name) },
        .model("description") { $0.errors.view("description", $0.form.description) },
        .model("startsOn") { $0.errors.view("starts_on", $0.form.startsOn) },
        .model("endsOn") { $0.errors.view("ends_on", $0.form.endsOn) },
        .model("directory") { $0.errors.view("directory", $0.form.directory) },
        .flag("visible") { $0.form.visible }, .optionalMessage("visibleError") { $0.errors["visible"] },
        .text("version") { $0.form.version }, .list("albums") { $0.albums }, .text("orderUrl") { $0.orderUrl },
        .text("deleteUrl") { $0.deleteUrl },
    ]
    static var sample: CollectionFormPage {
        CollectionFormPage(
            name: "2026", form: PhotoCollectionForm(Fields()), errors: FieldErrors(), action: "/photos/new",
            back: "/photos", isNew: false, mayPublish: true, albums: [OrderRow(id: 1, name: "Gala", isCover: true)],
            orderUrl: "/photos/2026/position", deleteUrl: "/photos/2026/delete")
    }
}

/// One thing of a list that is put in order by hand.
struct OrderRow: Model {
    let id: Int
    let name: String
    let isCover: Bool
    static let fields: [Field<OrderRow>] = [
        .number("id") { $0.id }, .text("name") { $0.name }, .flag("isCover") { $0.isCover },
    ]
}
