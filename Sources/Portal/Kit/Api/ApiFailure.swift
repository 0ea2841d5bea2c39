import PortalLanguage

/// What only programs can meet; their other failures are those of the pages.
public enum ApiFailure: Sendable, Equatable {
    /// 401: a token that is expired, revoked, forged or not for us.
    case badToken
    /// 401: no user name and password, or wrong ones; which of them is not said.
    case badPassword
    /// 412: what is stored is not what the program has seen.
    case stale
    /// 428: a change that does not say which state it was made from.
    case needsMatch
    /// 422: an `Idempotency-Key` that came with another request before.
    case keyReused
    /// 422: a filter that cannot be read, or means nothing here.
    case filter(FilterError)

    var status: Int {
        switch self {
        case .badToken, .badPassword: 401
        case .stale: 412
        case .needsMatch: 428
        case .keyReused, .filter: 422
        }
    }

    /// Stable; programs compare it.
    var code: String {
        switch self {
        case .badToken: "invalid_token"
        case .badPassword: "unauthenticated"
        case .stale: "stale_version"
        case .needsMatch: "precondition_required"
        case .keyReused: "idempotency_key_reused"
        case .filter(let fault): fault.code.rawValue
        }
    }

    var words: Message {
        switch self {
        case .badToken: tr("This token is not valid, or not any more.")
        case .badPassword: tr("User name and password are needed, and these are not right.")
        case .stale: tr("Somebody else has changed this in the meantime. Read it again, then decide.")
        case .needsMatch: tr("Say in If-Match which state you have seen: its ETag, or * for any.")
        case .keyReused: tr("This Idempotency-Key has been used for another request.")
        case .filter(let fault): fault.message
        }
    }
}

/// Codes of conflicts (409), beside the plain `conflict`. Stable; programs compare them.
public enum ConflictCode: String, Sendable {
    case conflict
    /// Something refers to what was to be deleted.
    case referenced
    /// The state has no such way out.
    case invalidTransition = "invalid_transition"
    /// A closed or cancelled contract; for a new event, also one whose work is completed.
    case contractLocked = "contract_locked"
    /// A closed or cancelled event.
    case eventLocked = "event_locked"
    /// A contract that is not signed, or not any more.
    case contractUnsigned = "contract_unsigned"
    /// Somebody else was faster.
    case staleVersion = "stale_version"
}
