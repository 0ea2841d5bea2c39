import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

@Suite struct EditingTests {
    private static let gala = "/photos/2026/gala"

    private static func run(
        on engine: TestEngine = .sqlite, _ body: @Sendable @escaping (TestBrowser, TestGallery) async throws -> Void
    ) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.grant(
                "support", (.read, "photos", nil), (.write, "photos", nil), (.all, "collection", nil))
            try await body(try await portal.signedIn("support"), gallery)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an empty album, and a collection without a visible one, cannot be published`(engine: TestEngine) async throws
    {
        try await Self.run(on: engine) { browser, gallery in
            #expect(try await browser.post("/photos/new", ["name": "Année 2027"]).location == "/photos/annee_2027")
            #expect(try await browser.post("/photos/annee_2027/new", ["name": "Été"]).status == 303)
            let album = ["name": "Été", "directory": "ete", "collection": "annee_2027", "version": "1"]
            let refused = try await browser.post("/photos/annee_2027/ete/edit", album.merging(["visible": "on"]) { $1 })
            #expect(refused.status == 422)
            #expect(refused.shows("An album needs a photo before it can be published."))
            let collection = ["name": "2027", "directory": "annee_2027", "version": "1", "visible": "on"]
            let both = try await browser.post("/photos/annee_2027/edit", collection)
            #expect(both.status == 422)
            #expect(both.shows("A collection needs a published album before it can be published."))
            #expect(
                try await gallery.count(
                    "SELECT COUNT(*) FROM photo_album WHERE path = 'annee_2027/ete' AND visible = 1") == 0)
            try await gallery.photo("annee_2027/ete", "x.jpg")
            #expect(
                try await browser.post("/photos/annee_2027/ete/edit", album.merging(["visible": "on"]) { $1 }).status
                    == 303)
            #expect(try await browser.post("/photos/annee_2027/edit", collection).status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `dated photos come by date, undated ones last by name; neighbours agree`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery in
            try await gallery.album("2026/ordre", visible: true, photos: ["zebra.jpg", "apple.jpg"])
            try await gallery.photo("2026/ordre", "late.jpg", taken: TakenAt(iso: "2026-06-20T23:00:00", offset: nil))
            try await gallery.photo("2026/ordre", "early.jpg", taken: TakenAt(iso: "2026-06-20T09:00:00", offset: 120))
            let order = ["early.jpg", "late.jpg", "apple.jpg", "zebra.jpg"]
            #expect(try await browser.get("/photos/2026/ordre").grid == order)
            let second = try await browser.get("/photos/2026/ordre/late.jpg")
            #expect(second.shows("2 of 4"))
            #expect(second.shows("rel=\"prev\" href=\"/photos/2026/ordre/early.jpg\""))
            #expect(second.shows("rel=\"next\" href=\"/photos/2026/ordre/apple.jpg\""))
        }
    }

    @Test func `only one photo is the album’s cover, and only one album the collection’s`() async throws {
        try await Self.run { browser, gallery in
            #expect(try await browser.post(Self.gala + "/b.jpg/cover").status == 303)
            #expect(try await browser.get("/photos/2026").shows("/photos/2026/gala/b.jpg/640.jpg"))
            #expect(try await browser.post(Self.gala + "/a.jpg/cover").status == 303)
            let page = try await browser.get("/photos/2026")
            #expect(page.shows("/photos/2026/gala/a.jpg/640.jpg"))
            #expect(!page.shows("/photos/2026/gala/b.jpg/640.jpg"))
            try await gallery.album("2026/ski", visible: true, photos: ["n.jpg"])
            guard let ski = try await gallery.album("2026/ski") else { throw Failure.notFound }
            #expect(
                try await browser.post("/photos/2026/position", ["album": "\(ski.id)", "way": "cover"]).status == 303)
            #expect(try await browser.get("/photos").shows("/photos/2026/ski/n.jpg/640.jpg"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `renaming a folder moves it on disk, with everything below it`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery in
            let collection = ["name": "2026", "directory": "An 2026", "version": "1", "visible": "on"]
            #expect(try await browser.post("/photos/2026/edit", collection).location == "/photos/An%202026")
            #expect(Disk.exists(gallery.store.full("An 2026/gala/a.jpg")))
            #expect(!Disk.exists(gallery.store.full("2026")))
            #expect(try await browser.get("/photos/An%202026/gala/a.jpg/original").status == 200)
            let album = ["name": "Ski", "directory": "neige", "collection": "An 2026", "version": "1", "visible": "on"]
            #expect(try await browser.post("/photos/2025/ski/edit", album).location == "/photos/An%202026/neige")
            #expect(Disk.exists(gallery.store.full("An 2026/neige/k.jpg")))
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
            let taken = ["name": "x", "directory": "neige", "collection": "An 2026", "version": "1", "visible": "on"]
            let conflict = try await browser.post("/photos/An%202026/gala/edit", taken)
            #expect(conflict.status == 422)
            #expect(conflict.shows("There is already a folder with this name."))
        }
    }

    @Test(arguments: [
        "../etc", "a/b", "_thumbs", ".hidden", "shared", "search", "new", "a\u{7}b", String(repeating: "x", count: 300),
    ])
    func `names that no folder or address should bear are refused, and what was typed is kept`(name: String)
        async throws
    {
        try await Self.run { browser, _ in
            let page = try await browser.post(
                "/photos/2026/edit", ["name": "2026", "directory": name, "version": "1", "visible": "on"])
            #expect(page.status == 422)
        }
    }

    @Test func `a stale form is told so, and changes nothing`() async throws {
        try await Self.run { browser, gallery in
            let form = ["caption": "Premier", "author_str": "Zoé", "version": "1"]
            #expect(try await browser.post(Self.gala + "/a.jpg/edit", form).status == 303)
            let stale = try await browser.post(Self.gala + "/a.jpg/edit", ["caption": "Second", "version": "1"])
            #expect(stale.status == 409)
            #expect(stale.shows("Second"))
            #expect(try await gallery.count("SELECT COUNT(*) FROM photo WHERE caption = 'Premier'") == 1)
        }
    }

    @Test(arguments: [
        ("lat", "91"), ("lat", "nan"), ("lng", "-181"), ("lng", "1e999"), ("date", "2026-02-30"), ("time", "25:00"),
        ("caption", String(repeating: "é", count: 281)), ("author_str", String(repeating: "x", count: 65)),
    ])
    func `absurd values are refused beside their field`(field: String, value: String) async throws {
        try await Self.run { browser, _ in
            var form = ["caption": "", "author_str": "", "date": "2026-06-20", "time": "", "version": "1"]
            form["lat"] = "47.2"
            form["lng"] = "-1.5"
            form[field] = value
            let page = try await browser.post(Self.gala + "/a.jpg/edit", form)
            #expect(page.status == 422)
            #expect(page.shows("field-\(field)-error"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `several photos are moved, shifted, turned and trashed at once`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery in
            let a = try await gallery.count("SELECT id FROM photo WHERE file_name = 'a.jpg'")
            let b = try await gallery.count("SELECT id FROM photo WHERE file_name = 'b.jpg'")
            func send(_ fields: (String, String)...) async throws -> Int {
                try await browser.send(
                    Self.gala + "/selection",
                    form: [("_token", "token-\(fields)-of-enough-length".filter { $0.isASCII && !$0.isWhitespace })]
                        + fields
                ).status
            }
            #expect(try await send(("deed", "author"), ("author", "Paul"), ("photo", "\(a)"), ("photo", "\(b)")) == 303)
            #expect(try await gallery.count("SELECT COUNT(*) FROM photo WHERE author = 'Paul'") == 2)
            #expect(try await send(("deed", "move"), ("album", "2025/ski"), ("photo", "\(a)")) == 303)
            #expect(Disk.exists(gallery.store.full("2025/ski/a.jpg")))
            #expect(try await gallery.album("2025/ski")?.photoCount == 2)
            #expect(try await send(("deed", "turn-right"), ("photo", "\(b)")) == 303)
            #expect(try await gallery.count("SELECT turns FROM photo WHERE file_name = 'b.jpg'") == 1)
            #expect(try await send(("deed", "trash"), ("photo", "\(b)")) == 303)
            #expect(try await gallery.album("2026/gala")?.photoCount == 0)
            #expect(!Disk.exists(gallery.store.full("2026/gala/b.jpg")))
            #expect(try await send(("deed", "author"), ("author", "x")) == 422, "nothing is ticked")
            #expect(try await send(("deed", "explode"), ("photo", "\(a)")) == 422)
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a whole camera’s clock is moved`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { browser, gallery in
            for (name, time) in [("x.jpg", "10:00:00"), ("y.jpg", "11:00:00"), ("z.jpg", "12:00:00")] {
                try await gallery.photo(
                    "2026/gala", name, taken: TakenAt(iso: "2026-06-20T\(time)", offset: nil))
            }
            try await gallery.application.database.write { db in
                _ = try db.run("UPDATE photo SET camera = 'X' WHERE file_name IN ('x.jpg', 'y.jpg')")
            }
            let x = try await gallery.count("SELECT id FROM photo WHERE file_name = 'x.jpg'")
            let page = try await browser.post(
                Self.gala + "/selection",
                ["deed": "shift", "shift": "+1:30", "camera": "all", "photo": "\(x)"])
            #expect(page.status == 303)
            #expect(try await browser.get(Self.gala).grid.prefix(3) == ["x.jpg", "z.jpg", "y.jpg"])
            let wrong = try await browser.post(
                Self.gala + "/selection", ["deed": "shift", "shift": "99999999:00", "photo": "\(x)"])
            #expect(wrong.status == 422)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the trash gives everything back, and forgets it for good after thirty days`(engine: TestEngine) async throws {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            try await gallery.grant(
                "support", (.read, "photos", nil), (.write, "photos", nil), (.all, "collection", nil))
            let browser = try await portal.signedIn("support")
            #expect(try await browser.post(Self.gala + "/a.jpg/trash").status == 303)
            #expect(try await browser.get(Self.gala + "/a.jpg/320.jpg").status == 404)
            #expect(try await browser.post("/photos/2025/ski/delete").status == 303)
            #expect(try await browser.get("/photos/2025/ski/k.jpg/320.jpg").status == 404)
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
            #expect(try await PhotoTrash.empty(gallery.application) == 0)
            portal.wait(seconds: 31 * 86_400)
            #expect(try await PhotoTrash.empty(gallery.application) == 2)
            #expect(try await gallery.count("SELECT COUNT(*) FROM photo") == 2)
            #expect(try await gallery.count("SELECT COUNT(*) FROM photo_album WHERE directory = 'ski'") == 0)
            #expect(try await gallery.count("SELECT COUNT(*) FROM photo_move") == 0)
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
        }
    }
}
