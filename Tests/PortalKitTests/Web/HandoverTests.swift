import Foundation
import PortalConfiguration
import PortalTestSupport
import Testing

@testable import PortalKit

/// Files that a real nginx sends once the portal has decided, configured with the lines of `conf_models/nginx.conf`.
@Suite(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx"), "nginx is not installed"), .serialized
)
struct NginxTests {
    /// The model's own `location`, with another folder.
    static func location(_ directory: String) throws -> String {
        let model = try String(contentsOfFile: TestPlaces.root + "/conf_models/nginx.conf", encoding: .utf8)
        let block = try #require(model.firstMatch(of: #/location /_files/ \{[^}]*\}/#)).output
        return String(block).replacing(#/alias [^;]*;/#, with: "alias \(directory)/;")
    }

    static func run(
        _ body: @Sendable (TestPortal, Attic, _ curl: @Sendable ([String]) async throws -> String) async throws -> Void
    )
        async throws
    {
        try await Attic.run(handover: true) { portal, attic in
            _ = try attic.write("photo", StreamingTests.picture)
            _ = try attic.write("été 100%?.jpg", Array("strange".utf8))
            try await portal.live { port in
                let folder = try ScratchFolder()
                let configuration = """
                    user root;
                    pid \(folder.path)/pid;
                    error_log \(folder.path)/error.log;
                    daemon off;
                    events {}
                    http {
                        access_log off;
                        client_body_temp_path \(folder.path)/body;
                        proxy_temp_path \(folder.path)/proxy;
                        fastcgi_temp_path \(folder.path)/fastcgi;
                        uwsgi_temp_path \(folder.path)/uwsgi;
                        scgi_temp_path \(folder.path)/scgi;
                        server {
                            listen unix:\(folder.path)/socket;
                            location / { proxy_pass http://127.0.0.1:\(port); }
                            \(try location(attic.folder.path))
                        }
                    }
                    """
                try configuration.write(toFile: folder.path + "/nginx.conf", atomically: true, encoding: .utf8)
                async let served: Void = nginx(folder)
                for _ in 0..<200 where !FileManager.default.fileExists(atPath: folder.path + "/pid") {
                    try await Task.sleep(for: .milliseconds(50))
                }
                do {
                    try await body(portal, attic) { arguments in
                        try await StreamingTests.curl(["--unix-socket", folder.path + "/socket"] + arguments)
                    }
                } catch {
                    try await nginx(folder, "-s", "stop")
                    throw error
                }
                try await nginx(folder, "-s", "stop")
                try await served
            }
        }
    }

    private static func nginx(_ folder: ScratchFolder, _ arguments: String...) async throws {
        let ended = try await TestCommand.run(
            [
                "/usr/sbin/nginx", "-p", folder.path, "-e", folder.path + "/error.log", "-c",
                folder.path + "/nginx.conf",
            ] + arguments)
        #expect(ended.status == 0, "\(ended.output)")
    }

    @Test func `nginx sends the file with the portal's head, in parts too`() async throws {
        try await Self.run { portal, attic, curl in
            let path = attic.folder.path + "/out"
            let head = try await curl(["-D", "-", "-o", path, "http://x/attic/photo"]).lowercased()
            #expect(head.hasPrefix("http/1.1 200 "))
            for field in [
                "server: nginx", "content-type: image/jpeg", "etag: \"digest-1\"", "cache-control: private, no-cache",
                "content-length: 1000000", "x-content-type-options: nosniff", "content-security-policy: ",
            ] {
                #expect(head.contains(field), "\(field) in \(head)")
            }
            #expect(!head.contains("x-accel"))
            #expect(attic.content("out") == StreamingTests.picture)
            // The portal itself sent none of it.
            let own = try await portal.visitor.get("/attic/photo")
            #expect(own.body.isEmpty)
            #expect(own.headers[.contentLength] == "0")

            let part = try await curl([
                "-D", "-", "-o", path, "-H", "Range: bytes=10-19", "-H", "If-Range: \"digest-1\"",
                "http://x/attic/photo",
            ])
            #expect(part.contains("206 Partial Content") && part.contains("bytes 10-19/1000000"))
            #expect(attic.content("out") == Array(StreamingTests.picture[10..<20]))

            let status = ["-o", "/dev/null", "-w", "%{http_code}"]
            #expect(try await curl(status + ["-H", "If-None-Match: \"digest-1\"", "http://x/attic/photo"]) == "304")
            #expect(try await curl(status + ["-H", "If-None-Match: \"digest-2\"", "http://x/attic/photo"]) == "200")
            #expect(try await curl(status + ["http://x/_files/photo"]) == "404")
            #expect(try await curl(status + ["http://x/attic/lost"]) == "404")
            #expect(try await curl(["http://x/attic/strange"]) == "strange")
        }
    }
}

@Suite struct HandoverTests {
    @Test(arguments: [
        ("/data/a/b c.jpg", "/_files/a/b%20c.jpg"), ("/data/é%?#", "/_files/%C3%A9%25%3F%23"),
        ("/data/../etc/passwd", nil),
        ("/data/a/./b", nil), ("/data//a", nil), ("/data", nil), ("/database", nil), ("/etc/passwd", nil),
        ("/data/a\nb", nil),
    ])
    func `only what lies below the folder is handed over, by its escaped name`(path: String, value: String?) {
        #expect(FileHandover.xAccelRedirect(prefix: "/_files/", directory: "/data").field(for: path)?.1 == value)
    }

    @Test func `Apache is given the path on disk`() {
        let field = FileHandover.xSendfile(directory: "/data/").field(for: "/data/a b")
        #expect(field?.0.rawName == "X-Sendfile")
        #expect(field?.1 == "/data/a b")
        let relative = FileHandover.xSendfile(directory: "var").field(for: "var/a")?.1
        #expect(relative == FileManager.default.currentDirectoryPath + "/var/a")
    }

    @Test(arguments: [
        ("x-sendfile", FileHandover.xSendfile(directory: "var")),
        ("x-accel-redirect:/_files/", .xAccelRedirect(prefix: "/_files/", directory: "var")),
        ("x-accel-redirect:", nil),
        ("x-accel-redirect:_files/", nil), ("x-accel-redirect:/_files", nil), ("x-accel-redirect:/a b/", nil),
        ("on", nil),
    ])
    func `the key is read strictly`(text: String, handover: FileHandover?) {
        #expect(FileHandover(text, directory: "var") == handover)
    }
}
