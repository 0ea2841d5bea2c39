import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import PortalAssets
public import PortalConfiguration
public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues
import Synchronization

/// A whole portal on a database of its own, with demonstration people, driven without a socket.
public struct TestPortal: Sendable {
    /// The portal.
    public let application: PortalApplication
    let client: any TestClientProtocol
    let clock: TestClock

    /// Runs a test in a new portal of these modules.
    public static func run(
        _ modules: [any Module], on engine: TestEngine = .sqlite, demonstration: Bool = true,
        configure: (inout Configuration) -> Void = { _ in }, _ body: @Sendable (TestPortal) async throws -> Void
    ) async throws {
        let clock = TestClock()
        let began = clock.now
        let filling = demonstration ? modules.map { type(of: $0).id }.joined(separator: " ") : ""
        let (database, discard) = try await engine.database(filling) { database in
            try await database.write { db in
                let demonstration = Demonstration(passwordHash: TestPassword.hash, scale: 1, now: began)
                for module in modules { try module.demonstrate(demonstration, db) }
            }
        }
        do {
            var configuration = try Configuration.load(
                environment: ["PORTAL_SECRET_KEY": String(repeating: "k", count: 43)], file: nil)
            configuration.resources = TestPlaces.resources
            configuration.migrations = TestPlaces.migrations
            configuration.dataDirectory =
                FileManager.default.temporaryDirectory.appendingPathComponent("portal-test-data").path
            configuration.apiRate = 0
            configure(&configuration)
            let application = try PortalApplication(
                configuration: configuration, modules: modules, database: database,
                assetStore: TestAssets.of(modules, configuration),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { clock.now })
            let server = Application(responder: application.router())
            try await server.test(.router) { client in
                try await body(TestPortal(application: application, client: client, clock: clock))
            }
            await discard()
        } catch {
            await discard()
            throw error
        }
    }

    /// A browser without cookies.
    public var visitor: TestBrowser { TestBrowser(portal: self) }

    /// A browser in which this person has signed in.
    public func signedIn(_ username: String, password: String = TestPassword.text) async throws -> TestBrowser {
        let browser = visitor
        let page = try await browser.post("/login", ["login": username, "password": password])
        guard page.status == 303 else { throw TestRefusal(page: page) }
        return browser
    }

    /// One number from the database; 0 where there is none.
    public func count(_ sql: SQL) async throws -> Int {
        try await application.database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }

    /// Moves the clock.
    public func wait(seconds: Int64) { clock.move(seconds) }
}

/// Somebody could not sign in.
public struct TestRefusal: Error {
    /// What they got.
    public let page: TestPage
}

/// The password of the demonstration accounts, hashed once a run.
public enum TestPassword {
    /// As typed.
    public static let text = "portal-demo"
    public static let hash = (try? PasswordHash.hash(text)) ?? ""
}

/// Templates compiled once a run for each set of modules.
private enum TestAssets {
    private static let made = Mutex<[String: AssetStore.Assets]>([:])

    static func of(_ modules: [any Module], _ configuration: Configuration) throws -> AssetStore {
        let key = modules.map { type(of: $0).id }.joined(separator: " ")
        if let assets = made.withLock({ $0[key] }) { return AssetStore(assets) }
        let assets = try AssetStore.Assets.make(configuration, modules: modules)
        made.withLock { $0[key] = assets }
        return AssetStore(assets)
    }
}
