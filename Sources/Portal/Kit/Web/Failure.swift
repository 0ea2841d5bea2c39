public import PortalLanguage

/// What a person can meet in place of what they asked for. Everything else that goes wrong is a 500 and an alarm.
public enum Failure: Error, Sendable {
    /// What is wrong with a request that no browser of ours would send.
    public enum Malformed: Sendable, Equatable {
        case encoding, tooManyFields, tooLongText, body, staleForm, host
        case unknownField(String), doubleField(String), parameter(String)
    }

    /// 400: the request itself is broken.
    case badRequest(Malformed)
    /// To the login page, and back here after it; the API says 401.
    case signIn
    /// The password again, then on with it.
    case confirm
    /// 403: signed in, but not allowed; names the permission that is missing.
    case forbidden(missing: String)
    /// 403: a form that was sent from another site.
    case foreignOrigin
    /// 404.
    case notFound
    /// 405: the path exists, not with this method.
    case methodNotAllowed([String])
    /// 409: somebody or something else was faster, or the state does not allow it.
    case conflict(Message, code: ConflictCode = .conflict)
    /// 410: a link that has been used or has expired.
    case gone(Message)
    /// 413.
    case tooLarge(limit: Int)
    /// 415.
    case unsupportedType
    /// 422: understood, but not possible.
    case unprocessable(Message)
    /// 429, with the seconds to wait.
    case tooMany(retryAfter: Int)
    /// 503: the database is gone, or the portal is being worked on.
    case unavailable(retryAfter: Int)
    /// What only programs meet.
    case api(ApiFailure)
    /// 507: the server's disk is full.
    case noRoom

    /// The HTTP status.
    public var status: Int {
        switch self {
        case .badRequest: 400
        case .signIn, .confirm: 401
        case .forbidden, .foreignOrigin: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .gone: 410
        case .tooLarge: 413
        case .unsupportedType: 415
        case .unprocessable: 422
        case .tooMany: 429
        case .unavailable: 503
        case .noRoom: 507
        case .api(let failure): failure.status
        }
    }
}
