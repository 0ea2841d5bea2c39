/// How long a unit of work that only reads may take in all, and how many like it run at once.
///
/// Each statement has its own limit anyway (``DatabaseOptions/statementTimeout``). What somebody outside chooses the cost of, such as a
/// list with their filter and their order, needs a shorter one, or a few such lists keep every connection busy.
public enum Pace: Sendable {
    /// Work of the portal's own: only its statements are limited.
    case steady
    /// A page, for which somebody waits: ``DatabaseOptions/pageTimeout``.
    case page
    /// All there is, for a file: ``DatabaseOptions/exportTimeout``. Such units have half of the connections at most, so that pages are
    /// answered beside them.
    case export
}

extension DatabaseOptions {
    /// How long a unit of this pace may take; nil where only its statements are limited.
    func limit(_ pace: Pace) -> Duration? {
        switch pace {
        case .steady: nil
        case .page: pageTimeout
        case .export: exportTimeout
        }
    }
}

/// The time that a unit of work has.
struct UnitTime: Sendable {
    /// How long one statement of the unit may take: no longer than the unit itself.
    let statement: Duration
    /// Whether the unit as a whole is limited.
    let isLimited: Bool
    private let end: ContinuousClock.Instant

    init(_ pace: Pace, _ options: DatabaseOptions) {
        let limit = options.limit(pace)
        statement = min(limit ?? options.statementTimeout, options.statementTimeout)
        isLimited = limit != nil
        end = limit.map { ContinuousClock.now.advanced(by: $0) } ?? .now
    }

    /// Whether it is used up.
    var isOver: Bool { isLimited && ContinuousClock.now >= end }

    /// Throws where it is used up: before a statement that would only be cut off.
    func check() throws(DatabaseError) {
        if isOver { throw .tooSlow }
    }
}
