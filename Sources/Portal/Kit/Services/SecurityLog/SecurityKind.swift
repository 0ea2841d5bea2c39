public import PortalLanguage

/// What the security log tells of. The raw value is stored, and stands in the technical log.
public enum SecurityKind: String, Sendable, CaseIterable {
    case signedIn = "sign-in"
    case signInFailed = "sign-in-failed"
    case signInLimited = "sign-in-limited"
    case signedOut = "sign-out"
    case sessionEnded = "session-end"
    case confirmed = "confirmation"
    case confirmationFailed = "confirmation-failed"
    case confirmationLimited = "confirmation-limited"
    case refused = "refusal"
    case resetAsked = "reset-asked"
    case passwordChanged = "password"
    case emailAsked = "email-asked"
    case emailChanged = "email"
    case tokenMade = "token"
    case tokenRevoked = "token-end"
    case feedEnded = "feed-end"
    case accountOpened = "account-open"
    case accountClosed = "account-close"
    case accountReopened = "account-reopen"
    case roleGiven = "role"
    case roleTaken = "role-end"

    /// In words, as the lists show it.
    public var title: Message {
        switch self {
        case .signedIn: trc("security", "Signed in")
        case .signInFailed: trc("security", "Failed to sign in")
        case .signInLimited: trc("security", "Tried to sign in too often")
        case .signedOut: trc("security", "Signed out")
        case .sessionEnded: trc("security", "Ended a session")
        case .confirmed: trc("security", "Typed the password again")
        case .confirmationFailed: trc("security", "Typed a wrong password when asked again")
        case .confirmationLimited: trc("security", "Typed a wrong password too often")
        case .refused: trc("security", "Was not allowed to")
        case .resetAsked: trc("security", "Asked for a new password")
        case .passwordChanged: trc("security", "Password changed")
        case .emailAsked: trc("security", "Asked for another e-mail address")
        case .emailChanged: trc("security", "E-mail address changed")
        case .tokenMade: trc("security", "Token made")
        case .tokenRevoked: trc("security", "Token revoked")
        case .feedEnded: trc("security", "Calendar address ended")
        case .accountOpened: trc("security", "Account opened")
        case .accountClosed: trc("security", "Account disabled")
        case .accountReopened: trc("security", "Account enabled")
        case .roleGiven: trc("security", "Role given")
        case .roleTaken: trc("security", "Role taken away")
        }
    }

    /// Whether it is bad news for somebody: a failure or a refusal. These repeat, and are one line a minute.
    public var isFailure: Bool {
        switch self {
        case .signInFailed, .signInLimited, .confirmationFailed, .confirmationLimited, .refused: true
        default: false
        }
    }
}
