import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import PortalTestSupport
import Testing

@testable import portal

/// TLS as the portal speaks it without a proxy, judged by OpenSSL.
@Suite struct TransportTests {
    /// What OpenSSL's client says after a handshake with these options.
    private func shake(_ port: Int, _ options: [String]) async throws -> String {
        try await TestCommand.run(["openssl", "s_client", "-connect", "127.0.0.1:\(port)"] + options).output
    }

    @Test func `only what hides and proves itself is spoken, TLS 1.3 first`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-tls-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (key, certificate) = (folder + "/key.pem", folder + "/certificate.pem")
        let made = try await TestCommand.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days",
            "30",
            "-subj", "/CN=localhost",
        ])
        try #require(made.status == 0)
        let context = try NIOSSLContext(configuration: try TransportSecurity.server(certificate: certificate, key: key))
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        let port = server.localAddress?.port ?? 0

        #expect(try await shake(port, []).contains("TLSv1.3, Cipher is TLS_"))
        for cipher in ["ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305"] {
            #expect(try await shake(port, ["-tls1_2", "-cipher", cipher]).contains("TLSv1.2, Cipher is \(cipher)"))
        }
        // No forward secrecy, no proof of what is carried, or both.
        for cipher in [
            "AES128-GCM-SHA256", "AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES128-SHA256", "DES-CBC3-SHA",
        ] {
            let said = try await shake(port, ["-tls1_2", "-cipher", cipher + ":@SECLEVEL=0"])
            #expect(!said.contains("Cipher is \(cipher)"), "\(cipher)")
        }
        for version in ["-tls1", "-tls1_1"] {
            let said = try await shake(port, [version, "-cipher", "ALL:@SECLEVEL=0"])
            #expect(said.contains("Cipher is (NONE)"), "\(version): \(said)")
        }
        try await server.close()
    }
}
