import Foundation
import NIOCore
import PortalAssets
import PortalFiles
import Testing

@testable import PortalKit

@Suite struct MultipartTests {
    static let type = "multipart/form-data; boundary=\"b-1\""

    /// Takes a body apart in pieces of this size.
    static func parse(_ body: [UInt8], pieces: Int) throws -> (
        parts: [(head: PartHead, content: [UInt8])], isComplete: Bool
    ) {
        var parser = try #require(MultipartParser(contentType: type))
        var parts: [(head: PartHead, content: [UInt8])] = []
        var isOpen = false
        var rest = body[...]
        while !rest.isEmpty {
            try parser.feed(rest.prefix(pieces)) { event in
                switch event {
                case .begin(let head):
                    #expect(!isOpen)
                    isOpen = true
                    parts.append((head, []))
                case .content(let bytes):
                    let last = try #require(parts.indices.last)
                    parts[last].content += bytes
                case .end:
                    #expect(isOpen)
                    isOpen = false
                }
            }
            rest = rest.dropFirst(pieces)
        }
        return (parts, parser.isComplete)
    }

    static func body(_ parts: [(disposition: String, content: [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body +=
                Array("--b-1\r\nContent-Disposition: \(part.disposition)\r\nContent-Type: x/y\r\n\r\n".utf8)
                + part.content + [13, 10]
        }
        return body + Array("--b-1--\r\n".utf8)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 100_000])
    func `the pieces in which a body comes in change nothing`(pieces: Int) throws {
        let tricky = Array("\r\n--b-\r\n--b\r\r\n-\r\n--b-2 almost \r".utf8)
        let body = Self.body([
            ("form-data; name=\"a\"", Array("Zoé".utf8)), ("form-data; name=\"empty\"", []),
            ("form-data; name=\"f\"; filename=\"photo.jpg\"", tricky),
        ])
        let (parts, isComplete) = try Self.parse(body, pieces: pieces)
        #expect(isComplete)
        #expect(parts.map(\.head.name) == ["a", "empty", "f"])
        #expect(parts.map(\.head.fileName) == [nil, nil, "photo.jpg"])
        #expect(parts.map(\.content) == [Array("Zoé".utf8), [], tricky])
    }

    @Test func `random contents survive random pieces`() throws {
        let alphabet: [UInt8] = [13, 10, 45, 98, 49, 0, 255]
        for _ in 0..<500 {
            let contents = (0..<Int.random(in: 0...4)).map { _ in
                (0..<Int.random(in: 0...60)).compactMap { _ in alphabet.randomElement() }
            }.filter { !($0 + [13, 10]).isEmpty && Self.isHarmless($0) }
            let body = Self.body(contents.map { ("form-data; name=\"x\"", $0) })
            #expect(try Self.parse(body, pieces: Int.random(in: 1...30)).parts.map(\.content) == contents)
        }
    }

    /// Whether the boundary does not occur in a content, as whoever makes a body has to see to.
    static func isHarmless(_ content: [UInt8]) -> Bool {
        !String(decoding: [13, 10] + content, as: UTF8.self).contains("\r\n--b-1")
    }

    @Test func `a preamble and an epilogue are ignored`() throws {
        let body = Array("hello\r\n".utf8) + Self.body([("form-data; name=\"a\"", [65])]) + Array("bye --b-1 bye".utf8)
        #expect(try Self.parse(body, pieces: 5).parts.map(\.content) == [[65]])
    }

    @Test func `a body that ends early is not complete`() throws {
        let body = Self.body([("form-data; name=\"a\"", [65])])
        for length in 0..<(body.count - 4) {
            #expect(try !Self.parse(Array(body.prefix(length)), pieces: 9).isComplete)
        }
    }

    @Test(arguments: [
        "--b-1\r\nContent-Type: x\r\n\r\nA\r\n--b-1--",
        "--b-1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nA\r\n--b-1--",
        "--b-1 x\r\n\r\nA\r\n--b-1--", "--b-1\r\nContent-Disposition: form-data\r\n\r\nA\r\n--b-1--",
        "--b-1\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nA\r\n--b-1--",
        "--b-1\r\nContent-Disposition: form-data; name=\"a\0\"\r\n\r\nA\r\n--b-1--",
    ])
    func `what no browser sends is refused`(body: String) {
        #expect(throws: Failure.self) { try Self.parse(Array(body.utf8), pieces: 1000) }
    }

    @Test func `a head that never ends is refused before it fills the memory`() {
        let body = Array("--b-1\r\n".utf8) + [UInt8](repeating: 65, count: 100_000)
        #expect(throws: Failure.self) { try Self.parse(body, pieces: 1000) }
    }

    @Test(arguments: [
        "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a", "",
        "multipart/form-data; boundary=\"" + String(repeating: "b", count: 71) + "\"",
        "multipart/form-data; boundary=é",
    ])
    func `other types of body are none of ours`(type: String) {
        #expect(MultipartParser(contentType: type) == nil)
    }

    @Test func `names of files are read as browsers write them`() throws {
        let heads: [(String, String)] = [
            (#"form-data; name="f"; filename="a%22b.txt""#, "a\"b.txt"),
            (#"form-data; name="f"; filename="C:\photos\a.jpg""#, #"C:\photos\a.jpg"#),
            (#"form-data; name="f"; filename="a\"b;c.txt""#, "a\"b;c.txt"),
            ("form-data; name=f; filename=plain.txt", "plain.txt"),
            (#"FORM-DATA; NAME="f"; FILENAME="é.txt""#, "é.txt"),
        ]
        for (disposition, name) in heads {
            #expect(PartHead(Array("Content-Disposition: \(disposition)".utf8))?.fileName == name)
        }
    }
}

@Suite struct UploadsTests {
    func read(
        _ parts: [(String, [UInt8])], in folder: ScratchFolder, limits: UploadLimits = UploadLimits(), cut: Int = 0
    ) async throws -> Uploads {
        let body = MultipartTests.body(parts).dropLast(cut)
        let chunks = stride(from: 0, to: body.count, by: 1000).map {
            ByteBuffer(bytes: body.dropFirst($0).prefix(1000))
        }
        let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            for chunk in chunks { continuation.yield(chunk) }
            continuation.finish()
        }
        return try await Uploads.read(stream, contentType: MultipartTests.type, in: folder.path, limits: limits)
    }

    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 7, count: 5000)

    @Test func `fields and files arrive, typed by content, under random names`() async throws {
        let folder = try ScratchFolder()
        let uploads = try await read(
            [
                ("form-data; name=\"title\"", Array("Été".utf8)), ("form-data; name=\"tag\"", Array("a".utf8)),
                ("form-data; name=\"tag\"", Array("b".utf8)),
                ("form-data; name=\"photo\"; filename=\"../../évil\u{202E}.txt\"", png),
                ("form-data; name=\"other\"; filename=\"\"", []),
            ], in: folder)
        #expect(uploads.fields["title"] == "Été")
        #expect(uploads.fields.all("tag") == ["a", "b"])
        let file = try #require(uploads.files.first)
        #expect(uploads.files.count == 1)
        #expect((file.field, file.name, file.size, file.type) == ("photo", "évil.txt", png.count, .png))
        #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path))) == png)
        #expect(!file.path.contains("vil"))
    }

    @Test func `files that nobody takes are gone, those taken stay`() async throws {
        let folder = try ScratchFolder()
        let kept = folder.path + "/kept/photo.png"
        do {
            let uploads = try await read(
                [("form-data; name=\"a\"; filename=\"a\"", png), ("form-data; name=\"b\"; filename=\"b\"", png)],
                in: folder)
            #expect(folder.names.count == 2)
            try uploads.files.first?.take(to: kept)
            #expect(throws: FileError.self) { try uploads.files.last?.take(to: kept) }
        }
        #expect(folder.names == ["kept"])
        #expect(FileManager.default.contents(atPath: kept)?.count == png.count)
    }

    @Test func `limits hold for files, their number, fields and the whole`() async throws {
        let folder = try ScratchFolder()
        var limits = UploadLimits(file: 4999, files: 1)
        await #expect(throws: Failure.self) {
            try await read(
                [("form-data; name=\"a\"; filename=\"a\"", [UInt8](repeating: 1, count: 5000))], in: folder,
                limits: limits)
        }
        await #expect(throws: Failure.self) {
            try await read(
                [("form-data; name=\"a\"; filename=\"a\"", [1]), ("form-data; name=\"b\"; filename=\"b\"", [1])],
                in: folder, limits: limits)
        }
        limits.field = 10
        await #expect(throws: Failure.self) {
            try await read([("form-data; name=\"a\"", [UInt8](repeating: 65, count: 11))], in: folder, limits: limits)
        }
        limits.fields = 1
        await #expect(throws: Failure.self) {
            try await read(
                [("form-data; name=\"a\"", [65]), ("form-data; name=\"b\"", [65])], in: folder, limits: limits)
        }
        limits.total = 100
        await #expect(throws: Failure.self) {
            try await read(
                [("form-data; name=\"a\"; filename=\"a\"", [UInt8](repeating: 1, count: 200))], in: folder,
                limits: limits)
        }
        #expect(folder.names == [])
    }

    @Test func `all texts of a form together have a bound, and so have parts that are nothing`() async throws {
        let folder = try ScratchFolder()
        let text = [UInt8](repeating: 65, count: 250_000)
        let fits = try await read((0..<4).map { ("form-data; name=\"f\($0)\"", text) }, in: folder)
        #expect(fits.fields.all("f3").count == 1)
        await #expect(throws: Failure.self) {
            try await read((0..<5).map { ("form-data; name=\"f\($0)\"", text) }, in: folder)
        }
        let long = String(repeating: "n", count: 7000)
        await #expect(throws: Failure.self) {
            try await read((0..<200).map { ("form-data; name=\"\(long)\($0)\"", [65]) }, in: folder)
        }
        await #expect(throws: Failure.self) {
            try await read(
                (0..<2000).map { ("form-data; name=\"f\($0)\"; filename=\"\"", []) }, in: folder,
                limits: UploadLimits(file: 1 << 20, files: 10))
        }
        #expect(folder.names == [])
    }

    @Test func `a body that ends early or holds no text is refused and leaves nothing`() async throws {
        let folder = try ScratchFolder()
        await #expect(throws: Failure.self) {
            try await read([("form-data; name=\"a\"; filename=\"a\"", png)], in: folder, cut: 12)
        }
        await #expect(throws: Failure.self) { try await read([("form-data; name=\"a\"", [0xFF])], in: folder) }
        await #expect(throws: Failure.self) { try await read([("form-data; name=\"a\"", [65, 0])], in: folder) }
        #expect(folder.names == [])
    }
}
