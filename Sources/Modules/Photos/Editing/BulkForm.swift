import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What is done with the photos that were ticked on an album's page.
struct BulkForm: Form {
    /// One of the things that can be done with several photos at once.
    enum Deed: String, CaseIterable {
        case author, shift, turnRight = "turn-right", turnLeft = "turn-left", move, trash
    }

    var photos: [Int64] = []
    var deed: Deed?
    var author = ""
    var shift = ""
    var camera = ""
    var album = ""

    static let names = ["deed", "author", "shift", "camera", "album"]
    static let lists = ["photo"]

    init(_ fields: Fields) {
        photos = fields.all("photo").prefix(PhotosModule.pageSize * 10).compactMap { Int64($0) }
        deed = Deed(rawValue: fields["deed"])
        author = fields["author"]
        shift = fields["shift"]
        camera = fields["camera"]
        album = fields["album"]
    }

    /// How far clocks are moved, in seconds: `+1:30`, `-0:05:10`, `2` (hours).
    func seconds(_ errors: inout FieldErrors) -> Int64? {
        errors.check("shift") { () throws(TextError) in
            var text = shift.tidied.replacing("−", with: "-")
            let isBack = text.hasPrefix("-")
            if isBack || text.hasPrefix("+") { text.removeFirst() }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
            guard (1...3).contains(parts.count), !parts.contains(nil), text.utf8.count <= 12 else {
                throw TextError(tr("Hours and minutes such as +1:30 or -0:05."))
            }
            let numbers = parts.compactMap { $0 }
            guard numbers.allSatisfy({ $0 >= 0 && $0 <= 1_000_000 }) else {
                throw TextError(tr("Hours and minutes such as +1:30 or -0:05."))
            }
            var seconds = numbers[0] * 3_600
            if numbers.count > 1 { seconds += numbers[1] * 60 }
            if numbers.count > 2 { seconds += numbers[2] }
            return isBack ? -seconds : seconds
        }
    }

    static let labels: [String: Message] = [
        "photo": tr("Photos"), "author": tr("Author"), "shift": tr("Move the clock by"), "album": tr("Album"),
    ]
}

/// The panel below the grid in edit mode.
struct BulkView: Model {
    let albums: [Choice]
    let form: BulkForm
    let errors: FieldErrors

    static let fields: [Field<BulkView>] = [
        .list("albums") { $0.albums }, .list("errors") { $0.errors.lines(BulkForm.labels) },
        .model("author") { $0.errors.view("author", $0.form.author) },
        .model("shift") { $0.errors.view("shift", $0.form.shift) }, .flag("wholeCamera") { $0.form.camera == "all" },
        .optionalMessage("albumError") { $0.errors["album"] },
    ]
}
