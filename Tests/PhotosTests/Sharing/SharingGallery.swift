import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues

@testable import Photos

/// A gallery of two collections to give away, to report and to search.
///
/// `2026` has the album `gala` with `a.jpg` (whose original tells where it was taken), `b.jpg` and the video `c.mp4`; `secret` has the
/// album `prom` with `z.jpg`. “admin” keeps everything, “commercial” photographs for 2026, “member” looks at 2026, “support” may nothing.
struct SharingGallery: Sendable {
    let portal: TestPortal
    let folder: String

    static let gala = "/photos/2026/gala"

    static func run(on engine: TestEngine = .sqlite, _ body: @Sendable (SharingGallery) async throws -> Void)
        async throws
    {
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("portal-sharing-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: data) }
        try await TestPortal.run(
            [AccountsModule(), PhotosModule()], on: engine, configure: { $0.dataDirectory = data.path }
        ) {
            portal in
            let gallery = SharingGallery(portal: portal, folder: data.path + "/photos")
            try await gallery.fill()
            try await body(gallery)
        }
    }

    private func fill() async throws {
        let scopes = portal.application.scopes
        try await portal.application.database.write { db in
            for (directory, album) in [("2026", "gala"), ("secret", "prom")] {
                let now = Instant.tested()
                let collection = try PhotoCollections.insert(
                    PhotoCollectionFacts(name: "Year \(directory)"), directory: directory, now: now, db)
                guard let stored = try PhotoCollections.find(collection, db) else { throw Failure.notFound }
                _ = try Albums.insert(
                    AlbumFacts(name: "Album \(album)", place: "Nantes"), directory: album, in: stored, now: now, db)
            }
            try db.run("UPDATE photo_collection SET visible = 1")
            try db.run("UPDATE photo_album SET visible = 1")
            func role(_ name: String, _ username: String, _ grants: [Grant]) throws {
                let role = try Roles.create(name, now: .tested(), db)
                for grant in grants { try Roles.grant(grant, to: role, in: scopes, db) }
                guard let person = try People.find(username: username, db) else { throw Failure.notFound }
                try Roles.give(role, to: person, now: .tested(), db)
            }
            let year = try db.element("2026", of: PhotosModule.collection) ?? 0
            try role("Keeper", "admin", [Grant(.all, "photos"), Grant(.all, "collection")])
            try role(
                "Photographer", "commercial",
                [
                    Grant(.read, "photos"), Grant(.write, "photos"), Grant(.read, "collection", .element(year)),
                    Grant(.write, "collection", .element(year)),
                ])
            try role("Guest", "member", [Grant(.read, "photos"), Grant(.read, "collection", .element(year))])
        }
        try await add(
            "a.jpg", to: "2026/gala", taken: "2026-06-20T21:00:00.000000", caption: "Dancing", author: "Zoé Lefèvre",
            isClean: true)
        try await add(
            "b.jpg", to: "2026/gala", taken: "2026-06-21T01:00:00.000000", caption: "Zoé asleep", author: "Inès Benali")
        try await add("c.mp4", to: "2026/gala", type: "mp4")
        try await add(
            "z.jpg", to: "secret/prom", taken: "2026-06-22T21:00:00.000000", caption: "Dancing elsewhere",
            author: "Zoé Lefèvre")
    }

    /// Adds a photo with pictures that are no pictures: only their bytes matter here.
    func add(
        _ name: String, to path: String, type: String = "jpeg", taken: String? = nil, caption: String = "",
        author: String = "", isClean: Bool = false
    ) async throws {
        let id: Int64 = try await portal.application.database.write { db in
            guard let album = try Albums.find(path: path, db) else { throw Failure.notFound }
            let time = taken.flatMap { TakenAt(iso: $0, offset: nil) }
            let row = try db.row(
                """
                INSERT INTO photo (album_id, file_name, type, bytes, sha256, width, height, taken_at, sort_key, camera, details,
                    author, caption, latitude, longitude, placeholder, clean, renditions, created_at, updated_at)
                VALUES (\(album.id), \(name), \(type), 10, \(path + "/" + name), 1200, 800, \(time?.description),
                    \(Photo.sortKey(time, name)), '', '', \(author), \(caption), \(isClean ? 47.2 : nil as Double?),
                    \(isClean ? -1.5 : nil as Double?), '48c6af48c6af48c6af', \(isClean ? 1 : 0), 'made', \(Instant.tested()), \(Instant.tested()))
                RETURNING id
                """)
            let id: Int64 = try row?.get("id") ?? 0
            try WordIndex.photo.add(PhotoIngest.words(caption, author, name).all, to: id, db)
            try Albums.recount(album.id, now: .tested(), db)
            return id
        }
        try write("whole \(name)", path + "/" + name)
        if isClean { try write("clean \(name)", "_downloads/0/\(id).jpg") }
        for width in Renditions.widths {
            for format in RenditionFormat.allCases {
                try write("\(name) \(width)", "_renditions/0/\(id)/\(width).\(format.rawValue)")
            }
        }
    }

    private func write(_ text: String, _ path: String) throws {
        let file = folder + "/" + path
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + path) }

    func run(_ sql: SQL) async throws { try await portal.application.database.write { _ = try $0.run(sql) } }

    func value(_ sql: SQL) async throws -> Int {
        try await portal.application.database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }

    func text(_ sql: SQL) async throws -> String? {
        try await portal.application.database.read { try $0.value(sql, as: String.self) }
    }

    func photo(_ name: String) async throws -> Int { try await value("SELECT id FROM photo WHERE file_name = \(name)") }

    /// Makes a link as a photographer does; its address below the portal.
    func link(_ fields: [String: String] = [:], by username: String = "commercial") async throws -> String {
        let browser = try await portal.signedIn(username)
        let page = try await browser.post(Self.gala + "/links", fields)
        guard page.status == 201, let found = page.body.firstRange(of: "/photos/shared/") else {
            throw Failure.notFound
        }
        return String(page.body[found.lowerBound...].prefix { $0 != "\"" })
    }

    /// Every address that somebody with a link to the album learns.
    static func addresses(_ link: String) -> [String] {
        var all = [link, link + "/archive.zip", link + "/c.mp4/video"]
        for file in ["a.jpg", "b.jpg", "c.mp4"] {
            for end in ["", "/original", "/320.webp", "/2048.jpg"] { all.append("\(link)/\(file)\(end)") }
        }
        return all
    }

    /// What each of these addresses answers to somebody without an account.
    func statuses(_ addresses: [String], _ browser: TestBrowser? = nil) async throws -> Set<Int> {
        let browser = browser ?? portal.visitor
        var statuses: Set<Int> = []
        for address in addresses { statuses.insert(try await browser.get(address).status) }
        return statuses
    }
}
