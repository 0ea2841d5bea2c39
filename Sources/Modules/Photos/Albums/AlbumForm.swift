import PortalKit
import PortalLanguage
import PortalValues

/// What a browser says of an album.
struct AlbumForm: Form {
    var name = ""
    var description = ""
    var place = ""
    var startsOn = ""
    var endsOn = ""
    var directory = ""
    /// The folder of the collection it belongs, or is to move, to.
    var collection = ""
    var visible = false
    var version = ""

    static let names = [
        "name", "description", "place", "starts_on", "ends_on", "directory", "collection", "visible", "version",
    ]

    init(_ fields: Fields) {
        name = fields["name"]
        description = fields["description"]
        place = fields["place"]
        startsOn = fields["starts_on"]
        endsOn = fields["ends_on"]
        directory = fields["directory"]
        collection = fields["collection"]
        visible = fields.ticked("visible")
        version = fields["version"]
    }

    /// The form of a stored album.
    init(_ album: Album, in collection: PhotoCollection) {
        name = album.facts.name
        description = album.facts.description
        place = album.facts.place
        startsOn = album.facts.startsOn?.description ?? ""
        endsOn = album.facts.endsOn?.description ?? ""
        directory = album.directory
        self.collection = collection.directory
        visible = album.isVisible
        version = String(album.version)
    }

    /// The checked facts; notes everything that is wrong.
    func facts(_ errors: inout FieldErrors) -> AlbumFacts {
        var facts = AlbumFacts()
        facts.name = errors.line("name", name, most: 120, optional: false)
        facts.description = errors.lines("description", description, most: 2_000)
        facts.place = errors.line("place", place, most: 120)
        (facts.startsOn, facts.endsOn) = errors.period(startsOn, endsOn)
        return facts
    }

    static let labels: [String: Message] = PhotoCollectionForm.labels.merging([
        "place": tr("Place"), "collection": tr("Collection"),
    ]) { $1 }
}
