import PortalKit
import PortalTestSupport
import Testing

@testable import Photos

/// Who sees what (acceptance scenarios P1 to P3, and the worked examples of the permission table).
@Suite struct SeeingTests {
    private static let gala = "/photos/2026/gala"

    @Test(arguments: TestEngine.tested)
    func `everybody sees the one collection that PUBLIC may read, and no other`(engine: TestEngine) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.grant(nil, (.read, "photos", nil), (.read, "collection", "2026"))
            let visitor = portal.visitor
            let list = try await visitor.get("/photos")
            #expect(list.shows("Collection 2026"))
            #expect(!list.shows("Collection 2025"))
            #expect(list.shows("1 album"), "the hidden one is not counted")
            #expect(list.shows("2 photos"))
            #expect(try await visitor.get("/photos/2026").status == 200)
            #expect(try await visitor.get(Self.gala).status == 200)
            #expect(try await visitor.get(Self.gala + "/a.jpg").status == 200)
            #expect(try await visitor.get(Self.gala + "/a.jpg/640.webp").body == "rendition 640 of a.jpg")
            for path in [
                "/photos/2025", "/photos/2025/ski", "/photos/2025/ski/k.jpg", "/photos/2025/ski/k.jpg/320.jpg",
            ] {
                #expect(try await visitor.get(path).status == 303, "\(path)")
            }
            let member = try await portal.signedIn("member")
            #expect(try await member.get("/photos/2025/ski/k.jpg/320.jpg").status == 403)
            #expect(try await member.get("/photos/2025/nothing").status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `who reads a collection sees its visible albums, and hidden ones only by right of writing`(
        engine: TestEngine
    ) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.grant("support", (.read, "photos", nil), (.read, "collection", "2026"))
            let support = try await portal.signedIn("support")
            let page = try await support.get("/photos/2026")
            #expect(page.shows("Album gala"))
            #expect(!page.shows("Album secret"))
            #expect(try await support.get("/photos/2026/secret").status == 403)
            #expect(try await support.get("/photos/2026/secret/s.jpg/320.jpg").status == 403)
            #expect(try await support.get("/photos/2025").status == 403)
            try await gallery.grant("support", (.write, "album", "2026/secret"))
            #expect(try await support.get("/photos/2026").shows("Album secret"))
            #expect(try await support.get("/photos/2026/secret/s.jpg/320.jpg").status == 200)
            try await gallery.grant("member", (.read, "photos", nil), (.all, "collection", "2026"))
            let member = try await portal.signedIn("member")
            #expect(try await member.get("/photos/2026").shows("Album secret"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `who reads one album finds it in its collection, alone`(engine: TestEngine) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.album("2026/voyage", visible: true, photos: ["v.jpg"])
            try await gallery.grant("support", (.read, "photos", nil), (.read, "album", "2026/gala"))
            let support = try await portal.signedIn("support")
            let page = try await support.get("/photos/2026")
            #expect(page.shows("Album gala"))
            #expect(!page.shows("Album voyage"))
            let list = try await support.get("/photos")
            #expect(list.shows("Collection 2026"))
            #expect(list.shows("1 album"))
            #expect(try await support.get("/photos/2025").status == 403, "nothing to show and nothing to write")
        }
    }

    @Test func `the door is separate: who may read an album but not photos sees nothing`() async throws {
        try await PhotosPortal.run { portal, gallery in
            try await gallery.grant("support", (.read, "album", "2026/gala"))
            let support = try await portal.signedIn("support")
            for path in ["/photos", "/photos/2026", Self.gala, Self.gala + "/a.jpg/original"] {
                #expect(try await support.get(path).status == 403, "\(path)")
            }
        }
    }

    @Test func `writing takes both doors: photos, and the album`() async throws {
        try await PhotosPortal.run { portal, gallery in
            try await gallery.grant(
                "support", (.read, "photos", nil), (.read, "collection", nil), (.write, "album", "2026/gala"))
            let support = try await portal.signedIn("support")
            #expect(try await support.get(Self.gala + "/uploads").status == 403)
            #expect(try await support.post(Self.gala + "/a.jpg/edit", ["caption": "x"]).status == 403)
            try await gallery.grant("support", (.write, "photos", nil))
            #expect(try await support.get(Self.gala + "/uploads").status == 200)
            #expect(try await support.get("/photos/2025/ski/uploads").status == 403)
            #expect(try await support.get("/photos/2026/edit").status == 403, "children never raise parents")
        }
    }

    @Test func `a hidden collection hides its albums`() async throws {
        try await PhotosPortal.run { portal, gallery in
            try await gallery.grant("support", (.read, "photos", nil), (.read, "collection", nil))
            let support = try await portal.signedIn("support")
            #expect(try await support.get(Self.gala).status == 200)
            try await gallery.application.database.write { db in
                _ = try db.run("UPDATE photo_collection SET visible = 0 WHERE path = '2026'")
            }
            #expect(try await support.get(Self.gala).status == 403)
            #expect(try await support.get(Self.gala + "/a.jpg/320.webp").status == 403)
        }
    }

    @Test func `a photo that was taken down is seen by who may change its album only`() async throws {
        try await PhotosPortal.run { portal, gallery in
            try await gallery.grant(nil, (.read, "photos", nil), (.read, "collection", nil))
            try await gallery.grant("support", (.write, "photos", nil), (.write, "collection", "2026"))
            try await gallery.application.database.write { db in
                try db.run("UPDATE photo SET hidden_at = \(gallery.application.clock()) WHERE file_name = 'a.jpg'")
                guard let album = try Albums.find(path: "2026/gala", db) else { return }
                try Albums.recount(album.id, now: gallery.application.clock(), db)
            }
            let visitor = portal.visitor
            #expect(try await visitor.get(Self.gala).grid == ["b.jpg"])
            #expect(try await visitor.get(Self.gala).shows("1 photo"))
            for path in ["a.jpg", "a.jpg/640.jpg", "a.jpg/original"] {
                #expect(try await visitor.get(Self.gala + "/" + path).status == 404, "\(path)")
            }
            let support = try await portal.signedIn("support")
            #expect(try await support.get(Self.gala + "/a.jpg/640.jpg").status == 200)
        }
    }

    @Test func `places are told to editors only, and cut out of what others download`() async throws {
        try await PhotosPortal.run { portal, gallery in
            try await gallery.grant(nil, (.read, "photos", nil), (.read, "collection", nil))
            try await gallery.grant("support", (.write, "photos", nil), (.write, "collection", nil))
            let visitor = portal.visitor
            #expect(try await visitor.get(Self.gala + "/a.jpg/original").body == "clean a.jpg")
            #expect(!(try await visitor.get(Self.gala + "/a.jpg").shows("47.2")))
            let support = try await portal.signedIn("support")
            #expect(try await support.get(Self.gala + "/a.jpg/original").body.hasPrefix("original"))
            #expect(try await support.get(Self.gala + "/a.jpg").shows("47.2"))
            #expect(try await visitor.get(Self.gala + "/archive.zip").body.contains("clean a.jpg"))
            #expect(try await visitor.get(Self.gala + "/archive.zip?photo=abc").status == 404)
        }
    }
}
