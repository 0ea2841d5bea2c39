import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
public import PortalKit
import ServiceLifecycle

extension TestPortal {
    /// How a portal on a real port is spoken to.
    public enum Wire: Sendable {
        /// HTTP/1.1 in the clear.
        case plain
        /// HTTP/2 or HTTP/1.1 over TLS, with this certificate and key (PEM).
        case secure(certificate: String, key: String)
    }

    /// Serves the portal on a port of its own for the time of a body, which is given that port.
    ///
    /// - Parameters:
    ///   - limits: changes how many connections there may be, and how long they may stand still.
    ///   - log: keeps what the server and its requests log; else only what is critical is shown.
    public func live(
        _ wire: Wire = .plain, limits: (inout ConnectionLimits) -> Void = { _ in }, log: TestLog? = nil,
        _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        var bounds = ConnectionLimits(application.configuration)
        limits(&bounds)
        // One that keeps its metadata: the request's id is in it.
        var logger = Logger(label: "test", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        if let log { logger = log.logger }
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: application.router(),
            server: try server(ServerChannels(application, logger: logger, limits: bounds), wire),
            configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let services = ServiceGroup(configuration: .init(services: [application], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            let port = await ports.first { _ in true } ?? 0
            try await body(port)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private func server(_ channels: ServerChannels, _ wire: Wire) throws -> HTTPServerBuilder {
        switch wire {
        case .plain: return try channels.builder()
        case .secure(let certificate, let key):
            let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
            return try channels.builder(
                .makeServerConfiguration(
                    certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
        }
    }
}
