import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A token in the profile.
struct TokenRow: Model {
    let id: Int
    let name: String
    let reach: Message
    let createdAt, expiresAt: Instant
    let seenAt: Instant?

    init(_ token: ApiTokens.Listed) {
        id = Int(token.id)
        name = token.name
        reach = token.reach.map { .verbatim($0.texts.joined(separator: ", ")) } ?? tr("everything you may do")
        createdAt = token.createdAt
        expiresAt = token.expiresAt
        seenAt = token.seenAt
    }

    private init(sample then: Instant) {
        id = 1
        name = "Terminal"
        reach = tr("everything you may do")
        createdAt = then
        expiresAt = then
        seenAt = then
    }

    static let fields: [Field<TokenRow>] = [
        .number("id") { $0.id }, .text("name") { $0.name }, .message("reach") { $0.reach },
        .instant("createdAt") { $0.createdAt }, .instant("expiresAt") { $0.expiresAt },
        .optionalInstant("seenAt") { $0.seenAt },
    ]
    static var sample: TokenRow { TokenRow(sample: Instant(seconds: 1_800_000_000)) }
}

/// A new token, shown once.
struct TokenPage: Page {
    let name, token: String
    let expiresAt: Instant

    static let template = "accounts/token.html"
    static let fields: [Field<TokenPage>] = [
        .text("name") { $0.name }, .text("token") { $0.token }, .instant("expiresAt") { $0.expiresAt },
    ]
    static var sample: TokenPage {
        TokenPage(name: "Terminal", token: "eyJhbGciOi…", expiresAt: Instant(seconds: 1_800_000_000))
    }
}

extension AccountsModule {
    /// Makes a token for a program and shows it, once: its page cannot be loaded again.
    func makeToken(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: TokenForm = try context.form()
        guard let person = context.actor.person else { throw Failure.signIn }
        do {
            let wish = try form.checked(context.application.scopes)
            let made = try Self.make(wish, for: person.id, username: person.username, context, db)
            return .page(TokenPage(name: wish.name, token: made.text, expiresAt: made.expiresAt))
        } catch let errors as FieldErrors {
            var shown = FieldErrors()
            for fault in errors.list { shown["token_name"] = fault.message }
            return .page(try ProfilePage.load(context, typed: ["token_name": form.name], shown, db: db), status: 422)
        }
    }

    func revokeToken(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let name = try revoke(context, db)
        return HandlerResponse.seeOther("/profile").noticing(
            .good, tr("The token of %(name)s is not valid any more.", ["name": .text(name)]))
    }
}
