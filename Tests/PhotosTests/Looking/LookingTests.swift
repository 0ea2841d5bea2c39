import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

@Suite struct LookingTests {
    /// The files in the grid of a page, in order.
    private func files(_ page: TestPage) -> [String] { page.grid }

    @Test(arguments: TestEngine.tested)
    func `search finds by words, author, days and collection, the latest first`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let admin = try await gallery.portal.signedIn("admin")
            let searches: [(query: String, found: [String])] = [
                ("", []), ("q=dancing", ["z.jpg", "a.jpg"]), ("q=DANC+lefev", ["z.jpg", "a.jpg"]),
                ("q=zoe", ["z.jpg", "b.jpg", "a.jpg"]), ("author=Zo%C3%A9", ["z.jpg", "a.jpg"]),
                ("author=lefevre&q=elsewhere", ["z.jpg"]), ("q=nothing", []), ("q=!!!", []),
                ("from=2026-06-21", ["z.jpg", "b.jpg"]), ("to=2026-06-20", ["a.jpg"]),
                ("from=2026-06-20&to=2026-06-21", ["b.jpg", "a.jpg"]),
                ("collection=2026", ["b.jpg", "a.jpg", "c.mp4"]),
                ("collection=2026&q=dancing", ["a.jpg"]), ("collection=nowhere", []), ("q=c", ["c.mp4"]),
            ]
            for (query, found) in searches {
                let page = try await admin.get("/photos/search?" + query)
                #expect(page.status == 200 && files(page) == found, "\(query): \(files(page))")
            }
            #expect(try await admin.get("/photos/search?from=yesterday").status == 422)
            #expect(try await admin.get("/photos/search?q=dancing&page=2").status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `nobody finds what they may not see`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let member = try await gallery.portal.signedIn("member")
            #expect(files(try await member.get("/photos/search?q=dancing")) == ["a.jpg"])
            #expect(files(try await member.get("/photos/search?collection=secret")).isEmpty)
            #expect(try await member.get("/photos/search").shows("Year secret") == false)
            try await gallery.run("UPDATE photo_album SET visible = 0 WHERE directory = 'gala'")
            #expect(files(try await member.get("/photos/search?q=dancing")).isEmpty)
            #expect(files(try await gallery.portal.signedIn("commercial").get("/photos/search?q=dancing")) == ["a.jpg"])
            try await gallery.run("UPDATE photo SET hidden_at = created_at WHERE file_name = 'a.jpg'")
            #expect(files(try await gallery.portal.signedIn("commercial").get("/photos/search?q=dancing")).isEmpty)
            let support = try await gallery.portal.signedIn("support")
            for path in ["/photos/search?q=a", "/photos/places", "/photos/favourites"] {
                #expect(try await support.get(path).status == 403)
                #expect(try await gallery.portal.visitor.get(path).status == 303)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `with many albums the search goes by days and sees the same`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            try await gallery.portal.application.database.write { db in
                for number in 0..<120 {
                    try db.run(
                        """
                        INSERT INTO photo_album (collection_id, directory, path, name, description, place, visible, created_at, updated_at)
                        SELECT id, \("x\(number)"), \("2026/x\(number)"), 'X', '', '', 1, created_at, created_at
                        FROM photo_collection WHERE directory = '2026'
                        """)
                }
            }
            let member = try await gallery.portal.signedIn("member")
            #expect(files(try await member.get("/photos/search?from=2026-06-01")) == ["b.jpg", "a.jpg"])
            #expect(files(try await member.get("/photos/search?q=dancing")) == ["a.jpg"])
            #expect(
                files(try await gallery.portal.signedIn("admin").get("/photos/search?q=dancing")) == ["z.jpg", "a.jpg"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `favourites are one's own, as long as they may be seen`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let member = try await gallery.portal.signedIn("member")
            #expect(files(try await member.get("/photos/favourites")).isEmpty)
            for file in ["a.jpg", "c.mp4"] {
                #expect(
                    try await member.post(SharingGallery.gala + "/\(file)/favourite", ["wanted": "1"]).status == 303)
                gallery.portal.wait(seconds: 1)
            }
            #expect(files(try await member.get("/photos/favourites")) == ["c.mp4", "a.jpg"])
            #expect(files(try await gallery.portal.signedIn("admin").get("/photos/favourites")).isEmpty)
            try await gallery.run("UPDATE photo SET hidden_at = created_at WHERE file_name = 'a.jpg'")
            #expect(files(try await member.get("/photos/favourites")) == ["c.mp4"])
            try await gallery.run("UPDATE photo_collection SET visible = 0")
            #expect(files(try await member.get("/photos/favourites")).isEmpty)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `places and the card at home count what the visitor sees`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let member = try await gallery.portal.signedIn("member")
            let places = try await member.get("/photos/places")
            #expect(
                places.shows("Nantes") && places.shows("Album gala") && places.shows("3 photos")
                    && !places.shows("prom"))
            #expect(try await gallery.portal.signedIn("admin").get("/photos/places").shows("4 photos"))
        }
    }
}
