import ArgumentParser
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// `portal demo`: people and things to try the portal with. A second run changes nothing.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load demonstration data into an empty portal. Refused in production.")

    /// What every demonstration account signs in with.
    static let password = "portal-demo"
    /// The stored word that it has been done.
    static let mark = "house.demonstration"

    @Option(help: "How many of the main things to make.")
    var scale = 60

    func validate() throws {
        if !(1...1_000_000).contains(scale) { throw ValidationError("--scale must lie between 1 and 1000000.") }
    }

    func run() async throws {
        try await Desk.open { desk in
            guard desk.configuration.environment == .development else {
                throw CommandError("demonstration data is refused in production: everybody knows its passwords")
            }
            let now = Instant.now()
            let demonstration = Demonstration(
                passwordHash: try PasswordHash.hash(Self.password), scale: scale, now: now)
            let scopes = desk.scopes
            let isNew = try await desk.database.write { db in
                guard try db.mark(Self.mark, now: now) else { return false }
                for module in Composition.modules { try module.demonstrate(demonstration, db) }
                try Roles.offerNewScopes(scopes, db)
                return true
            }
            if isNew {
                for module in Composition.modules { try await module.furnish(desk.configuration, desk.database) }
            }
            Terminal.say(
                isNew
                    ? "Demonstration data is loaded; every account's password is \(Self.password)."
                    : "Demonstration data is there already.")
        }
    }
}

extension Connection {
    /// Notes that something has been done; false where it was noted before.
    fileprivate func mark(_ name: String, now: Instant) throws -> Bool {
        try run(
            "INSERT INTO setting (name, value, updated_at) VALUES (\(name), \("done"), \(now)) ON CONFLICT (name) DO NOTHING"
        ) > 0
    }
}
