import PortalDatabase
import PortalLanguage

extension DatabaseError {
    /// What a person meets when a handler did not turn this into something better; nil for what only a fault of ours can cause.
    var failure: Failure? {
        switch self {
        case .unavailable, .busy: .unavailable(retryAfter: 5)
        case .tooSlow:
            .unprocessable(
                tr(
                    "This would take too long. Please ask for less: a filter with fewer conditions, a simpler order, or fewer words."
                ))
        case .unique: .conflict(tr("This exists already; somebody may have been faster."))
        case .foreignKey: .conflict(tr("Something else refers to this, or what it refers to is gone."))
        case .check, .notNull: .unprocessable(tr("One of the values is not possible here."))
        case .invalidText: .badRequest(.encoding)
        case .uncertain:
            .conflict(
                tr(
                    "The connection broke while this was being saved. Please check whether it was saved before you try again."
                ))
        case .refused, .column, .statement: nil
        }
    }
}
