import Foundation
import NIOCore
import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalTestSupport
import PortalValues
import Synchronization

@testable import PortalKit

/// A module that takes files in and gives them out, to try the kit's file machinery with through the real router.
struct Attic: Module {
    static let id = "attic"
    let folder: ScratchFolder
    /// How often a handler was reached.
    let calls = Calls()

    final class Calls: Sendable {
        private let number = Mutex(0)
        var count: Int { number.withLock { $0 } }
        func note() { number.withLock { $0 += 1 } }
    }

    var title: Message { tr("Attic") }
    var summary: Message { tr("Files.") }

    static let limit = 3 << 20

    var routes: [Route] {
        [
            .get("/attic/photo", .everyone) { _, _ in
                .file(FileReply(path: folder.path + "/photo", type: "image/jpeg", etag: "digest-1"))
            },
            .get("/attic/forever", .everyone) { _, _ in
                .file(FileReply(path: folder.path + "/photo", type: "image/jpeg", cache: .immutablePrivate))
            },
            .get("/attic/strange", .everyone) { _, _ in
                .file(FileReply(path: folder.path + "/été 100%?.jpg", type: "image/jpeg", name: "été.jpg"))
            },
            .get("/attic/lost", .everyone) { _, _ in
                .file(FileReply(path: folder.path + "/lost", type: "image/jpeg", name: "lost.jpg"))
            },
            .get("/attic/album", .everyone) { context, _ in
                let photo = ZipArchive.Entry(
                    name: "Gala/photo.jpg", path: folder.path + "/photo", modified: context.now)
                return .archive(ZipArchive(name: "Gala.zip", entries: [photo, photo, photo]))
            },
            .streaming(.post, "/attic", .everyone, bodyLimit: Self.limit, keep),
            .streaming(.post, "/attic/private", .signedIn, bodyLimit: Self.limit, keep),
            .streaming(.put, "/attic/raw/{name}", .everyone, bodyLimit: Self.limit, append),
            .streaming(.post, "/attic/refusal", .everyone, bodyLimit: 1 << 30) { _, _ in
                throw Failure.conflict(tr("The attic is full."))
            },
            .streaming(.post, "/attic/broken", .everyone, bodyLimit: 1 << 30) { _, body in
                _ = try await body.uploads(in: folder.path)
                throw CocoaError(.fileWriteUnknown)
            },
            .streaming(.post, "/attic/full", .everyone, bodyLimit: 1 << 30) { _, _ in
                throw FileError(ENOSPC, folder.path)
            },
            .streaming(.post, "/attic/slow", .everyone, bodyLimit: 1 << 30) { _, body in
                calls.note()
                for try await _ in body {
                    try await Task.sleep(for: .seconds(2))
                    break
                }
                return .text("slowly")
            },
        ]
    }

    /// Keeps the files of a form, exactly once, under their number in a table.
    @Sendable private func keep(_ context: RequestContext, _ body: BodyStream) async throws -> HandlerResponse {
        calls.note()
        let uploads = try await body.uploads(in: folder.path + "/incoming")
        return try await context.once(uploads.fields) { context, db in
            guard context.request.form["title"] != "refuse" else { return .text("no", status: 422) }
            for file in uploads.files {
                let number = try db.value("SELECT COUNT(*) FROM attic_file", as: Int64.self) ?? 0
                try db.run("INSERT INTO attic_file (name) VALUES (\(file.name))")
                try file.take(to: folder.path + "/kept/\(number)")
            }
            if context.request.form["title"] == "regret" { return .text("no", status: 409) }
            return HandlerResponse.seeOther("/attic").noticing(.good, tr("Kept."))
        }
    }

    @Sendable private func append(_ context: RequestContext, _ body: BodyStream) async throws -> HandlerResponse {
        let offset = Int(context.request.query["offset"]) ?? 0
        let appended = try await body.append(
            to: folder.path + "/raw/" + context.parameter("name"), at: offset, limit: 2 << 20)
        let line = "\(appended.bytes) \(appended.isComplete)"
        // For a visitor who is gone, only the disk can tell.
        try line.write(toFile: folder.path + "/appended", atomically: true, encoding: .utf8)
        return .text(line)
    }

    /// Runs a test in a portal with an attic.
    static func run(
        _ engine: TestEngine = .sqlite, handover: Bool = false,
        _ body: @Sendable (TestPortal, Attic) async throws -> Void
    ) async throws {
        let attic = Attic(folder: try ScratchFolder())
        try await TestPortal.run([attic], on: engine) { configuration in
            guard handover else { return }
            configuration.fileHandover = .xAccelRedirect(prefix: "/_files/", directory: attic.folder.path)
        } _: { portal in
            try await portal.application.database.write { db in
                try db.run("CREATE TABLE attic_file (name TEXT NOT NULL)")
            }
            try await body(portal, attic)
        }
    }

    /// What was kept, by the table.
    func names(_ portal: TestPortal) async throws -> [String] {
        try await portal.application.database.read { try $0.values("SELECT name FROM attic_file", as: String.self) }
    }

    /// What lies in one of its folders.
    func files(_ name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + name)) ?? []).sorted()
    }

    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let path = folder.path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func content(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: folder.path + "/" + name).map(Array.init)
    }
}
