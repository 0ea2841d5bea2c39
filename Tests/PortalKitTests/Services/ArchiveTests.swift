import Foundation
import NIOCore
import PortalFiles
import PortalLanguage
import PortalTestSupport
import PortalValues
import Testing

@testable import PortalKit

/// Archives, read by Python's zipfile and by unzip.
@Suite struct ArchiveTests {
    struct Found: Decodable, Equatable {
        let name: String
        let size: Int
        let time: String
        let stored: Bool
    }

    let folder: ScratchFolder
    let moment = Instant(seconds: 1_795_233_601)

    init() throws { folder = try ScratchFolder() }

    func file(_ bytes: [UInt8]) throws -> String {
        let path = folder.path + "/" + UUID().uuidString
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Writes the archive to a file, as a visitor would get it.
    func pack(_ entries: [ZipArchive.Entry], limit: UInt64 = 0xFFFF_FFFF) throws -> String {
        let plan = try ZipPlan(
            ZipArchive(name: "a.zip", entries: entries), zone: try #require(Zone("Europe/Paris")), limit: limit)
        let stream = ZipStream(plan)
        let path = folder.path + "/" + UUID().uuidString + ".zip"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        var count = 0
        while let piece = try stream.next() {
            #expect(piece.readableBytes <= 300_000)
            count += piece.readableBytes
            try handle.write(contentsOf: Array(piece.readableBytesView))
        }
        try handle.close()
        #expect(count == plan.length)
        return path
    }

    static func judge(_ path: String) async throws -> [Found] {
        let unzip = try await TestCommand.run(["unzip", "-tqq", path])
        #expect(unzip.status == 0, "\(unzip.output)")
        let python = try await TestCommand.run(["python3", TestPlaces.root + "/Tests/Judges/zip/judge.py", path])
        #expect(python.status == 0, "\(python.output)")
        return try python.output.split(separator: "\n").map {
            try JSONDecoder().decode(Found.self, from: Data($0.utf8))
        }
    }

    func entry(_ name: String, _ path: String) -> ZipArchive.Entry {
        ZipArchive.Entry(name: name, path: path, modified: moment)
    }

    @Test func `files come out as they went in, with their names and times`() async throws {
        let sizes = [0, 1, 131_072, 1_000_000]
        let files = try sizes.map { size in try file((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }) }
        let path = try pack(zip(["Été/Noël 1.jpg", "b", "Été/c", "d"], files).map { entry($0, $1) })
        let found = try await Self.judge(path)
        #expect(found.map(\.name) == ["Été/Noël 1.jpg", "b", "Été/c", "d"])
        #expect(found.map(\.size) == sizes)
        // 2026-11-21T04:00:01Z in Paris, to two seconds.
        #expect(found.allSatisfy { $0.stored && $0.time == "2026-11-21T05:00:00" })
        let unpacked = try await TestCommand.run(["unzip", "-q", path, "-d", folder.path + "/out"])
        #expect(unpacked.status == 0, "\(unpacked.output)")
        #expect(FileManager.default.contentsEqual(atPath: files[3], andPath: folder.path + "/out/d"))
        let changed = try #require(FileFacts(folder.path + "/out/d")).changed
        #expect(changed == moment)
    }

    @Test func `no archive holds nothing, and an empty one is whole`() async throws {
        let path = try pack([])
        #expect(
            try await TestCommand.run(["python3", TestPlaces.root + "/Tests/Judges/zip/judge.py", path]).status == 0)
        #expect(FileManager.default.contents(atPath: path)?.count == 22)
    }

    @Test(arguments: [100, 5000, 12_000]) func `what needs eight bytes gets them`(limit: UInt64) async throws {
        let large = try file([UInt8](repeating: 65, count: 10_000))
        let small = try file([66])
        let found = try await Self.judge(
            try pack([entry("a", large), entry("b", small), entry("c", large), entry("d", small)], limit: limit))
        #expect(found.map(\.size) == [10_000, 1, 10_000, 1])
    }

    @Test func `seventy thousand files are no trouble`() async throws {
        let small = try file(Array("small".utf8))
        let found = try await Self.judge(try pack((1...70_000).map { entry("album/\($0).txt", small) }))
        #expect(found.count == 70_000)
        #expect(found.last == Found(name: "album/70000.txt", size: 5, time: "2026-11-21T05:00:00", stored: true))
    }

    @Test func `names are safe to unpack, and each is there once`() {
        let wished = [
            "a.jpg", "a.jpg", "A.JPG", "../../etc/passwd", "/etc/passwd", "C:\\x\\..\\y.jpg", "a\0b\u{202E}.jpg", "",
            "..",
            "b/.", "x/y", "x", "con.txt", "dot. ", "a (2).jpg", "no", "no",
        ]
        var names = ZipNames(wished)
        #expect(
            wished.map { names.take($0) } == [
                "a.jpg", "a (2).jpg", "A (3).JPG", "etc/passwd", "etc/passwd (2)", "C__x_.._y.jpg", "ab.jpg", "file",
                "file (2)", "b", "x/y", "x (2)", "_con.txt", "dot", "a (2) (2).jpg", "no", "no (2)",
            ])
        let long = names.take(String(repeating: "é\u{301}", count: 400) + ".jpg")
        #expect(long.utf8.count <= 200 && long.hasSuffix(".jpg"))
    }

    @Test func `a file that is gone, or was changed, breaks the archive off`() throws {
        let missing = ZipArchive(name: "a.zip", entries: [entry("a", folder.path + "/none")])
        #expect(throws: FileError.self) { try ZipPlan(missing, zone: .utc) }

        for change in [[UInt8](repeating: 2, count: 299_999), [UInt8](repeating: 2, count: 300_001), nil] {
            let path = try file([UInt8](repeating: 1, count: 300_000))
            let stream = ZipStream(
                try ZipPlan(ZipArchive(name: "a.zip", entries: [entry("a", path)]), zone: .utc))
            _ = try stream.next()
            if let change {
                let handle = try #require(FileHandle(forWritingAtPath: path))
                try handle.write(contentsOf: change)
                try handle.truncate(atOffset: UInt64(change.count))
                try handle.close()
            } else {
                try FileManager.default.removeItem(atPath: path)
            }
            if change == nil {
                // It is open: what was begun is finished.
                while try stream.next() != nil {}
            } else {
                #expect(throws: FileError.self) { while try stream.next() != nil {} }
            }
        }
    }
}
