public import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues
import Synchronization

/// A list as programs get it: rows, their number, and the way to the other rows.
public struct ApiList {
    let query: ListQuery
    let fault: FilterError?
    let rows: SQL
    let total: (any Connection) throws -> ListTotal

    /// A list whose rows are read by one statement, slice and order included; `fault` is what is wrong with its filter.
    public init(
        _ query: ListQuery, fault: FilterError? = nil, rows: SQL,
        total: @escaping (any Connection) throws -> ListTotal
    ) {
        self.query = query
        self.fault = fault
        self.rows = rows
        self.total = total
    }

    /// Throws 400 for a parameter that the list does not know, and for a word that a parameter does not understand, none included: what is
    /// misspelt must not lead to everything.
    static func check(_ context: RequestContext, knows parameters: [ApiOperation.Parameter]) throws(Failure) {
        var seen: Set<String> = []
        for pair in context.request.query.pairs {
            let known = parameters.first { $0.name == pair.name }
            guard ListQuery.windowParameters.contains(pair.name) || known != nil else {
                throw .badRequest(.parameter(String(pair.name.prefix(60))))
            }
            if let choices = known?.choices, !choices.isEmpty, !choices.contains(pair.value) {
                throw .badRequest(.parameter(pair.name))
            }
            guard seen.insert(pair.name).inserted else { throw .badRequest(.doubleField(pair.name)) }
        }
    }

    func reply(_ context: RequestContext, _ write: (Row, inout JSONWriter) throws -> Void, _ db: any Connection) throws
        -> HandlerResponse
    {
        if let fault { throw Failure.api(.filter(fault)) }
        var json = JSONWriter(capacity: 16_384)
        try json.list { json in
            for row in try db.rows(rows) { try write(row, &json) }
        }
        let count = try context.application.totals.count(
            of: key(context), now: context.now, context.application.database
        ) {
            try total(db).count
        }
        return HandlerResponse.json(json).with("X-Total-Count", String(count)).with("Link", links(count))
    }

    /// What a total depends on: who asks for what, whichever rows of it.
    private func key(_ context: RequestContext) -> String {
        let narrowing = context.request.query.pairs.filter { !["sort", "limit", "offset"].contains($0.name) }
        let person = context.actor.person
        return "\(person?.id ?? 0) \(person?.token ?? 0) \(context.request.path) "
            + narrowing.map { Escape.query($0.name) + "=" + Escape.query($0.value) }.joined(separator: "&")
    }

    /// RFC 8288: the first, previous, next and last rows of this size, as far as there are any.
    private func links(_ count: Int) -> String {
        let (size, offset) = (query.size, query.offset)
        var links = [("first", 0)]
        if offset > 0 { links.append(("prev", max(0, offset - size))) }
        if offset + size < count { links.append(("next", offset + size)) }
        links.append(("last", max(0, (count - 1) / size * size)))
        return links.map { "<\(query.windowUrl(offset: $0.1))>; rel=\"\($0.0)\"" }.joined(separator: ", ")
    }
}

/// Totals as last counted. Counting is the dearest part of a long list, and the next rows of it have the same total.
///
/// A total holds for a second, and only until this process changes anything; a change by another process shows after that second.
final class Totals: Sendable {
    private struct Known {
        let count: Int
        let changes: Int
        let at: Instant
    }

    private static let most = 2_000
    private let known = Mutex<[String: Known]>([:])

    func count(of key: String, now: Instant, _ database: Database, _ counted: () throws -> Int) throws -> Int {
        // Read before counting: a change in between makes the total old, not new.
        let changes = database.changes
        let last = known.withLock { $0[key] }
        if let last, last.changes == changes, now >= last.at, now < last.at.adding(seconds: 1) { return last.count }
        let count = try counted()
        known.withLock {
            if $0.count >= Self.most { $0.removeAll(keepingCapacity: true) }
            $0[key] = Known(count: count, changes: changes, at: now)
        }
        return count
    }
}
