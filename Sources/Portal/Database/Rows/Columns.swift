import Synchronization

/// The names of an answer's columns: one table for all its rows.
@usableFromInline
final class Columns: Sendable {
    /// The names as a row shows them.
    let names: [String]

    /// The names a row is read by: where two columns share one, both are empty, since reading it would be a guess.
    @usableFromInline let keys: [String]

    /// The table each column comes from, where the engine knows it; as many as names.
    let tables: [String?]

    init(names: [String], tables: [String?]) {
        self.names = names
        self.tables = names.indices.map { tables.indices.contains($0) ? tables[$0] : nil }
        // Looking for twins costs a few comparisons for the usual width; wide answers pay for a set.
        var hasTwins = false
        if names.count <= 16 {
            for position in names.indices where names[..<position].contains(names[position]) { hasTwins = true }
        } else {
            hasTwins = Set(names).count < names.count
        }
        keys = hasTwins ? names.map { name in names.filter { $0 == name }.count > 1 ? "" : name } : names
    }

    /// Where the last reading ended: rows are mostly read from left to right, row after row, so that the next name is the one after it.
    private let next = Atomic<Int>(0)

    /// The position of a name; nil where there is none. Most names differ in length already, and short strings compare as two machine
    /// words, which beats hashing for the widths that occur.
    @usableFromInline
    func index(of name: String) -> Int? {
        let count = name.utf8.count
        let start = min(next.load(ordering: .relaxed), keys.count)
        guard let found = find(name, count, start..<keys.count) ?? find(name, count, 0..<start) else { return nil }
        next.store(found + 1, ordering: .relaxed)
        return found
    }

    private func find(_ name: String, _ count: Int, _ range: Range<Int>) -> Int? {
        for position in range where keys[position].utf8.count == count && keys[position] == name { return position }
        return nil
    }
}
