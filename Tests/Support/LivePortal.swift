import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import PortalKit
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
    public func live(_ wire: Wire = .plain, _ body: @Sendable (Int) async throws -> Void) async throws {
        // One that keeps its metadata: the request's id is in it.
        var logger = Logger(label: "test", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: house.router(), server: try server(wire),
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

    private func server(_ wire: Wire) throws -> HTTPServerBuilder {
        switch wire {
        case .plain: return .http1()
        case .secure(let certificate, let key):
            let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
            return try .http2Upgrade(
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
        }
    }
}
