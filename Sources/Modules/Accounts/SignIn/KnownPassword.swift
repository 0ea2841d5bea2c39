import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// Somebody whose user name (or address) and password were right: for browsers that sign in, and for programs that ask for a token.
struct KnownPassword: Sendable {
    let person: Int64
    let username: String
    /// A new hash, where the stored one was made with yesterday's settings.
    private let fresh: String?

    /// Nil, after the same time, for an unknown name, a wrong password and a closed account. A try is counted before the password is
    /// hashed, and given back when it was right: a right one costs nothing.
    ///
    /// - Throws: 429 for too many wrong tries: for this account (in this browser, where it is one that the account has used before),
    ///   or from this address, unless the account is at home there.
    static func check(_ login: String, _ password: String, _ context: RequestContext) async throws -> KnownPassword? {
        let application = context.application
        // What no form of ours sends is nobody's name, and costs the address a try all the same.
        let isName = login.utf8.count <= 320 && !login.isEmpty
        let (account, isHome) = try await application.database.read { db in
            let account = isName ? try LoginAccount.find(login, db) : nil
            return (account, try account?.isUsed(from: context.addressKey, db) ?? false)
        }
        let bucket = Bucket(account, login, isHome: isHome, context)
        let right = try await application.passwordTurns.run("sign-in \(bucket.key)") {
            try await take(bucket, account, context)
            let right = try await application.apart {
                PasswordHash.verify(password, against: account?.hash ?? PasswordHash.dummy)
            }
            guard right, let account, account.hash != nil, !account.disabled else { return false }
            try await application.limiter.giveBack(bucket.rule, key: bucket.key)
            if !bucket.isKnown { try await application.limiter.giveBack(.signInAddress, key: context.addressKey) }
            return true
        }
        guard right, let account, let hash = account.hash else {
            await note(.signInFailed, account, context)
            return nil
        }
        let fresh =
            PasswordHash.needsRehash(hash) ? try await application.apart { try PasswordHash.hash(password) } : nil
        return KnownPassword(person: account.person, username: account.username, fresh: fresh)
    }

    private static func take(_ bucket: Bucket, _ account: LoginAccount?, _ context: RequestContext) async throws {
        let limiter = context.application.limiter
        // Where the account is at home, strangers behind the same address shall not use up its owner's tries.
        let counted = bucket.isKnown ? nil : RateRule.signInAddress
        var wait: Int?
        if let counted { wait = try await limiter.take(counted, key: context.addressKey, now: context.now) }
        if wait == nil {
            wait = try await limiter.take(bucket.rule, key: bucket.key, now: context.now)
            // Tries that the account's own limit stops shall not shut a whole house out besides.
            if wait != nil, let counted { try await limiter.giveBack(counted, key: context.addressKey) }
        }
        guard let wait else { return }
        await note(.signInLimited, account, context)
        throw Failure.tooMany(retryAfter: wait)
    }

    /// With the account where there is one; of an unknown name nothing is kept, since people type passwords there.
    private static func note(_ kind: SecurityKind, _ account: LoginAccount?, _ context: RequestContext) async {
        let detail = context.request.isApi ? "API" : ""
        await context.noteFailure(kind, of: account?.person, account: account?.username ?? "", detail: detail)
    }

    /// Notes that they came.
    func note(now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE account SET last_login_at = \(now) WHERE person_id = \(person)")
        if let fresh { try db.run("UPDATE account SET password_hash = \(fresh) WHERE person_id = \(person)") }
    }
}

/// Where wrong passwords are counted: with the account, by whatever name it was called; with the browser or the address, where the
/// account is at home; with the text, where there is no such account, so that nothing tells the two apart.
private struct Bucket: Sendable {
    let rule: RateRule
    let key: String
    /// Whether the account has been used from here before.
    var isKnown: Bool { rule == .signInBrowser || rule == .signInHome }

    init(_ account: LoginAccount?, _ login: String, isHome: Bool, _ context: RequestContext) {
        if let account, let browser = KnownBrowser.key(for: account.person, context) {
            (rule, key) = (.signInBrowser, browser)
        } else if let account, isHome {
            (rule, key) = (.signInHome, "\(account.person) \(context.addressKey)")
        } else if let account {
            (rule, key) = (.signInAccount, "person \(account.person)")
        } else {
            (rule, key) = (.signInAccount, "name \(String(login.prefix(320)).folded)")
        }
    }
}

extension RateRule {
    /// Wrong passwords for an account in a browser that it has used before: ten at once, then one a minute.
    static let signInBrowser = RateRule("sign-in-browser", burst: 10, interval: 60)
    /// Wrong passwords for an account from an address where it has a session, in any browser or program: ten at once, then one a minute.
    static let signInHome = RateRule("sign-in-home", burst: 10, interval: 60)
}
