import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Photos

/// Files from a browser: let in whole, or refused by name with nothing left behind (acceptance scenario P5).
@Suite struct UploadTests {
    private static let uploads = "/photos/2026/gala/uploads"

    private static func run(
        on engine: TestEngine = .sqlite,
        _ body: @Sendable @escaping (TestBrowser, TestGallery, Pictures) async throws -> Void
    ) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.grant(
                "support", (.read, "photos", nil), (.write, "photos", nil), (.all, "collection", nil))
            try await body(try await portal.signedIn("support"), gallery, try Pictures())
        }
    }

    /// A small JPEG that no other test has.
    private static func picture(_ pictures: Pictures, _ name: String = "p.jpg", _ tags: String...) async throws
        -> [UInt8]
    {
        _ = try await pictures.make(name, width: 120, height: 80)
        try await pictures.run("exiftool", ["-q", "-overwrite_original", "-ImageUniqueID=\(UUID())"] + tags + [name])
        return try pictures.bytes(name)
    }

    /// What of the gallery is not in its place: files that were coming in, and moves that wait.
    private static func leftovers(_ gallery: TestGallery) async throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: gallery.store.incoming)
        return try await files
            + gallery.application.database.read { try $0.values("SELECT source FROM photo_move", as: String.self) }
    }

    @Test(arguments: TestEngine.tested)
    func `several files at once: each is let in or refused by itself`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery, pictures in
            let good = try await Self.picture(
                pictures, "p.jpg", "-Orientation#=6", "-GPSLatitude=47", "-GPSLongitude=1")
            let page = try await browser.upload(
                Self.uploads,
                [
                    ("good.jpg", good), ("cut.jpg", Array(good.prefix(good.count / 2))), ("empty.jpg", []),
                    ("page.jpg", Array("<!doctype html><script>alert(1)</script>".utf8)),
                ])
            #expect(page.status == 200)
            #expect(page.shows("The file is damaged or incomplete."))
            #expect(page.shows("This is no picture or video that can be shown here."))
            #expect(page.shows("The file is empty."))
            #expect(try await gallery.album("2026/gala")?.photoCount == 3)
            #expect(
                try pictures.bytes("p.jpg")
                    == Array(Data(contentsOf: URL(fileURLWithPath: gallery.store.full("2026/gala/good.jpg")))))
            #expect(try await Self.leftovers(gallery) == [])
            let photo = try await gallery.application.database.read { db in
                try db.row("SELECT \(sql: Photo.columns) FROM photo WHERE file_name = 'good.jpg'").map(Photo.init)
            }
            #expect(photo?.width == 80 && photo?.height == 120, "upright")
            #expect(photo?.author == "Sacha Support" || photo?.author.isEmpty == false, "the uploader by default")
            #expect(photo?.isClean == true)
            #expect(try await RenditionQueue.work(gallery.environment) == 1)
            for width in Renditions.widths {
                #expect(try await browser.get("/photos/2026/gala/good.jpg/\(width).webp").status == 200)
            }
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the same picture, or another one of the same name, is a conflict that leads to the first`(engine: TestEngine)
        async throws
    {
        try await Self.run(on: engine) { browser, gallery, pictures in
            let (one, two) = (try await Self.picture(pictures), try await Self.picture(pictures))
            #expect(try await browser.upload(Self.uploads, [("one.jpg", one)]).status == 303)
            let same = try await browser.upload(Self.uploads, [("other.jpg", one)])
            #expect(same.status == 409)
            #expect(same.shows("href=\"/photos/2026/gala/one.jpg\""))
            let name = try await browser.upload(
                Self.uploads, [("one.jpg", two)], headers: ["Accept": "application/json"])
            #expect(name.status == 409)
            #expect(name.shows("\"url\":\"/photos/2026/gala/one.jpg\""))
            #expect(try await gallery.album("2026/gala")?.photoCount == 3)
            #expect(try await Self.leftovers(gallery) == [])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `uploads at the same moment are all counted, and only one of a name wins`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery, pictures in
            let files = try await (0..<6).asyncMap { _ in try await Self.picture(pictures) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (number, bytes) in files.enumerated() {
                    let name = number < 3 ? "same.jpg" : "\(number).jpg"
                    group.addTask {
                        try await browser.upload(
                            Self.uploads, [(name, bytes)], headers: ["Accept": "application/json"]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201, 201, 201, 201, 409, 409])
            #expect(try await gallery.album("2026/gala")?.photoCount == 6)
            #expect(try await Self.leftovers(gallery) == [])
        }
    }

    @Test(
        arguments: [
            ("../../etc/passwd", "passwd.jpg"), ("/absolute/path.jpg", "path.jpg"), ("C:\\\\temp\\\\x.jpg", "x.jpg"),
            ("page.html", "page.jpg"), (String(repeating: "é", count: 300) + ".jpg", nil), ("con.jpg", nil),
            ("...", nil),
        ] as [(String, String?)])
    func `a name that tries to escape stays in the album`(said: String, stored: String?) async throws {
        try await Self.run { browser, gallery, pictures in
            let page = try await browser.upload(Self.uploads, [(said, try await Self.picture(pictures))])
            #expect(page.status == 303)
            let names = try await gallery.application.database.read {
                try $0.values("SELECT file_name FROM photo WHERE bytes > 200", as: String.self)
            }
            #expect(names.count == 1)
            let name = try #require(names.first)
            if let stored { #expect(name == stored) }
            #expect(!name.contains("/") && name.utf8.count <= 124 && name.hasSuffix(".jpg"))
            #expect(Disk.exists(gallery.store.full("2026/gala/" + name)))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a file in pieces goes on where it was cut`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery, pictures in
            let bytes = try await Self.picture(pictures)
            let started = try await browser.post(
                Self.uploads + "/pieces", ["name": "piecewise.jpg", "bytes": "\(bytes.count)"])
            #expect(started.status == 201)
            let url = try #require(
                started.body.components(separatedBy: "\"url\":\"").last?.split(separator: "\"").first)
            let half = bytes.count / 2
            let first = try await browser.raw(.patch, "\(url)?offset=0", bytes: Array(bytes.prefix(half)))
            #expect(first.status == 200 && first.shows("\"offset\":\(half)"))
            #expect(
                try await browser.raw(.patch, "\(url)?offset=7", bytes: [1, 2, 3]).status == 409, "not the next piece")
            #expect(try await browser.get(String(url)).shows("\"offset\":\(half)"))
            let last = try await browser.raw(.patch, "\(url)?offset=\(half)", bytes: Array(bytes.dropFirst(half)))
            #expect(last.status == 201)
            #expect(last.shows("/photos/2026/gala/piecewise.jpg"))
            #expect(try await browser.get(String(url)).status == 404)
            #expect(try await Self.leftovers(gallery) == [])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a last piece that is sent many times at once makes one photo, whole`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery, pictures in
            for round in 0..<4 {
                let bytes = try await Self.picture(pictures)
                let half = round % 2 == 0 ? bytes.count / 2 : 0
                let started = try await browser.post(
                    Self.uploads + "/pieces", ["name": "round\(round).jpg", "bytes": "\(bytes.count)"])
                let url = try #require(
                    started.body.components(separatedBy: "\"url\":\"").last?.split(separator: "\"").first)
                if half > 0 { _ = try await browser.raw(.patch, "\(url)?offset=0", bytes: Array(bytes.prefix(half))) }
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            try await browser.raw(.patch, "\(url)?offset=\(half)", bytes: Array(bytes.dropFirst(half)))
                                .status
                        }
                    }
                    return try await group.reduce(into: [Int]()) { $0.append($1) }
                }
                #expect(statuses.count { $0 == 201 } == 1, "\(statuses)")
                #expect(statuses.allSatisfy { [201, 404, 409].contains($0) }, "\(statuses)")
                let stored = FileManager.default.contents(atPath: gallery.store.full("2026/gala/round\(round).jpg"))
                #expect(stored.map(Array.init) == bytes)
            }
            #expect(try await Self.leftovers(gallery) == [])
        }
    }

    @Test func `an upload that is dropped while its last piece comes in is one or the other`() async throws {
        try await Self.run { browser, gallery, pictures in
            for round in 0..<6 {
                let bytes = try await Self.picture(pictures)
                let started = try await browser.post(
                    Self.uploads + "/pieces", ["name": "dropped\(round).jpg", "bytes": "\(bytes.count)"])
                let url = try #require(
                    started.body.components(separatedBy: "\"url\":\"").last?.split(separator: "\"").first)
                async let sent = browser.raw(.patch, "\(url)?offset=0", bytes: bytes).status
                async let dropped = browser.raw(.delete, String(url), bytes: []).status
                let (one, other) = try await (sent, dropped)
                let isThere = Disk.exists(gallery.store.full("2026/gala/dropped\(round).jpg"))
                #expect(isThere == (one == 201))
                #expect(one == 201 ? [404, 409].contains(other) : other == 204 || other == 409, "\(one) \(other)")
                #expect([201, 404, 409].contains(one))
            }
        }
    }

    @Test func `pieces are for who began, for this album, and not more than was said`() async throws {
        try await PhotosPortal.run { portal, gallery in
            try await gallery.grant(nil, (.read, "photos", nil), (.write, "photos", nil), (.all, "collection", nil))
            let one = try await portal.signedIn("support")
            let other = try await portal.signedIn("member")
            let started = try await one.post(Self.uploads + "/pieces", ["name": "x.jpg", "bytes": "10"])
            let url = try #require(
                started.body.components(separatedBy: "\"url\":\"").last?.split(separator: "\"").first)
            #expect(try await other.get(String(url)).status == 404)
            #expect(try await other.raw(.patch, "\(url)?offset=0", bytes: [1]).status == 404)
            #expect(try await one.raw(.patch, "\(url)?offset=0", bytes: [UInt8](repeating: 1, count: 11)).status == 413)
            #expect(try await one.raw(.delete, String(url), bytes: []).status == 204)
            for bytes in ["0", "-1", "x", "99999999999999999999", "\(200 << 20)"] {
                let page = try await one.post(Self.uploads + "/pieces", ["name": "x.jpg", "bytes": bytes])
                #expect([400, 413].contains(page.status), "\(bytes)")
            }
        }
    }

    @Test func `a file that somebody put into the folder by hand is not written over`() async throws {
        try await Self.run { browser, gallery, pictures in
            let stray = gallery.store.full("2026/gala/stray.jpg")
            try Data("by hand".utf8).write(to: URL(fileURLWithPath: stray))
            let page = try await browser.upload(Self.uploads, [("stray.jpg", try await Self.picture(pictures))])
            #expect(page.status == 409)
            #expect(try String(contentsOfFile: stray, encoding: .utf8) == "by hand")
            #expect(try await Self.leftovers(gallery) == [])
        }
    }

    @Test func `a right that is lost while the bytes come in lets nothing in`() async throws {
        try await Self.run { browser, gallery, pictures in
            let bytes = try await Self.picture(pictures)
            let started = try await browser.post(
                Self.uploads + "/pieces", ["name": "x.jpg", "bytes": "\(bytes.count)"])
            let url = try #require(
                started.body.components(separatedBy: "\"url\":\"").last?.split(separator: "\"").first)
            try await gallery.revoke("support")
            #expect(try await browser.raw(.patch, "\(url)?offset=0", bytes: bytes).status == 403)
            #expect(try await gallery.album("2026/gala")?.photoCount == 2)
        }
    }

    @Test func `a picture of too many pixels is refused before anybody decodes it`() async throws {
        try await Self.run { browser, gallery, pictures in
            try await pictures.run("vips", ["black", "wide.png", "30001", "2"])
            let page = try await browser.upload(Self.uploads, [("wide.png", try pictures.bytes("wide.png"))])
            #expect(page.status == 422)
            #expect(page.shows("30,000 a side"))
            try await pictures.run("vips", ["black", "bomb.png", "20000", "20000"])
            #expect(
                try await browser.upload(Self.uploads, [("bomb.png", try pictures.bytes("bomb.png"))]).status == 422)
            try await pictures.run("vips", ["black", "dot.png", "1", "1"])
            #expect(try await browser.upload(Self.uploads, [("dot.png", try pictures.bytes("dot.png"))]).status == 303)
            #expect(try await Self.leftovers(gallery) == [])
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var result: [T] = []
        for element in self { result.append(try await transform(element)) }
        return result
    }
}
