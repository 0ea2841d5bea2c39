import PortalFiles
import PortalKit

/// A list that somebody asked for. The portal sends 500 at most; the next ones are where it says they are.
struct RecordSearch {
    /// The most that a portal sends at once.
    static let most = 500

    let path: String
    var filter: String?
    var sort: String?
    /// Nil: as many as the portal sends by itself.
    var limit: Int?
    var offset: Int?

    /// What was found.
    struct Found {
        var pages: [RemoteAnswer] = []
        /// How many records the pages hold.
        var count = 0
        /// How many there are in all; nil where the portal does not say.
        var total: Int?
    }

    /// Asks for one page after the other.
    func run(_ client: RemoteClient) async throws -> Found {
        var found = Found()
        var next: String? = query
        while let query = next {
            let answer = try await client.send(.get, query.isEmpty ? path : "\(path)?\(query)", filter: filter)
            guard case .list(let records) = try answer.json() else { throw RemoteAnswer.foreign }
            found.pages.append(answer)
            found.count += records.count
            found.total = answer.header("x-total-count").flatMap { Int($0) }
            next = nil
            if let limit, found.count < limit, !records.isEmpty {
                next = Self.next(answer.header("link") ?? "", most: limit - found.count)
            }
        }
        return found
    }

    private var query: String {
        let pairs = [
            ("filter", filter), ("sort", sort), ("limit", limit.map { String(min($0, Self.most)) }),
            ("offset", offset.map { String($0) }),
        ]
        return pairs.compactMap { name, value in value.map { "\(name)=\(Escape.query($0))" } }.joined(separator: "&")
    }

    /// The query of the next page (RFC 8288). Only the query: a token goes to no other address than the one that was asked.
    static func next(_ links: String, most: Int) -> String? {
        guard let link = links.firstMatch(of: #/<[^<>?]*\?([^<>#]*)>\s*;\s*rel="next"/#) else { return nil }
        let limit = "limit=\(min(most, Self.most))"
        return link.1.split(separator: "&").map { $0.hasPrefix("limit=") ? limit : String($0) }.joined(separator: "&")
    }
}
