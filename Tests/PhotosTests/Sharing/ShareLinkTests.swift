import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

@Suite struct ShareLinkTests {
    @Test(arguments: TestEngine.tested)
    func `a link shows the album to a stranger, without what is not for strangers`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let link = try await gallery.link(["label": "Parents"])
            let visitor = gallery.portal.visitor
            let addresses = SharingGallery.addresses(link)
            #expect(try await gallery.statuses(addresses, visitor) == [200])
            let album = try await visitor.get(link)
            #expect(
                album.shows("Album gala") && album.shows("noindex") && !album.shows("/links") && !album.shows("/edit"))
            let photo = try await visitor.get(link + "/a.jpg")
            #expect(
                photo.shows("Dancing") && photo.shows(link + "/b.jpg") && !photo.shows("47.2")
                    && !photo.shows("/report"))
            #expect(try await visitor.get(link + "/a.jpg/original").body == "clean a.jpg")
            #expect(try await visitor.get(link + "/b.jpg/original").body == "whole b.jpg")
            #expect(try await visitor.get(link + "/a.jpg/640.webp").body == "a.jpg 640")
            #expect(try await visitor.get(link + "/b.jpg/video").status == 404)
            #expect(try await visitor.get(link + "/nothing.jpg").status == 404)
            #expect(try await visitor.get(link + "/z.jpg/original").status == 404)
            #expect(try await visitor.get(link + "/a.jpg/641.webp").status == 404)
        }
    }

    @Test func `no cache keeps what a link shows, no search engine and no other site learns its address`() async throws
    {
        try await SharingGallery.run { gallery in
            let link = try await gallery.link()
            for address in SharingGallery.addresses(link) + [link + "/a.jpg/640.webp?v=1"] {
                let page = try await gallery.portal.visitor.get(address)
                let cache = page.headers[.cacheControl] ?? ""
                #expect(cache == "private, no-cache" || cache == "no-store", "\(address): \(cache)")
                #expect(page.all("referrer-policy") == ["no-referrer"], "\(address)")
                #expect(page.all("x-robots-tag") == ["noindex, nofollow"], "\(address)")
            }
            #expect(try await gallery.portal.visitor.get("/login").all("referrer-policy") == ["same-origin"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `when a right goes, nothing behind the link opens any more`(engine: TestEngine) async throws {
        let ends: [(name: String, sql: SQL, undo: SQL)] = [
            ("revoked", "UPDATE photo_link SET revoked_at = created_at", "UPDATE photo_link SET revoked_at = NULL"),
            ("expired", "UPDATE photo_link SET expires_at = created_at", "UPDATE photo_link SET expires_at = NULL"),
            (
                "album in the trash", "UPDATE photo_album SET trashed_at = created_at WHERE directory = 'gala'",
                "UPDATE photo_album SET trashed_at = NULL"
            ),
            (
                "collection in the trash",
                "UPDATE photo_collection SET trashed_at = created_at WHERE directory = '2026'",
                "UPDATE photo_collection SET trashed_at = NULL"
            ),
            (
                "maker archived",
                "UPDATE person SET archived_at = created_at WHERE email = 'commercial@portal.example'",
                "UPDATE person SET archived_at = NULL"
            ),
            (
                "account disabled", "UPDATE account SET disabled_at = created_at WHERE username = 'commercial'",
                "UPDATE account SET disabled_at = NULL"
            ),
        ]
        try await SharingGallery.run(on: engine) { gallery in
            let link = try await gallery.link()
            let addresses = SharingGallery.addresses(link)
            for end in ends {
                #expect(try await gallery.statuses(addresses) == [200], "before: \(end.name)")
                try await gallery.run(end.sql)
                #expect(try await gallery.statuses(addresses) == [410], "\(end.name)")
                try await gallery.run(end.undo)
            }
            // The maker's role loses the right to change; reading alone gives nothing away.
            try await gallery.portal.application.database.write { db in
                let role = try #require(try Roles.find("Photographer", db))
                let year = try #require(try db.element("2026", of: PhotosModule.collection))
                try Roles.revoke(Grant(.write, "collection", .element(year)), from: role.id, now: .tested(), db)
            }
            #expect(try await gallery.statuses(addresses) == [410])
            #expect(try await gallery.portal.visitor.get(link).shows("no longer valid"))
        }
    }

    @Test func `a photo in the trash or taken down is not behind the link`() async throws {
        try await SharingGallery.run { gallery in
            let link = try await gallery.link()
            let one = try await gallery.link(["photo": "a.jpg"])
            let files = ["", "/original", "/320.webp"].map { link + "/a.jpg" + $0 }
            for (column, other) in [("hidden_at", "trashed_at"), ("trashed_at", "hidden_at")] {
                try await gallery.run(
                    """
                    UPDATE photo SET \(identifier: column) = created_at, \(identifier: other) = NULL,
                        trash_key = \(column == "trashed_at" ? 1 : 0) WHERE file_name = 'a.jpg'
                    """)
                #expect(try await gallery.statuses(files) == [404])
                #expect(try await gallery.statuses([link, link + "/b.jpg"]) == [200])
                #expect(try await gallery.statuses([one, one + "/a.jpg/original", one + "/archive.zip"]) == [410])
                let archive = try await gallery.portal.visitor.get(link + "/archive.zip")
                #expect(!archive.shows("a.jpg"))
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a link to one photo shows that one alone`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let link = try await gallery.link(["photo": "b.jpg"])
            let page = try await gallery.portal.visitor.get(link)
            #expect(page.status == 200 && page.shows("Zoé asleep") && !page.shows("a.jpg"))
            #expect(
                try await gallery.statuses([link + "/b.jpg", link + "/b.jpg/original", link + "/archive.zip"]) == [200])
            #expect(
                try await gallery.statuses([link + "/a.jpg", link + "/a.jpg/320.webp", link + "/c.mp4/video"]) == [404])
            let refused = try await gallery.portal.signedIn("commercial").post(
                SharingGallery.gala + "/links", ["photo": "z.jpg"])
            #expect(refused.status == 422)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a password keeps everything shut until it is typed, and only in that browser`(engine: TestEngine) async throws
    {
        try await SharingGallery.run(on: engine) { gallery in
            let link = try await gallery.link(["password": "cormorant"])
            let other = try await gallery.link(["password": "cormorant"])
            let visitor = gallery.portal.visitor
            let shut = try await visitor.get(link)
            #expect(shut.status == 401 && shut.shows("password") && !shut.shows("gala"))
            let files = SharingGallery.addresses(link).filter {
                $0.hasSuffix("original") || $0.contains("320") || $0.hasSuffix("zip")
            }
            #expect(try await gallery.statuses(files, visitor) == [404])
            #expect(try await visitor.post(link + "/password", ["password": "wrong"]).status == 422)
            #expect(try await visitor.get(link).status == 401)
            let opened = try await visitor.post(link + "/password", ["password": "cormorant"])
            #expect(opened.status == 303 && opened.location == link)
            let cookie = try #require(opened.headers[.setCookie])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("argon"))
            #expect(try await gallery.statuses(SharingGallery.addresses(link), visitor) == [200])
            #expect(try await visitor.get(other).status == 401)
            #expect(try await gallery.portal.visitor.get(link).status == 401)
            gallery.portal.wait(seconds: 43_300)
            #expect(try await visitor.get(link).status == 401)
            let stored = try await gallery.text("SELECT password_hash FROM photo_link LIMIT 1")
            #expect(stored?.hasPrefix("$argon2id$") == true)
        }
    }

    @Test func `passwords cannot be guessed quickly`() async throws {
        try await SharingGallery.run { gallery in
            let link = try await gallery.link(["password": "cormorant"])
            let visitor = gallery.portal.visitor
            for _ in 0..<10 { #expect(try await visitor.post(link + "/password", ["password": "guess"]).status == 422) }
            #expect(try await visitor.post(link + "/password", ["password": "cormorant"]).status == 429)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `pages are counted, pictures and refusals are not`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let link = try await gallery.link(["password": "cormorant"])
            let visitor = gallery.portal.visitor
            _ = try await visitor.get(link)
            _ = try await visitor.post(link + "/password", ["password": "cormorant"])
            _ = try await gallery.statuses(SharingGallery.addresses(link), visitor)
            #expect(try await gallery.value("SELECT visits FROM photo_link") == 4)
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo_link WHERE last_visit_at IS NOT NULL") == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `links are made, listed and ended by who may change the album`(engine: TestEngine) async throws {
        try await SharingGallery.run(on: engine) { gallery in
            let browser = try await gallery.portal.signedIn("commercial")
            let link = try await gallery.link(["label": "Parents", "until": "2099-12-31"])
            let token = String(link.dropFirst("/photos/shared/".count))
            let list = try await browser.get(SharingGallery.gala + "/links")
            #expect(list.shows("Parents") && !list.shows(token))
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo_link WHERE token_hash = \(token)") == 0)
            #expect(
                try await gallery.value("SELECT COUNT(*) FROM receipt WHERE notices LIKE \("%" + token + "%")") == 0)
            let id = try await gallery.value("SELECT id FROM photo_link")
            for (who, status) in [("member", 403), ("support", 403)] {
                let other = try await gallery.portal.signedIn(who)
                #expect(try await other.get(SharingGallery.gala + "/links").status == status)
                #expect(try await other.post(SharingGallery.gala + "/links").status == status)
                #expect(try await other.post(SharingGallery.gala + "/links/\(id)/revocation").status == status)
            }
            #expect(try await browser.post("/photos/secret/prom/links/\(id)/revocation").status == 403)
            let admin = try await gallery.portal.signedIn("admin")
            #expect(try await admin.post("/photos/secret/prom/links/\(id)/revocation").status == 404)
            #expect(try await browser.post(SharingGallery.gala + "/links/\(id)/revocation").status == 303)
            #expect(try await gallery.statuses(SharingGallery.addresses(link)) == [410])
            for wrong in [
                ["until": "2020-01-01"], ["until": "soon"], ["password": "abc"],
                ["label": String(repeating: "x", count: 121)],
            ] {
                #expect(try await browser.post(SharingGallery.gala + "/links", wrong).status == 422, "\(wrong)")
            }
            #expect(try await gallery.value("SELECT COUNT(*) FROM photo_link") == 1)
        }
    }

    @Test func `a link lasts to the end of its last day, and nobody invents one`() async throws {
        try await SharingGallery.run { gallery in
            let tomorrow = Instant.tested().adding(seconds: 86_400).utc.day
            let link = try await gallery.link(["until": tomorrow.description])
            #expect(try await gallery.portal.visitor.get(link).status == 200)
            gallery.portal.wait(seconds: 3 * 86_400)
            #expect(try await gallery.statuses(SharingGallery.addresses(link)) == [410])
            let invented = "/photos/shared/" + String(repeating: "A", count: 43)
            #expect(
                try await gallery.statuses([
                    invented, invented + "/a.jpg", "/photos/shared/x", "/photos/shared/x/archive.zip",
                ]) == [404])
        }
    }

    @Test func `with the module switched off a link opens nothing`() async throws {
        try await SharingGallery.run { gallery in
            let link = try await gallery.link()
            try await gallery.portal.application.database.write { try $0.set("module.photos", "false", now: .tested()) }
            #expect(try await gallery.statuses(SharingGallery.addresses(link)) == [404])
        }
    }
}

extension TestPage {
    /// Every value of a header field, by its lower-case name.
    fileprivate func all(_ name: String) -> [String] {
        headers.filter { $0.name.canonicalName == name }.map(\.value)
    }
}
