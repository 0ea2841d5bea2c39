import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

@Suite struct ReportTests {
    private static let photo = SharingGallery.gala + "/a.jpg"

    @Test(arguments: TestEngine.tested)
    func `a reported photo is hidden at once, and shown again when it may stay`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let (member, admin) = (
                try await gallery.portal.signedIn("member"), try await gallery.portal.signedIn("admin")
            )
            let id = try await gallery.photo("a.jpg")
            try await gallery.run("UPDATE photo_album SET cover_photo_id = \(id) WHERE directory = 'gala'")
            #expect(try await member.get(Self.photo + "/report").status == 200)
            #expect(try await member.post(Self.photo + "/report", ["reason": " "]).status == 422)
            #expect(try await member.get(Self.photo).status == 200)
            #expect(
                try await member.post(Self.photo + "/report", ["reason": "I am in it"]).location == SharingGallery.gala)
            let addresses = ["", "/original", "/320.webp", "/report"].map { Self.photo + $0 }
            #expect(try await gallery.statuses(addresses, member) == [404])
            #expect(try await gallery.statuses(addresses, admin) == [200])
            #expect(try await gallery.value("SELECT photo_count FROM photo_album WHERE directory = 'gala'") == 2)
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo_album WHERE cover_photo_id IS NOT NULL") == 0)
            let list = try await admin.get("/photos/reports")
            #expect(list.shows("I am in it") && list.shows("a.jpg"))
            #expect(try await admin.get("/photos").shows("(1)"))
            #expect(try await admin.post("/photos/reports/\(id)/decision", ["decision": "maybe"]).status == 400)
            #expect(try await admin.post("/photos/reports/\(id)/decision", ["decision": "kept"]).status == 303)
            #expect(try await gallery.statuses(addresses, member) == [200])
            #expect(try await gallery.value("SELECT photo_count FROM photo_album WHERE directory = 'gala'") == 3)
            #expect(try await admin.post("/photos/reports/\(id)/decision", ["decision": "kept"]).status == 409)
            #expect(try await gallery.text("SELECT recipient FROM mail") == "member@portal.example")
            // Kept before: listed, not hidden.
            #expect(try await member.post(Self.photo + "/report", ["reason": "Still"]).status == 303)
            #expect(try await member.get(Self.photo).status == 200)
            #expect(try await admin.get("/photos/reports").shows("Still"))
            #expect(
                try await gallery.value("SELECT COUNT(*) FROM audit_entry WHERE entity = 'photo' AND entity_id = \(id)")
                    == 3)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a decision counts for all reports of a photo, and each reporter is told`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let scopes = gallery.portal.application.scopes
            try await gallery.portal.application.database.write { db in
                let year = try db.element("2026", of: PhotosModule.collection) ?? 0
                try Roles.grant(Grant(.read, "photos"), to: Role.publicID, in: scopes, db)
                try Roles.grant(Grant(.read, "collection", .element(year)), to: Role.publicID, in: scopes, db)
            }
            let id = try await gallery.photo("a.jpg")
            let visitor = gallery.portal.visitor
            #expect(try await visitor.post(Self.photo + "/report", ["reason": "Me"]).status == 422)
            #expect(
                try await visitor.post(Self.photo + "/report", ["reason": "Me", "contact": "lea@example.org"]).status
                    == 303)
            let photographer = try await gallery.portal.signedIn("commercial")
            #expect(
                try await photographer.post(Self.photo + "/report", ["reason": "Blurred", "contact": "room 12"]).status
                    == 303)
            let admin = try await gallery.portal.signedIn("admin")
            #expect(try await admin.post("/photos/reports/\(id)/decision", ["decision": "removed"]).status == 303)
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo_report WHERE decision = 'removed'") == 2)
            #expect(
                try await gallery.value("SELECT COUNT(*) FROM photo WHERE id = \(id) AND trashed_at IS NOT NULL") == 1)
            #expect(
                try await gallery.value(
                    "SELECT COUNT(*) FROM mail WHERE recipient IN ('lea@example.org', 'commercial@portal.example')")
                    == 2)
            #expect(try await visitor.get(Self.photo).status == 404)
            #expect(gallery.exists("_trash/photo-\(id)-a.jpg") && !gallery.exists("2026/gala/a.jpg"))
            #expect(try await admin.get("/photos/reports").shows("Removed"))
        }
    }

    @Test func `only who sees a photo reports it, only who keeps them all decides, and nobody floods`() async throws {
        try await SharingGallery.run { gallery in
            let member = try await gallery.portal.signedIn("member")
            #expect(try await member.get("/photos/secret/prom/z.jpg/report").status == 403)
            #expect(try await member.post("/photos/secret/prom/z.jpg/report", ["reason": "x"]).status == 403)
            #expect(try await gallery.portal.visitor.get(Self.photo + "/report").status == 303)
            for who in ["member", "support", "commercial"] {
                let browser = try await gallery.portal.signedIn(who)
                for path in ["/photos/reports", "/photos/queue"] { #expect(try await browser.get(path).status == 403) }
                for path in ["/photos/reports/1/decision", "/photos/queue/retry", "/photos/queue/1/retry"] {
                    #expect(
                        try await browser.post(path, path.hasSuffix("n") ? ["decision": "kept"] : [:]).status == 403)
                }
            }
            let admin = try await gallery.portal.signedIn("admin")
            for _ in 0..<5 { #expect(try await admin.post(Self.photo + "/report", ["reason": "x"]).status == 303) }
            #expect(try await admin.post(Self.photo + "/report", ["reason": "x"]).status == 429)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what failed is listed with its reason and tried again`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let admin = try await gallery.portal.signedIn("admin")
            #expect(try await admin.get("/photos/queue").shows("4 of 4"))
            try await gallery.run(
                "UPDATE photo SET renditions = 'failed', fault = 'killed by signal 9', attempts = 5 WHERE file_name IN ('a.jpg', 'b.jpg')"
            )
            let page = try await admin.get("/photos/queue")
            #expect(page.shows("killed by signal 9") && page.shows("2 of 4"))
            let id = try await gallery.photo("a.jpg")
            #expect(try await admin.post("/photos/queue/\(id)/retry").status == 303)
            #expect(try await admin.post("/photos/queue/\(id)/retry").status == 409)
            #expect(try await admin.get("/photos/queue").shows("1 photo waits"))
            #expect(try await admin.post("/photos/queue/retry").status == 303)
            #expect(
                try await gallery.value(
                    "SELECT COUNT(*) FROM photo WHERE renditions = 'waiting' AND attempts = 0 AND fault = ''") == 2)
        }
    }
}
