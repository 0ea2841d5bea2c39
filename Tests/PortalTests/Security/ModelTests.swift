import Foundation
import PortalTestSupport
import Testing

/// The models to copy for whoever runs a portal.
@Suite struct ModelTests {
    private func model(_ name: String) throws -> String {
        try String(contentsOfFile: TestPlaces.root + "/conf_models/" + name, encoding: .utf8)
    }

    @Test func `the model of nginx speaks TLS as it should, for a host of the portal's own`() throws {
        let text = try model("nginx.conf")
        let servers = text.components(separatedBy: "\nserver {").dropFirst()
        let plain = try #require(servers.first { $0.contains("listen 80;") })
        let secure = try #require(servers.first { $0.contains("listen 443 ssl") })
        #expect(servers.count == 2 && servers.allSatisfy { $0.contains("server_name bde.example.org;") })
        #expect(plain.contains(#/location \/api\/ \{ return 403; \}/#), "programs are not redirected")
        #expect(plain.contains(#/location \/ \{ return 301 https:/#) && !plain.contains("proxy_pass"))
        #expect(secure.contains(#/ssl_protocols\s+TLSv1\.2 TLSv1\.3;/#))
        #expect(secure.contains(#/ssl_ciphers\s+ECDHE\+AESGCM:ECDHE\+CHACHA20;/#))
        #expect(secure.contains(#/server_tokens\s+off;/#) && secure.contains(#/autoindex\s+off;/#))
        // The visitor's address is what nginx saw, behind whatever was sent.
        #expect(secure.contains("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"))
        #expect(secure.contains("proxy_set_header X-Forwarded-Proto $scheme;"))
        #expect(secure.contains(#/location \/ \{\s*proxy_pass http:\/\/portal;/#))
        #expect(
            text.contains(#/upstream portal \{\s*server 127\.0\.0\.1:/#), "the way to the portal stays on the machine")
    }

    @Test(arguments: [
        "User=portal", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectKernelTunables=yes", "ProtectKernelModules=yes", "ProtectControlGroups=yes", "RestrictNamespaces=yes",
        "RestrictSUIDSGID=yes", "LockPersonality=yes", "SystemCallFilter=@system-service", "UMask=0077",
        "StateDirectoryMode=0700", "CapabilityBoundingSet=CAP_NET_BIND_SERVICE",
    ])
    func `the model of the service takes every right away that the portal does not need`(line: String) throws {
        #expect(try model("portal.service").split(separator: "\n").contains(Substring(line)))
    }
}
