import PortalValues

/// The fields that a list can be filtered and sorted by, and the relations through which there are more.
public struct FilterCatalogue: Sendable {
    /// The fields of the rows themselves.
    public let fields: [FilterField]
    /// The records that belong to a row.
    public let relations: [FilterRelation]

    /// The fields of a list.
    public init(_ fields: [FilterField], relations: [FilterRelation] = []) {
        self.fields = fields
        self.relations = relations
    }

    /// No dotted name has more parts: a client's company's town has three.
    private static let longestPath = 6

    /// The field of this name, with dots; nil where there is none, and also where the asking person may not know of it.
    func field(_ name: String, for asker: FilterContext) -> FilterField? {
        find(Self.key(name).split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...], asker)
    }

    private func find(_ path: ArraySlice<String>, _ asker: FilterContext) -> FilterField? {
        guard let first = path.first, path.count <= Self.longestPath else { return nil }
        if path.count == 1 {
            return fields.first { $0.isCalled(first) && asker.may($0.need) }
        }
        guard let relation = relations.first(where: { $0.isCalled(first) && asker.may($0.need) }) else { return nil }
        return relation.target().find(path.dropFirst(), asker)?.within(relation.path)
    }

    /// How names are compared: without case, accents and the difference between `-` and `_`.
    static func key(_ name: String) -> String { name.unaccented.replacing("-", with: "_") }
}

extension FilterField {
    func isCalled(_ key: String) -> Bool { name == key || aliases.contains { FilterCatalogue.key($0) == key } }
}

extension FilterRelation {
    func isCalled(_ key: String) -> Bool { name == key || aliases.contains { FilterCatalogue.key($0) == key } }
}
