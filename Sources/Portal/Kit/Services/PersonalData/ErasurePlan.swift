public import PortalDatabase
import PortalLanguage

/// What is held of a subject and what erasing would do, counted: shown before anything is done.
public struct ErasurePlan: Sendable {
    /// Some rows.
    public struct Line: Sendable {
        /// What it is, what for, for how long.
        public let holding: PersonalHolding
        /// How many rows.
        public let count: Int
        /// Whether looking at the page already adds to it: sessions, the log.
        let isHouse: Bool
    }

    /// What there is, in the order of the modules.
    public let lines: [Line]
    /// What is in the way.
    public let obstacles: [ErasureObstacle]

    /// Tells this plan from another one: what was agreed to is what is done.
    public var digest: String {
        String(
            Digest.hex(
                lines.filter { !$0.isHouse }.map { "\($0.holding.title.id) \($0.count)" }.joined(separator: "\n")
            ).prefix(16))
    }

    /// Looks at everything that is held of a subject.
    public init(_ subject: DataSubject, _ kind: SubjectKind, _ context: RequestContext, _ db: any Connection) throws {
        let application = Set(KitPersonalData.tables.map(\.name))
        lines = try context.application.holdings(of: subject.kind).compactMap { table, holding in
            let rows = holding.rows(subject, db.dialect)
            let count = try db.value(
                "SELECT COUNT(*) FROM \(identifier: table) WHERE \(sql: rows)", as: Int.self)
            guard let count, count > 0 else { return nil }
            return Line(holding: holding, count: count, isHouse: application.contains(table))
        }
        obstacles =
            try kind.obstacles(subject, context, db)
            + context.application.modules.flatMap { try $0.obstacles(erasing: subject, db) }
    }
}
