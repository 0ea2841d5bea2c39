import PortalKit
import PortalLanguage
import PortalValues

/// What a token is to be, checked.
struct TokenWish: Sendable {
    let name: String
    /// Nil: all that its owner may do.
    let reach: TokenReach?
    let seconds: Int64
}

/// A token as a program asks for it.
struct NewTokenForm: Form {
    let name: String
    /// Nil where the program named none.
    let scopes: [String]?
    let expiresIn: String
    static let names = ["name", "expires_in"]
    static let lists = ["scopes"]

    init(_ fields: Fields) {
        name = fields["name"]
        let scopes = fields.all("scopes")
        self.scopes = scopes.isEmpty ? nil : scopes
        expiresIn = fields["expires_in"]
    }

    /// The checked wish; throws everything that is wrong at once.
    func checked(_ catalogue: Scopes) throws(FieldErrors) -> TokenWish {
        var errors = FieldErrors()
        let name = errors.line("name", name, most: 100, optional: false)
        var seconds = ApiTokens.usualSeconds
        if !expiresIn.isEmpty {
            if let wish = Int64(expiresIn), (1...ApiTokens.longestSeconds).contains(wish) {
                seconds = wish
            } else {
                errors["expires_in"] = tr(
                    "Between 1 and %(most)s seconds.", ["most": .number(Int(ApiTokens.longestSeconds))])
            }
        }
        var reach: TokenReach?
        if let scopes {
            do throws(FieldErrors) { reach = try TokenReach(scopes, in: catalogue) } catch {
                for fault in error.list { errors[fault.field] = fault.message }
            }
        }
        try errors.check()
        return TokenWish(name: name, reach: reach, seconds: seconds)
    }
}

/// A token as its owner asks for it on the profile.
struct TokenForm: Form {
    let name, reach, days: String
    static let names = ["token_name", "token_reach", "token_days"]

    init(_ fields: Fields) {
        name = fields["token_name"]
        reach = fields["token_reach"]
        days = fields["token_days"]
    }

    /// How long it may live, to choose from.
    static var lifetimes: [Choice] {
        [7, 30, 90, 365].map { days in
            Choice(String(days), trn("%(count)s day", "%(count)s days", days), selected: days == 30)
        }
    }

    /// The checked wish; notes everything that is wrong.
    func checked(_ catalogue: Scopes) throws -> TokenWish {
        var errors = FieldErrors()
        let name = errors.line("token_name", name, most: 100, optional: false)
        guard let days = Int64(days), Self.lifetimes.contains(where: { $0.value == String(days) }) else {
            throw Failure.badRequest(.parameter("token_days"))
        }
        guard reach == "all" || reach == "read" else { throw Failure.badRequest(.parameter("token_reach")) }
        try errors.check()
        return TokenWish(
            name: name, reach: reach == "read" ? TokenReach.reading(catalogue) : nil, seconds: days * 86_400)
    }
}

/// What tokens look like to programs.
enum TokenShapes {
    private static let scopes = ApiField(
        "scopes", tr("What it is good for; without, all that you may do"), .texts, .readWrite(needed: false),
        isOptional: true)
    private static let name = ApiField("name", tr("Name of the program"), .text(most: 100), .readWrite(needed: true))
    private static let end = ApiField("expires_at", tr("Ends"), .instant)
    private static let id = ApiField("id", tr("Number"), .text(most: 20))

    static let new = [
        name, scopes,
        ApiField("expires_in", tr("Lifetime in seconds"), .integer, .writeOnly(needed: false)),
    ]
    static let made = ApiShape(
        "MadeToken",
        [ApiField("token", tr("The token itself; it is told once"), .text(most: 2000)), id, name, scopes, end])
    static let token = ApiShape(
        "Token",
        [
            id, name, scopes, ApiField("created_at", tr("Made"), .instant),
            ApiField("seen_at", tr("Last used"), .instant, isOptional: true), end,
        ])
    static let stepUp = ApiShape(
        "StepUp", [ApiField("step_up", tr("For the header Portal-Step-Up"), .text(most: 100)), end])
    static let me = ApiShape(
        "Me",
        [
            ApiField("username", tr("User name"), .text(most: 64)), ApiField("name", tr("Name"), .text(most: 200)),
            ApiField("email", tr("E-mail"), .email, isOptional: true), ApiField("roles", tr("Roles"), .texts),
            ApiField("scopes", tr("What you may do here"), .texts),
        ])
}
