import PortalKit
import PortalLanguage
import PortalValues

/// What a browser says of a collection.
struct PhotoCollectionForm: Form {
    var name = ""
    var description = ""
    var startsOn = ""
    var endsOn = ""
    var directory = ""
    var visible = false
    var version = ""

    static let names = ["name", "description", "starts_on", "ends_on", "directory", "visible", "version"]

    init(_ fields: Fields) {
        name = fields["name"]
        description = fields["description"]
        startsOn = fields["starts_on"]
        endsOn = fields["ends_on"]
        directory = fields["directory"]
        visible = fields.ticked("visible")
        version = fields["version"]
    }

    /// The form of a stored collection.
    init(_ collection: PhotoCollection) {
        name = collection.facts.name
        description = collection.facts.description
        startsOn = collection.facts.startsOn?.description ?? ""
        endsOn = collection.facts.endsOn?.description ?? ""
        directory = collection.directory
        visible = collection.isVisible
        version = String(collection.version)
    }

    /// The checked facts; notes everything that is wrong.
    func facts(_ errors: inout FieldErrors) -> PhotoCollectionFacts {
        var facts = PhotoCollectionFacts()
        facts.name = errors.line("name", name, most: 120, optional: false)
        facts.description = errors.lines("description", description, most: 2_000)
        (facts.startsOn, facts.endsOn) = errors.period(startsOn, endsOn)
        return facts
    }

    static let labels: [String: Message] = [
        "name": tr("Name"), "description": tr("Description"), "starts_on": trc("day", "From"),
        "ends_on": trc("day", "To"),
        "directory": tr("Folder"), "visible": tr("Published"),
    ]
}

extension FieldErrors {
    /// Two optional days, the second not before the first.
    mutating func period(_ from: String, _ to: String) -> (Day?, Day?) {
        let days = [("starts_on", from), ("ends_on", to)].map { field, typed in
            checkTyped(field, typed) { text throws(TextError) in
                guard let day = Day(typed: text) else { throw TextError(tr("A day such as 21/11/2026 or 2026-11-21.")) }
                return day
            }
        }
        if let first = days[0], let last = days[1], last < first {
            self["ends_on"] = tr("The last day comes before the first.")
        }
        return (days[0], days[1])
    }

    /// The name of a folder: as typed where it can be one, else made from the title.
    mutating func directory(_ typed: String, from title: String, otherwise: String) -> String {
        let text = typed.tidied
        if text.isEmpty {
            let made = DirectoryName(title, otherwise: otherwise).text
            return PhotoPath.reserved.contains(made) ? made + "_" : made
        }
        guard let name = DirectoryName(existing: text)?.text else {
            self["directory"] = tr("A folder name has no slash and does not start with a dot or “_”.")
            return ""
        }
        if PhotoPath.reserved.contains(name) {
            self["directory"] = tr("This word is reserved for the portal; choose another one.")
        }
        return name
    }
}
