import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

@Suite struct TrashTests {
    @Test(arguments: TestEngine.tested)
    func `a photo comes back from the trash, or goes for good`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let browser = try await gallery.portal.signedIn("admin")
            let (a, b) = (try await gallery.photo("a.jpg"), try await gallery.photo("b.jpg"))
            for name in ["a.jpg", "b.jpg"] {
                #expect(try await browser.post(SharingGallery.gala + "/\(name)/trash").status == 303)
            }
            let list = try await browser.get("/photos/trash")
            #expect(list.shows("a.jpg") && list.shows("b.jpg") && list.shows("30 days left") && list.shows("Maëlle"))
            #expect(try await browser.get("/photos/trash/photo-\(a)/320.webp").body == "a.jpg 320")
            #expect(try await browser.post("/photos/trash/photo-\(a)/restoration").location == SharingGallery.gala)
            #expect(try await browser.get(SharingGallery.gala + "/a.jpg/original").body == "whole a.jpg")
            #expect(try await browser.post("/photos/trash/photo-\(a)/restoration").status == 404)
            #expect(try await browser.get("/photos/trash/photo-\(b)/removal").status == 200)
            #expect(try await browser.post("/photos/trash/photo-\(b)/removal").location == "/photos/trash")
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo WHERE id = \(b)") == 0)
            #expect(!gallery.exists("_trash/photo-\(b)-b.jpg") && !gallery.exists("_renditions/0/\(b)"))
            #expect(try await browser.get("/photos/trash").shows("The trash is empty"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an album waits for its collection, and a photo for its album`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let browser = try await gallery.portal.signedIn("admin")
            let (photo, other) = (try await gallery.photo("a.jpg"), try await gallery.photo("b.jpg"))
            let album = try await gallery.value("SELECT id FROM photo_album WHERE directory = 'gala'")
            let collection = try await gallery.value("SELECT id FROM photo_collection WHERE directory = '2026'")
            #expect(try await browser.post(SharingGallery.gala + "/a.jpg/trash").status == 303)
            #expect(try await browser.post(SharingGallery.gala + "/delete").status == 303)
            #expect(try await browser.post("/photos/2026/delete").status == 303)
            #expect(try await browser.post("/photos/trash/photo-\(photo)/restoration").status == 409)
            let waits = try await browser.post("/photos/trash/album-\(album)/restoration")
            #expect(waits.status == 409 && waits.shows("collection of this album is in the trash"))
            #expect(try await browser.post("/photos/trash/photo-\(other)/removal").status == 404)
            for item in ["collection-\(collection)", "album-\(album)", "photo-\(photo)"] {
                #expect(try await browser.post("/photos/trash/\(item)/restoration").status == 303, "\(item)")
            }
            #expect(try await browser.get(SharingGallery.gala + "/a.jpg/original").body == "whole a.jpg")
            #expect(try await browser.get(SharingGallery.gala + "/b.jpg/original").body == "whole b.jpg")
            #expect(try await browser.post("/photos/2026/delete").status == 303)
            #expect(try await browser.get("/photos/trash/collection-\(collection)/removal").shows("3 photos"))
            #expect(try await browser.post("/photos/trash/collection-\(collection)/removal").status == 303)
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo_album WHERE id = \(album)") == 0)
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo") == 1)
            #expect(!gallery.exists("_trash/collection-\(collection)") && gallery.exists("secret/prom/z.jpg"))
        }
    }

    @Test func `the trash shows each what they may change, and lets only those remove who may delete`() async throws {
        try await SharingGallery.run { gallery in
            let admin = try await gallery.portal.signedIn("admin")
            let (z, a) = (try await gallery.photo("z.jpg"), try await gallery.photo("a.jpg"))
            #expect(try await admin.post("/photos/secret/prom/z.jpg/trash").status == 303)
            #expect(try await admin.post(SharingGallery.gala + "/a.jpg/trash").status == 303)
            let photographer = try await gallery.portal.signedIn("commercial")
            let list = try await photographer.get("/photos/trash")
            #expect(list.shows("a.jpg") && !list.shows("z.jpg") && !list.shows("Delete for good"))
            for (browser, item) in [
                (photographer, z), (try await gallery.portal.signedIn("member"), a),
                (try await gallery.portal.signedIn("support"), a),
            ] {
                let path = "/photos/trash/photo-\(item)"
                #expect(try await browser.get(path + "/320.webp").status == 403)
                #expect(try await browser.post(path + "/restoration").status == 403)
                #expect(try await browser.get(path + "/removal").status == 403)
                #expect(try await browser.post(path + "/removal").status == 403)
            }
            #expect(try await photographer.get("/photos/trash/photo-\(a)/320.webp").status == 200)
            #expect(try await photographer.post("/photos/trash/photo-\(a)/removal").status == 403)
            #expect(try await gallery.portal.signedIn("member").get("/photos/trash").status == 403)
            #expect(try await gallery.portal.visitor.get("/photos/trash").status == 303)
            for odd in ["photo-0", "photo--1", "photo-x", "person-1", "photo-01", "photo-99999999999999999999"] {
                #expect(try await admin.get("/photos/trash/\(odd)/removal").status == 404, "\(odd)")
            }
            #expect(
                try await admin.get("/photos/trash/photo-\(try await gallery.photo("b.jpg"))/320.webp").status == 404)
        }
    }
}
