import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

/// The portal of these tests: demonstration people, its own folder of photos, and a gallery of two collections.
///
/// | collection | album | photos |
/// | --- | --- | --- |
/// | `2026`, visible | `gala`, visible | `a.jpg`, `b.jpg` |
/// | | `secret`, hidden | `s.jpg` |
/// | `2025`, visible | `ski`, visible | `k.jpg` |
enum PhotosPortal {
    static func run(
        on engine: TestEngine = .sqlite, _ body: @Sendable @escaping (TestPortal, TestGallery) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "photos-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TestPortal.run(
            [AccountsModule(), PhotosModule()], on: engine, configure: { $0.dataDirectory = folder }
        ) { portal in
            let gallery = TestGallery(application: portal.application)
            try await gallery.hang()
            try await body(portal, gallery)
        }
    }
}

/// Makes collections, albums and photos without pictures: a few bytes stand for each, which is all that rights and files care for.
struct TestGallery: Sendable {
    let application: PortalApplication

    var environment: PhotoEnvironment { PhotoEnvironment(application) }
    var store: PhotoStore { PhotoStore(application) }

    func hang() async throws {
        try store.prepare()
        try await collection("2026", visible: true)
        try await album("2026/gala", visible: true, photos: ["a.jpg", "b.jpg"])
        try await album("2026/secret", visible: false, photos: ["s.jpg"])
        try await collection("2025", visible: true)
        try await album("2025/ski", visible: true, photos: ["k.jpg"])
    }

    func collection(_ directory: String, visible: Bool) async throws {
        try await application.database.write { db in
            var facts = PhotoCollectionFacts()
            facts.name = "Collection \(directory)"
            let id = try PhotoCollections.insert(facts, directory: directory, now: .tested(), db)
            try db.run("UPDATE photo_collection SET visible = \(visible ? 1 : 0) WHERE id = \(id)")
        }
    }

    func album(_ path: String, visible: Bool, photos: [String] = []) async throws {
        let parts = path.split(separator: "/").map(String.init)
        try await application.database.write { db in
            guard let collection = try PhotoCollections.find(directory: parts[0], db) else { throw Failure.notFound }
            var facts = AlbumFacts()
            facts.name = "Album \(parts[1])"
            let id = try Albums.insert(facts, directory: parts[1], in: collection, now: .tested(), db)
            try db.run("UPDATE photo_album SET visible = \(visible ? 1 : 0) WHERE id = \(id)")
        }
        for name in photos { try await photo(path, name) }
    }

    /// A photo with an original, a copy for downloads and all its renditions, each a few bytes that tell what they are.
    @discardableResult
    func photo(_ path: String, _ name: String, taken: TakenAt? = nil, type: MediaType = .jpeg) async throws -> Int64 {
        let content = "original \(path)/\(name) \(UUID().uuidString)"
        let place = "_incoming/" + UUID().uuidString
        try write(place, content)
        guard var facts = MediaFacts(type: type, width: 300, height: 200) else { throw Failure.notFound }
        facts.taken = taken
        facts.place = MapPoint(latitude: 47.2, longitude: -1.5)
        let clean = "_incoming/" + UUID().uuidString
        try write(clean, "clean \(name)")
        let arrival = UploadedPhoto(
            place: place, name: MediaName(name, type: type), facts: facts, sha256: try Disk.sha256(store.full(place)),
            bytes: content.utf8.count, placeholder: Placeholder(hex: "abcabcabcabcabcabc"), state: .made,
            renditions: nil, clean: clean)
        let id = try await application.database.write { db in
            guard let album = try Albums.find(path: path, db) else { throw Failure.notFound }
            let id = try PhotoIngest.keep(arrival, in: album, by: .init(person: nil, name: "Zoé"), now: .tested(), db)
            try Albums.recount(album.id, now: .tested(), db)
            return id
        }
        try await FileMoveJournal.settle(application)
        for width in Renditions.widths {
            for format in RenditionFormat.allCases {
                let file = store.renditions(of: id).path(width, format)
                try FileManager.default.createDirectory(
                    atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try Data("rendition \(width) of \(name)".utf8).write(to: URL(fileURLWithPath: file))
            }
        }
        return id
    }

    private func write(_ place: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: store.full(place)))
    }

    /// Gives rights to somebody through a role of their own, or to everybody (nil). Elements are named as on the command line.
    func grant(_ username: String?, _ rights: (Action, String, String?)...) async throws {
        try await application.database.write { db in
            var role = Role.publicID
            if let username {
                role = try Roles.find(username, db)?.id ?? Roles.create(username, now: .tested(), db)
                guard let person = try People.find(username: username, db) else { throw Failure.notFound }
                try Roles.give(role, to: person, now: .tested(), db)
            }
            for (action, scope, element) in rights {
                let id = try element.flatMap { key in
                    try application.scopes[scope].flatMap { try db.element(key, of: $0) }
                }
                try Roles.grant(
                    Grant(action, scope, id.map { .element($0) } ?? .every), to: role, in: application.scopes, db)
            }
        }
    }

    /// Takes all rights of somebody's own role, or PUBLIC's, back.
    func revoke(_ username: String?) async throws {
        try await application.database.write { db in
            let role = try username.flatMap { try Roles.find($0, db)?.id } ?? Role.publicID
            for permission in try Roles.permissions(of: role, db) {
                try db.run("DELETE FROM permission WHERE id = \(permission.id)")
            }
            try db.run("UPDATE generation SET number = number + 1 WHERE name = 'access'")
        }
    }

    func album(_ path: String) async throws -> Album? {
        try await application.database.read { try Albums.find(path: path, $0) }
    }

    func count(_ sql: SQL) async throws -> Int {
        try await application.database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }
}

extension TestPage {
    /// The file names in a grid, in order.
    var grid: [String] {
        body.components(separatedBy: "<li class=\"r").dropFirst().compactMap { piece in
            piece.components(separatedBy: "<a href=\"").dropFirst().first?.prefix { $0 != "\"" }.split(separator: "/")
                .last
                .map(String.init)
        }
    }
}
