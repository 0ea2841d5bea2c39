import PortalDatabase
import PortalKit
import PortalLanguage

/// The scopes of the worked examples: photos, collections of albums, people, roles, a calendar, and clients with an owner.
enum TestScopes {
    static let photos = Scope("photos", title: .verbatim("Photos"))
    static let collection = Scope(
        "collection", title: .verbatim("Collections"), elements: .may,
        storage: .init(table: "test_collection", key: "name", label: "name"))
    static let album = Scope(
        "album", title: .verbatim("Albums"), elements: .must,
        storage: .init(table: "test_album", key: "name", label: "name"),
        parent: .init("collection", column: "collection_id"))
    static let pceen = Scope(
        "pceen", title: .verbatim("People"), elements: .may,
        storage: .init(table: "person", key: "last_name", label: "last_name"))
    static let role = Scope(
        "role", title: .verbatim("Roles"), elements: .may, storage: .init(table: "role", key: "name_key", label: "name")
    )
    static let calendar = Scope("calendar", title: .verbatim("Calendar"))
    static let client = Scope(
        "client", title: .verbatim("Clients"), elements: .may,
        storage: .init(table: "test_client", key: "name", label: "name"), actions: ["assign"],
        relations: [
            .init("own", title: .verbatim("their own")) { "owner_id = \($0)" },
            .init("team", title: .verbatim("their team's")) { "team_id = \($0)" },
        ])
    static let catalogue = Scopes([photos, collection, album, pceen, role, calendar, client])
}

/// A stored world in memory.
struct TestWorld: Elements {
    /// The elements that exist, by scope.
    var existing: [String: Set<Int64>] = [:]
    /// The collection of each album.
    var collections: [Int64: Int64] = [:]
    /// The person in a relation to a client, by relation and client.
    var related: [String: [Int64: Int64]] = [:]

    func exists(_ scope: Scope, _ element: Int64) -> Bool { existing[scope.name]?.contains(element) == true }

    func parent(_ scope: Scope, _ element: Int64) -> Int64? {
        scope.name == "album" && exists(scope, element) ? collections[element] : nil
    }

    func holds(_ relation: Scope.Relation, _ scope: Scope, _ element: Int64, person: Int64) -> Bool {
        exists(scope, element) && related[relation.name]?[element] == person
    }
}
