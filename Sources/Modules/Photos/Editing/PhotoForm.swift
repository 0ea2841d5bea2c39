import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What a browser says of a photo.
struct PhotoForm: Form {
    var caption = ""
    var author = ""
    var date = ""
    var time = ""
    var latitude = ""
    var longitude = ""
    var version = ""

    static let names = ["caption", "author_str", "date", "time", "lat", "lng", "version"]

    init(_ fields: Fields) {
        caption = fields["caption"]
        author = fields["author_str"]
        date = fields["date"]
        time = fields["time"]
        latitude = fields["lat"]
        longitude = fields["lng"]
        version = fields["version"]
    }

    /// The form of a stored photo.
    init(_ photo: Photo) {
        caption = photo.caption
        author = photo.author
        if let taken = photo.taken {
            date = taken.day.description
            let text = taken.description
            time = String(text.dropFirst(11).prefix(8))
        }
        latitude = photo.point.map { String($0.latitude) } ?? ""
        longitude = photo.point.map { String($0.longitude) } ?? ""
        version = String(photo.version)
    }

    /// The checked facts; notes everything that is wrong. An unchanged time keeps its offset and its fractions of a second.
    func facts(_ old: Photo, _ errors: inout FieldErrors) -> PhotoFacts {
        var facts = PhotoFacts(old)
        facts.caption = errors.line("caption", caption, most: 280)
        facts.author = errors.line("author_str", author, most: 64)
        let stored = PhotoForm(old)
        if date != stored.date || time != stored.time { facts.taken = taken(old, &errors) }
        if latitude != stored.latitude || longitude != stored.longitude { facts.point = point(&errors) }
        return facts
    }

    private func taken(_ old: Photo, _ errors: inout FieldErrors) -> TakenAt? {
        let day = errors.checkTyped("date", date) { text throws(TextError) in
            guard let day = Day(typed: text) else { throw TextError(tr("A day such as 21/11/2026 or 2026-11-21.")) }
            return day
        }
        guard let day else {
            if !time.tidied.isEmpty, errors["date"] == nil { errors["date"] = tr("Please give the day, too.") }
            return nil
        }
        let clock = time.tidied.isEmpty ? "00:00" : time.tidied
        guard let taken = TakenAt(iso: "\(day)T\(clock)", offset: old.taken?.offset) else {
            errors["time"] = tr("A time such as 21:30.")
            return nil
        }
        return taken
    }

    private func point(_ errors: inout FieldErrors) -> MapPoint? {
        let typed = [("lat", latitude), ("lng", longitude)].map { ($0, $1.tidied.replacing(",", with: ".")) }
        if typed.allSatisfy({ $0.1.isEmpty }) { return nil }
        guard let north = Double(typed[0].1), let east = Double(typed[1].1),
            let point = MapPoint(latitude: north, longitude: east)
        else {
            let isNorthWrong = Double(typed[0].1).map { !(-90...90).contains($0) } ?? true
            errors[isNorthWrong ? "lat" : "lng"] =
                isNorthWrong ? tr("Degrees from -90 to 90.") : tr("Degrees from -180 to 180.")
            return nil
        }
        return point
    }

    static let labels: [String: Message] = [
        "caption": tr("Caption"), "author_str": tr("Author"), "date": trc("photo", "Day"), "time": trc("photo", "Time"),
        "lat": tr("Latitude"), "lng": tr("Longitude"),
    ]
}

/// What people say of a photo.
struct PhotoFacts: Sendable, Equatable {
    var caption: String
    var author: String
    var taken: TakenAt?
    var point: MapPoint?

    init(_ photo: Photo) {
        caption = photo.caption
        author = photo.author
        taken = photo.taken
        point = photo.point
    }
}

/// The form of one photo.
struct PhotoFormPage: Page {
    let photo: PhotoView
    let form: PhotoForm
    let errors: FieldErrors
    let action, back, albumName, albumUrl, turnUrl, coverUrl, trashUrl: String
    let isCover: Bool
    let people: [String]

    static let template = "photos/photo-form.html"
    static let fields: [Field<PhotoFormPage>] = [
        .model("photo") { $0.photo }, .text("action") { $0.action }, .text("back") { $0.back },
        .text("albumName") { $0.albumName }, .text("albumUrl") { $0.albumUrl }, .text("turnUrl") { $0.turnUrl },
        .text("coverUrl") { $0.coverUrl }, .text("trashUrl") { $0.trashUrl }, .flag("isCover") { $0.isCover },
        .texts("people") { $0.people }, .list("errors") { $0.errors.lines(PhotoForm.labels) },
        .model("caption") { $0.errors.view("caption", $0.form.caption) },
        .model("author") { $0.errors.view("author_str", $0.form.author) },
        .model("date") { $0.errors.view("date", $0.form.date) },
        .model("time") { $0.errors.view("time", $0.form.time) },
        .model("latitude") { $0.errors.view("lat", $0.form.latitude) },
        .model("longitude") { $0.errors.view("lng", $0.form.longitude) }, .text("version") { $0.form.version },
    ]
    static var sample: PhotoFormPage {
        PhotoFormPage(
            photo: .sample, form: PhotoForm(Fields()), errors: FieldErrors(), action: "/e", back: "/b",
            albumName: "Gala",
            albumUrl: "/photos/2026/gala", turnUrl: "/t", coverUrl: "/c", trashUrl: "/d", isCover: true, people: ["Zoé"]
        )
    }
}
