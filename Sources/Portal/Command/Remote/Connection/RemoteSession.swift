import Foundation
import PortalFiles
import PortalKit

/// A portal elsewhere, spoken to with a token.
struct RemoteSession {
    let client: RemoteClient

    /// As kept by `portal login`; `PORTAL_URL` and `PORTAL_TOKEN` win over it.
    ///
    /// - Throws: ``RemoteError`` where there is no token for the portal that is meant.
    init(_ options: RemoteOptions, _ environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        func given(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let (givenAddress, givenToken) = (given("PORTAL_URL"), given("PORTAL_TOKEN"))
        let needsKept = givenAddress == nil || givenToken == nil
        let kept = needsKept ? try SignIn.kept(environment) : nil
        guard let url = givenAddress ?? kept?.url else {
            throw RemoteError(.notSignedIn, "nobody is signed in here; `portal login URL` signs in")
        }
        let isInsecure = options.insecureHttp || (givenAddress == nil && kept?.isInsecure == true)
        let address = try RemoteAddress(typed: url, insecure: isInsecure)
        // A token is shown to the portal that made it, and to no other.
        guard let token = givenToken ?? (kept?.url == address.text ? kept?.token : nil) else {
            throw RemoteError(
                .notSignedIn, "nobody is signed in at \(address.host); use `portal login`, or PORTAL_TOKEN")
        }
        client = try RemoteClient(address: address, language: Self.language(environment)).showing(token: token)
    }

    /// The language of the terminal, as far as portals speak it.
    static func language(_ environment: [String: String]) -> String {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.hasPrefix("fr") ? "fr" : "en"
    }

    /// Exchanges the password for the proof that one critical request needs: the header that carries it.
    func stepUp(_ password: RemotePassword) async throws -> [(String, String)] {
        guard let user = try await client.send(.get, "/api/v1/me").json()["username"]?.text else {
            throw RemoteAnswer.foreign
        }
        let typed = try password.read("Password of \(Shown.line(user)): ")
        let proof = try await client.showing(user: user, password: typed).send(
            .post, "/api/v1/step-up", body: Array("{}".utf8))
        guard let text = try proof.json()["step_up"]?.text, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw RemoteAnswer.foreign
        }
        return [("portal-step-up", text)]
    }
}
