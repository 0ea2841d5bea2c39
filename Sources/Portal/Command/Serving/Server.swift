import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import PortalConfiguration
import PortalDatabase
import PortalKit
import ServiceLifecycle
import UnixSignals

/// A portal that listens.
struct Server {
    let configuration: Configuration
    let logger = Logger(label: "portal")

    func run() async throws {
        let database = try Composition.database(configuration)
        do {
            try await serve(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    private func serve(_ database: Database) async throws {
        try await Schema(configuration, database).demandCurrent()
        let styles = Stylesheets(configuration)
        try configuration.environment == .development ? styles.compileIfOlder() : styles.demandCompiled()
        let application = try Composition.application(configuration, database, logger: logger)
        let scopes = application.scopes
        try await database.write { try Roles.offerNewScopes(scopes, $0) }
        OpenFileLimit.raise(for: configuration.maxConnections, logger)
        var services: [any Service] = [JobRunner(application)]
        if configuration.environment == .development { services.append(DevReloader(application)) }
        let server = Application(
            responder: application.router(), server: try channels(application),
            configuration: .init(
                address: .hostname(configuration.hostname, port: configuration.port), serverName: nil, backlog: 1024),
            services: services, onServerRunning: { channel in announce(channel) }, logger: logger)
        do {
            try await server.runService(gracefulShutdownSignals: [.sigterm, .sigint])
        } catch let error as IOError {
            throw CommandError("cannot listen on \(configuration.hostname), port \(configuration.port): \(error)")
        }
        logger.info("stopped")
    }

    /// HTTP/1.1, or with a certificate both HTTP/2 and HTTP/1.1 over TLS.
    private func channels(_ application: PortalApplication) throws -> HTTPServerBuilder {
        let channels = ServerChannels(application, logger: logger)
        guard let certificate = configuration.certificate, let key = configuration.privateKey else {
            return try channels.builder()
        }
        do {
            return try channels.builder(TransportSecurity.server(certificate: certificate, key: key))
        } catch {
            throw CommandError("\(certificate) and \(key) cannot be used for TLS: \(error)")
        }
    }

    /// Says where the portal is, once it can be reached.
    private func announce(_ channel: any Channel) {
        let port = channel.localAddress?.port ?? configuration.port
        let host = configuration.hostname.contains(":") ? "[\(configuration.hostname)]" : configuration.hostname
        let here = "\(configuration.speaksTLS ? "https" : "http")://\(host):\(port)"
        logger.info(
            "the portal listens",
            metadata: [
                "address": "\(here)", "public": "\(configuration.baseURL.text)",
                "version": "\(PortalApplication.version)",
            ])
        if configuration.logFormat == .text { Terminal.say("The portal is at \(here)\(configuration.basePath)") }
    }
}
