import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PortalFiles
import PortalValues
import Synchronization
import Testing

@testable import PortalKit

/// Takes down what an answer sends.
struct BodyRecorder: ResponseBodyWriter {
    let bytes: Recorded
    var most = Int.max

    final class Recorded: Sendable {
        let content = Mutex<[UInt8]>([])
        var bytes: [UInt8] { content.withLock { $0 } }
    }

    struct Gone: Error {}

    mutating func write(_ buffer: ByteBuffer) async throws {
        let count = bytes.content.withLock { content in
            content += Array(buffer.readableBytesView)
            return content.count
        }
        if count > most { throw Gone() }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite struct FileReplyTests {
    let folder: ScratchFolder
    let content = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    init() throws { folder = try ScratchFolder() }

    func file(temporary: Bool = false, name: String? = nil, type: String = "image/png", bytes: [UInt8]? = nil) throws
        -> FileReply
    {
        let path = folder.path + "/" + UUID().uuidString
        try Data(bytes ?? content).write(to: URL(fileURLWithPath: path))
        return FileReply(path: path, type: type, name: name, temporary: temporary)
    }

    func send(_ response: Response) async throws -> [UInt8] {
        let recorded = BodyRecorder.Recorded()
        try await response.body.write(BodyRecorder(bytes: recorded))
        return recorded.bytes
    }

    @Test func `a file is sent whole with what a cache needs`() async throws {
        let response = try await file().response(FileConditions())
        #expect(response.status == .ok)
        #expect(response.headers[.contentLength] == "400000")
        #expect(response.headers[.contentType] == "image/png")
        #expect(response.headers[.acceptRanges] == "bytes")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.contentDisposition] == nil)
        #expect(try await send(response) == content)
    }

    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=10-19", 10..<20), ("bytes=399999-", 399_999..<400_000),
        ("bytes=-5", 399_995..<400_000),
        ("bytes=-9999999999999999999999", 0..<400_000), ("BYTES= 5 - 99999999999999999999 ", 5..<400_000),
        ("bytes=100-200000", 100..<200_001),
    ])
    func `a range is answered with exactly its bytes`(range: String, expected: Range<Int>) async throws {
        var conditions = FileConditions()
        conditions.range = range
        let response = try await file().response(conditions)
        #expect(response.status == .partialContent)
        #expect(response.headers[.contentRange] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/400000")
        #expect(try await send(response) == Array(content[expected]))
    }

    @Test(arguments: ["bytes=400000-", "bytes=400000-400001", "bytes=-0", "bytes=99999999999999999999-"])
    func `a range behind the end is 416 and tells the size`(range: String) async throws {
        var conditions = FileConditions()
        conditions.range = range
        let response = try await file().response(conditions)
        #expect(response.status == .rangeNotSatisfiable)
        #expect(response.headers[.contentRange] == "bytes */400000")
    }

    @Test(arguments: [
        "bytes=5-4", "bytes=a-b", "bytes=", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes 0-1", "bytes=--5",
        "bytes=+1-2",
    ])
    func `a range that makes no sense, and several at once, mean the whole file`(range: String) async throws {
        #expect(ByteRange(range, size: 400_000) == .whole)
    }

    @Test func `an empty file has no range`() async throws {
        var conditions = FileConditions()
        conditions.range = "bytes=0-"
        #expect(try await file(bytes: []).response(conditions).status == .rangeNotSatisfiable)
        #expect(try await file(bytes: []).response(FileConditions()).status == .ok)
    }

    @Test func `a copy that is still good is not sent again`() async throws {
        let file = try file()
        let first = try await file.response(FileConditions())
        let tag = try #require(first.headers[.eTag])
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            var conditions = FileConditions()
            conditions.ifNoneMatch = known
            let response = try await file.response(conditions)
            #expect(response.status == .notModified)
            #expect(response.headers[.eTag] == tag)
        }
        var conditions = FileConditions()
        conditions.ifModifiedSince = first.headers[.lastModified]
        #expect(try await file.response(conditions).status == .notModified)
        conditions.ifNoneMatch = "\"other\""
        #expect(try await file.response(conditions).status == .ok)
        conditions = FileConditions()
        conditions.ifModifiedSince = "Sat, 01 Jan 2000 00:00:00 GMT"
        #expect(try await file.response(conditions).status == .ok)
        conditions.ifModifiedSince = "yesterday"
        #expect(try await file.response(conditions).status == .ok)
    }

    @Test func `a range is only continued on the very same file`() async throws {
        let file = try file()
        let head = try await file.response(FileConditions()).headers
        var conditions = FileConditions()
        conditions.range = "bytes=0-9"
        for (ifRange, status) in [
            (head[.eTag], HTTPResponse.Status.partialContent), (head[.lastModified], .partialContent),
            ("\"other\"", .ok),
            (head[.eTag].map { "W/" + $0 }, .ok),
        ] {
            conditions.ifRange = ifRange
            #expect(try await file.response(conditions).status == status)
        }
    }

    @Test func `a changed file has another tag`() async throws {
        let file = try file()
        let tag = try await file.response(FileConditions()).headers[.eTag]
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: file.path))
        #expect(try await file.response(FileConditions()).headers[.eTag] != tag)
    }

    @Test func `a digest of the content is the tag where there is one`() async throws {
        let path = try file().path
        let photo = FileReply(path: path, type: "image/jpeg", cache: .immutablePrivate, etag: "sha-1")
        let first = try await photo.response(FileConditions())
        #expect(first.headers[.eTag] == "\"sha-1\"")
        #expect(first.headers[.cacheControl] == "private, max-age=31536000, immutable")
        var conditions = FileConditions()
        conditions.range = "bytes=0-9"
        conditions.ifRange = "\"sha-1\""
        #expect(try await photo.response(conditions).status == .partialContent)
        conditions = FileConditions()
        conditions.ifNoneMatch = "\"sha-1\""
        let again = try await photo.response(conditions)
        #expect(again.status == .notModified)
        #expect(again.headers[.cacheControl] == "private, max-age=31536000, immutable")
        #expect(again.headers[.contentLength] == nil)
        conditions.ifNoneMatch = "\"sha-2\""
        #expect(try await photo.response(conditions).status == .ok)
        for broken in ["", "a\"b", "é", "a b", String(repeating: "x", count: 201)] {
            let tag = try await FileReply(path: path, type: "x/y", etag: broken).response(FileConditions()).headers[
                .eTag]
            #expect(tag == FileFacts(path)?.tag)
        }
    }

    @Test func `small and large files and their parts come through alike`() async throws {
        let edge = FileAnswer.atOnce
        for size in [0, 1, edge - 1, edge, edge + 1, edge + FileAnswer.chunk + 1] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 13 >> 3) }
            let response = try await file(bytes: bytes).response(FileConditions())
            #expect(response.headers[.contentLength] == String(size))
            #expect(try await send(response) == bytes)
        }
    }

    @Test func `a file that became shorter while it was sent breaks the answer off`() async throws {
        let file = try file()
        let response = try await file.response(FileConditions())
        #expect(truncate(file.path, 1000) == 0)
        await #expect(throws: FileError.self) { try await send(response) }
    }

    @Test func `HEAD tells the size and sends nothing`() async throws {
        var conditions = FileConditions()
        conditions.isHead = true
        let response = try await file().response(conditions)
        #expect(response.headers[.contentLength] == "400000")
        #expect(try await send(response) == [])
    }

    @Test func `a temporary file is gone once it is answered, sent or not`() async throws {
        let sent = try file(temporary: true)
        let response = try await sent.response(FileConditions())
        #expect(!FileManager.default.fileExists(atPath: sent.path))
        #expect(response.headers[.eTag] == nil)
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(try await send(response) == content)

        let broken = try await file(temporary: true).response(FileConditions())
        await #expect(throws: BodyRecorder.Gone.self) {
            try await broken.body.write(BodyRecorder(bytes: BodyRecorder.Recorded(), most: 1000))
        }
        #expect(folder.names == [])
    }

    @Test func `a missing file and a folder are 404`() async throws {
        for path in [folder.path, folder.path + "/nothing", folder.path + "/" + String(repeating: "x", count: 5000)] {
            await #expect(throws: Failure.self) {
                try await FileReply(path: path, type: "x/y").response(FileConditions())
            }
        }
    }

    @Test func `a link that leads elsewhere is not followed`() async throws {
        let path = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
        await #expect(throws: Failure.self) { try await FileReply(path: path, type: "x/y").response(FileConditions()) }
    }

    @Test(arguments: ["text/html; charset=utf-8", "image/svg+xml", "application/xml", "text/javascript"])
    func `what could run a script is saved, not shown`(type: String) async throws {
        #expect(try await file(type: type).response(FileConditions()).headers[.contentDisposition] == "attachment")
    }

    @Test(arguments: [
        ("clients.csv", "attachment; filename=\"clients.csv\""),
        ("été 1.pdf", "attachment; filename=\"_t_ 1.pdf\"; filename*=UTF-8''%C3%A9t%C3%A9%201.pdf"),
        ("../../etc/passwd", "attachment; filename=\"passwd\""),
        ("a\r\nSet-Cookie: x", "attachment; filename=\"aSet-Cookie: x\""),
        ("a\"b", "attachment; filename=\"a_b\"; filename*=UTF-8''a%22b"), ("...", "attachment; filename=\"file\""),
        ("", "attachment; filename=\"file\""),
    ])
    func `names are offered so that every browser takes them`(name: String, field: String) {
        #expect(ContentDisposition.attachment(name) == field)
    }

    @Test func `dates are written and read as HTTP wants them`() throws {
        let moment = try #require(Instant(iso: "1994-11-06T08:49:37Z"))
        #expect(HTTPDate.text(moment) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.instant("Sun, 06 Nov 1994 08:49:37 GMT") == moment)
        for text in [
            "", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
        ] {
            #expect(HTTPDate.instant(text) == nil)
        }
    }
}
