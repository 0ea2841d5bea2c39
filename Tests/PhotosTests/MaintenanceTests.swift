import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Photos

/// Disk and database: import, sync, check, and what a killed process leaves (acceptance scenario P7).
@Suite struct MaintenanceTests {
    private static func sync(_ gallery: TestGallery, dryRun: Bool = false) async throws -> PhotoReport {
        try await PhotoSync.run(
            dryRun: dryRun, actor: .portal("test"), in: gallery.environment, listener: PhotoListener())
    }

    @Test(arguments: TestEngine.tested)
    func `a tree is imported as it is: portraits upright, copies and thumbnails left out`(engine: TestEngine)
        async throws
    {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            let pictures = try Pictures()
            _ = try await pictures.make("one.jpg", width: 400, height: 300)
            try await pictures.tag(
                "one.jpg", "-Orientation#=6", "-DateTimeOriginal=2026:06:20 21:04:05", "-Artist=Zoé Lefèvre",
                "-ImageDescription=Le bal")
            _ = try await pictures.make("two.png", width: 320, height: 200)
            let album = pictures.path("tree/Promo 2024/Bal d'été")
            try FileManager.default.createDirectory(atPath: album + "/_thumbs", withIntermediateDirectories: true)
            for (from, to) in [
                ("one.jpg", "IMG_1.JPG"), ("two.png", "two.png"), ("one.jpg", "_thumbs/IMG_1.JPG"),
                ("one.jpg", "IMG_1.JPG.gz"),
            ] { try FileManager.default.copyItem(atPath: pictures.path(from), toPath: album + "/" + to) }
            try Data("no picture".utf8).write(to: URL(fileURLWithPath: album + "/notes.txt"))
            let remarks = Remarks()
            let report = try await PhotoImport.run(
                pictures.path("tree"), actor: .portal("test"), in: gallery.environment, listener: remarks.listener)
            #expect(report.collections == 1 && report.albums == 1 && report.photos == 2 && report.refused == 1)
            #expect(remarks.paths == ["Promo 2024/Bal d'été/notes.txt"])
            let photo = try await gallery.application.database.read { db in
                try db.row("SELECT \(sql: Photo.columns) FROM photo WHERE file_name LIKE 'IMG%'").map(Photo.init)
            }
            #expect(photo?.width == 300 && photo?.height == 400, "turned upright")
            #expect(photo?.author == "Zoé Lefèvre" && photo?.caption == "Le bal")
            #expect(photo?.taken?.description.hasPrefix("2026-06-20T21:04:05") == true)
            #expect(photo?.renditions == .made)
            #expect(try await gallery.album("Promo 2024/Bal d'été")?.isVisible == false)
            let again = try await PhotoImport.run(
                pictures.path("tree"), actor: .portal("test"), in: gallery.environment, listener: PhotoListener())
            #expect(again.photos == 0 && again.known == 2)
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `sync takes in what is new, hidden, drops what has vanished, and then changes nothing`(engine: TestEngine)
        async throws
    {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            #expect(try await Self.sync(gallery).isUnchanged)
            let pictures = try Pictures()
            let picture = try await pictures.make("new.jpg", width: 90, height: 60)
            let folder = gallery.store.full("2024/fête")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: picture, toPath: folder + "/new.jpg")
            try Disk.remove(gallery.store.full("2026/gala/b.jpg"))
            try Disk.remove(gallery.store.full("2025"))
            let foreseen = try await Self.sync(gallery, dryRun: true)
            #expect(foreseen.collections == 1 && foreseen.albums == 1 && foreseen.photos == 1)
            #expect(try await gallery.album("2024/fête") == nil, "a dry run changes nothing")
            let report = try await Self.sync(gallery)
            #expect(report.collections == 1 && report.albums == 1 && report.photos == 1)
            #expect(report.removed == 2, "a photo, and a collection with its album")
            #expect(try await gallery.album("2024/fête")?.isVisible == false)
            #expect(try await gallery.album("2026/gala")?.photoCount == 1)
            #expect(try await gallery.album("2025/ski") == nil)
            #expect(try await Self.sync(gallery).isUnchanged)
        }
    }

    @Test func `check finds what was changed, what is missing and what nobody knows`() async throws {
        try await PhotosPortal.run { portal, gallery in
            #expect(try await PhotoCheck.run(in: gallery.environment, listener: PhotoListener()).faults == 0)
            try Data("changed".utf8).write(to: URL(fileURLWithPath: gallery.store.full("2026/gala/a.jpg")))
            try Disk.remove(gallery.store.full("2026/gala/b.jpg"))
            try Data("stray".utf8).write(to: URL(fileURLWithPath: gallery.store.full("2025/ski/x.jpg")))
            let k = try await gallery.count("SELECT id FROM photo WHERE file_name = 'k.jpg'")
            try Disk.remove(gallery.store.renditions(of: Int64(k)).path(640, .webp))
            let remarks = Remarks()
            let (_, faults) = try await PhotoCheck.run(in: gallery.environment, listener: remarks.listener)
            #expect(faults == 4)
            #expect(
                remarks.paths.sorted() == ["2025/ski/k.jpg", "2025/ski/x.jpg", "2026/gala/a.jpg", "2026/gala/b.jpg"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `moves that a killed process left are done by the next one, however far it came`(engine: TestEngine)
        async throws
    {
        try await PhotosPortal.run(on: engine) { portal, gallery in
            let now = gallery.application.clock()
            try await gallery.application.database.write { db in
                try FileMoveJournal.note("2026/gala/a.jpg", to: "2026/gala/x.jpg", now: now, db)
                try FileMoveJournal.note("2026/gala", to: "2026/soiree", now: now, db)
                try FileMoveJournal.noteRemoval("2025/ski/k.jpg", now: now, db)
                try FileMoveJournal.note("nothing/there", to: "2026/there", now: now, db)
            }
            // Killed between making the new name and removing the old one.
            try FileManager.default.linkItem(
                atPath: gallery.store.full("2026/gala/a.jpg"), toPath: gallery.store.full("2026/gala/x.jpg"))
            #expect(try await FileMoveJournal.settle(gallery.application) == 4)
            #expect(Disk.exists(gallery.store.full("2026/soiree/x.jpg")))
            #expect(!Disk.exists(gallery.store.full("2026/soiree/a.jpg")))
            #expect(!Disk.exists(gallery.store.full("2025/ski/k.jpg")))
            #expect(try await FileMoveJournal.settle(gallery.application) == 0)
        }
    }

    @Test func `nothing is ever overwritten, and one move that is refused does not hold up the others`() async throws {
        try await PhotosPortal.run { portal, gallery in
            let now = gallery.application.clock()
            try await gallery.application.database.write { db in
                try FileMoveJournal.note("2026/gala/a.jpg", to: "2026/gala/b.jpg", now: now, db)
                try FileMoveJournal.note("2025/ski/k.jpg", to: "2025/ski/other.jpg", now: now, db)
                try FileMoveJournal.note("2026/gala", to: "2026/soiree", now: now, db)
            }
            await #expect(throws: PhotoStoreError.self) { try await FileMoveJournal.settle(gallery.application) }
            #expect(Disk.exists(gallery.store.full("2026/gala/a.jpg")))
            #expect(Disk.exists(gallery.store.full("2025/ski/other.jpg")))
            #expect(Disk.exists(gallery.store.full("2026/gala")), "what touches the same paths waits")
            #expect(try await gallery.count("SELECT COUNT(*) FROM photo_move") == 2)
            try Disk.remove(gallery.store.full("2026/gala/b.jpg"))
            #expect(try await FileMoveJournal.settle(gallery.application) == 2)
            #expect(Disk.exists(gallery.store.full("2026/soiree/b.jpg")))
        }
    }
}

/// Keeps what was remarked on.
final class Remarks: @unchecked Sendable {
    private let lock = NSLock()
    private var list: [String] = []

    var paths: [String] { lock.withLock { list } }
    var listener: PhotoListener {
        PhotoListener(remark: { remark in self.lock.withLock { self.list.append(remark.path) } })
    }
}
