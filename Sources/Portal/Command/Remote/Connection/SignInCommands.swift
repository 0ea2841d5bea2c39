import ArgumentParser
import Foundation
import PortalFiles
import PortalKit

/// `portal login URL`
struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to a portal elsewhere, for the commands about its records.",
        discussion: """
            The password becomes a token, which is kept in ~/.config/portal/remote.json and lives 30 days. PORTAL_URL and PORTAL_TOKEN \
            win over what is kept.
            """, aliases: ["connexion"])

    @Argument(help: "The portal's address, as in a browser.")
    var url: String

    @Option(help: "The user name; asked for where it is left out.")
    var user: String?

    @Option(help: "What the token is called in the profile.")
    var name = "Terminal"

    @OptionGroup
    var password: RemotePassword

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let address = try RemoteAddress(typed: url, insecure: options.insecureHttp)
        let client = RemoteClient(address: address, language: RemoteSession.language(environment))
        let user = try user ?? Self.askUser()
        var body = JSONWriter()
        body.object { $0.field("name", name) }
        let answer = try await client.showing(user: user, password: try password.read("Password of \(user): "))
            .send(.post, "/api/v1/tokens", body: body.bytes).json()
        guard let token = answer["token"]?.text, let id = answer["id"]?.text else { throw RemoteAnswer.foreign }
        let old = try? SignIn.kept(environment)
        let new = SignIn(url: address.text, token: token, tokenID: id, user: user, isInsecure: options.insecureHttp)
        try new.keep(environment)
        // Nobody could revoke the one before from here any more. It may have ended long ago, so that a refusal means nothing.
        try? await old?.revoke(environment)
        Terminal.say("\(Shown.line(user)) is signed in at \(address.text).")
    }

    private static func askUser() throws -> String {
        guard isatty(0) == 1 else { throw RemoteError(.usage, "who signs in? Say it with --user NAME") }
        Terminal.ask("User name: ")
        guard let user = readLine(strippingNewline: true), !user.isEmpty else {
            throw RemoteError(.refused, "no user name was given")
        }
        return user
    }
}

/// `portal logout`
struct Logout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Revoke the token of this terminal, and forget it.", aliases: ["deconnexion"])

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let kept = try SignIn.kept(environment) else {
            throw RemoteError(.notSignedIn, "nobody is signed in here")
        }
        SignIn.forget(environment)
        do { try await kept.revoke(environment) } catch let fault as RemoteError {
            throw RemoteError(
                .refused, fault.lines.first ?? "",
                "  The token is forgotten here, but still good: revoke it on your profile at \(kept.url).")
        }
        Terminal.say("\(Shown.line(kept.user)) is signed out of \(kept.url).")
    }
}

extension SignIn {
    /// Ends its token.
    fileprivate func revoke(_ environment: [String: String]) async throws {
        let address = try RemoteAddress(typed: url, insecure: isInsecure)
        let client = RemoteClient(address: address, language: RemoteSession.language(environment))
        do {
            _ = try await client.showing(token: token).send(.delete, "/api/v1/tokens/\(Escape.query(tokenID))")
        } catch let fault as RemoteError where fault.status == .notSignedIn {
            // It has ended already.
            return
        }
    }
}
