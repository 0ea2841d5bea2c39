import Foundation
import PortalKit
import PortalTestSupport
import Testing

/// Files and archives through the real router and real connections.
@Suite(.serialized) struct FileRouteTests {
    @Test func `a protected picture is asked for each time, and comes back without its bytes`() async throws {
        try await Attic.run { portal, attic in
            _ = try attic.write("photo", StreamingTests.picture.prefix(60_000))
            let browser = portal.visitor
            let first = try await browser.get("/attic/photo")
            #expect(first.status == 200)
            #expect(first.headers[.eTag] == "\"digest-1\"")
            #expect(first.headers[.cacheControl] == "private, no-cache")
            #expect(first.headers[.contentLength] == "60000")
            let again = try await browser.raw(
                .get, "/attic/photo", body: "", headers: ["If-None-Match": "\"digest-1\""])
            #expect(again.status == 304)
            #expect(again.headers[.cacheControl] == "private, no-cache")
            #expect(again.body.isEmpty)
            let part = try await browser.raw(.get, "/attic/photo", body: "", headers: ["Range": "bytes=10-19"])
            #expect(part.status == 206)
            #expect(part.headers[.contentRange] == "bytes 10-19/60000")
            let head = try await browser.raw(.head, "/attic/photo", body: "", headers: [:])
            #expect(head.status == 200)
            #expect(head.headers[.contentLength] == "60000")
            #expect(head.body.isEmpty)
            let forever = try await browser.get("/attic/forever")
            #expect(forever.headers[.cacheControl] == "private, max-age=31536000, immutable")
            let lost = try await browser.get("/attic/lost")
            #expect(lost.status == 404)
            #expect(lost.shows("</html>"))
        }
    }

    @Test func `a full disk has a page of its own`() async throws {
        try await Attic.run { portal, _ in
            let full = try await portal.visitor.upload("/attic/full", [(name: "a.jpg", bytes: [1])])
            #expect(full.status == 507)
            #expect(full.shows("No room left"))
        }
    }

    @Test func `an album is downloaded as one archive of known length`() async throws {
        try await Attic.run { portal, attic in
            _ = try attic.write("photo", StreamingTests.picture)
            try await portal.live { port in
                let path = attic.folder.path + "/album.zip"
                let shown = try await StreamingTests.curl([
                    "-o", path, "-w", "%{http_code} %{content_type} %header{content-length}",
                    "http://127.0.0.1:\(port)/attic/album",
                ])
                let size = try #require(FileManager.default.contents(atPath: path)?.count)
                #expect(shown == "200 application/zip \(size)")
                let found = try await ArchiveTests.judge(path)
                #expect(found.map(\.name) == ["Gala/photo.jpg", "Gala/photo (2).jpg", "Gala/photo (3).jpg"])
            }
        }
    }

    @Test func `a file that vanishes meanwhile makes a download that fails`() async throws {
        try await Attic.run { portal, attic in
            // More than sockets hold, so that the last file is not open yet.
            _ = try attic.write("photo", [UInt8](repeating: 1, count: 30 << 20))
            try await portal.live { port in
                try await waiting {
                    let connection = try RawConnection(port: port)
                    try connection.send("GET /attic/album HTTP/1.1\r\nHost: x\r\n\r\n")
                    let head = connection.receive(until: "\r\n\r\n")
                    let length = try #require(head.firstMatch(of: #/(?i)content-length: (\d+)/#).flatMap { Int($0.1) })
                    try FileManager.default.removeItem(atPath: attic.folder.path + "/photo")
                    #expect(length > 90 << 20)
                    #expect(connection.drain() < length - (20 << 20))
                }
            }
        }
    }
}
