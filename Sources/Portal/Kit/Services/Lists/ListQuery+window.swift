import PortalDatabase
import PortalValues

/// Lists as programs ask for them: `limit` and `offset` in place of pages, `sort=name` or `sort=-name` in place of column heads.
extension ListQuery {
    /// The most rows of one answer.
    static let longestWindow = 500
    /// The parameters that every list of a program knows.
    static let windowParameters = ["q", "sort", "limit", "offset"]

    init(window address: ListAddress, sorts: [SortColumn], standard: String?, size: Int) throws(Failure) {
        let fields = address.fields
        guard fields["q"].unicodeScalars.count <= 200 else { throw .badRequest(.parameter("q")) }
        let usual = sorts.first { $0.name == standard } ?? sorts.first ?? SortColumn("id", .verbatim("id"), by: ["id"])
        let typed = fields["sort"]
        let isBackwards = typed.hasPrefix("-")
        let name = isBackwards ? String(typed.dropFirst()) : typed
        // An empty name is a slip of the program's: its own order it gets by leaving the parameter away.
        guard !fields.has("sort") || sorts.contains(where: { $0.name == name }) else {
            throw .badRequest(.parameter("sort"))
        }
        q = fields["q"]
        sort = sorts.first { $0.name == name } ?? usual
        way = typed.isEmpty ? usual.first : isBackwards ? .descending : .ascending
        page = 1
        self.size = try Self.number(fields, "limit", usual: size, in: 1...Self.longestWindow)
        shift = try Self.number(fields, "offset", usual: 0, in: 0...100_000_000)
        self.sorts = sorts
        self.address = address
        isSorted = !typed.isEmpty
    }

    private static func number(
        _ fields: Fields, _ name: String, usual: Int, in range: ClosedRange<Int>
    ) throws(Failure) -> Int {
        let text = fields[name]
        if !fields.has(name) { return usual }
        guard text.utf8.count <= 9, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text), range.contains(number)
        else { throw .badRequest(.parameter(name)) }
        return number
    }

    /// The address of other rows of this list.
    func windowUrl(offset: Int) -> String {
        address.url([("limit", String(size)), ("offset", offset == 0 ? "" : String(offset))])
    }
}
