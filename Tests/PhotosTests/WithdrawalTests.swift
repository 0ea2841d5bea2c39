import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Photos

/// The moment a right is withdrawn, no byte comes out any more.
@Suite struct WithdrawalTests {
    /// Every address that somebody who saw an album could have learned.
    static let addresses =
        ["/photos/2026/gala", "/photos/2026/gala/archive.zip"]
        + ["a.jpg", "clip.mp4"].flatMap { file in
            ["", "/original"].map { "/photos/2026/gala/\(file)\($0)" }
                + Renditions.widths.flatMap { width in
                    ["webp", "jpg"].flatMap {
                        ["/photos/2026/gala/\(file)/\(width).\($0)", "/photos/2026/gala/\(file)/\(width).\($0)?v=1"]
                    }
                }
        } + ["/photos/2026/gala/clip.mp4/video"]

    /// Ways to lose sight of an album.
    enum Withdrawal: String, CaseIterable, CustomTestStringConvertible {
        case door = "the right to photos", right = "the right to the collection", role = "the role"
        case hiddenAlbum = "the album is hidden", hiddenCollection = "the collection is hidden"
        case trashedAlbum = "the album is in the trash", trashedCollection = "the collection is in the trash"
        case account = "the account is disabled", module = "the module is switched off"
        var testDescription: String { rawValue }
    }

    @Test(arguments: TestEngine.tested, Withdrawal.allCases)
    func `the very next request is refused, whatever it asks for`(engine: TestEngine, way: Withdrawal) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.photo("2026/gala", "clip.mp4", type: .mp4)
            try await gallery.grant("support", (.read, "photos", nil), (.read, "collection", "2026"))
            let support = try await portal.signedIn("support")
            for address in Self.addresses {
                #expect(try await support.get(address).status == 200, "before: \(address)")
            }
            try await Self.withdraw(way, gallery)
            for address in Self.addresses {
                let page = try await support.get(address)
                #expect([303, 403, 404].contains(page.status), "\(address) answered \(page.status)")
                #expect(!page.body.contains("rendition") && !page.body.contains("clean "), "\(address)")
            }
        }
    }

    private static func withdraw(_ way: Withdrawal, _ gallery: TestGallery) async throws {
        let now = gallery.application.clock()
        try await gallery.application.database.write { db in
            switch way {
            case .door:
                try db.run("DELETE FROM permission WHERE scope = 'photos'")
                try db.run("UPDATE generation SET number = number + 1 WHERE name = 'access'")
            case .right:
                try db.run("DELETE FROM permission WHERE scope = 'collection'")
                try db.run("UPDATE generation SET number = number + 1 WHERE name = 'access'")
            case .role:
                try db.run("DELETE FROM person_role")
                try db.run("UPDATE generation SET number = number + 1 WHERE name = 'access'")
            case .hiddenAlbum: try db.run("UPDATE photo_album SET visible = 0 WHERE path = '2026/gala'")
            case .hiddenCollection: try db.run("UPDATE photo_collection SET visible = 0 WHERE path = '2026'")
            case .trashedAlbum: try db.run("UPDATE photo_album SET trashed_at = \(now) WHERE path = '2026/gala'")
            case .trashedCollection: try db.run("UPDATE photo_collection SET trashed_at = \(now) WHERE path = '2026'")
            case .account: try db.run("UPDATE account SET disabled_at = \(now) WHERE username_key = 'support'")
            case .module:
                try db.run(
                    "INSERT INTO setting (name, value, updated_at) VALUES ('module.photos', 'false', \(now))")
                try db.run("UPDATE generation SET number = number + 1 WHERE name = 'settings'")
            }
        }
    }
}
