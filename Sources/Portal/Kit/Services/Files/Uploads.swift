public import NIOCore
import NIOPosix
import PortalAssets
import PortalFiles

/// A form that came with files.
public struct Uploads: Sendable {
    /// The text fields, in their order.
    public let fields: Fields
    /// The files, in their order; a file field left empty is none.
    public let files: [UploadedFile]

    /// Reads a `multipart/form-data` body as it comes in, files straight to disk, in bounded memory. Whatever was written is removed
    /// when this throws, and with the files when nobody takes them.
    ///
    /// - Throws: 415 for another type of body, 400 for one that is broken or ends early, 413 beyond the limits, ``FileError`` where
    ///   the disk does not allow it, and what the body throws when the visitor goes away.
    public static func read(
        _ body: some AsyncSequence<ByteBuffer, any Error>, contentType: String?, in directory: String,
        limits: UploadLimits = UploadLimits()
    ) async throws -> Uploads {
        guard let contentType, var parser = MultipartParser(contentType: contentType) else {
            throw Failure.unsupportedType
        }
        var reader = UploadReader(directory: directory, limits: limits)
        var total = 0
        for try await chunk in body {
            total += chunk.readableBytes
            guard total <= limits.total else { throw Failure.tooLarge(limit: limits.total) }
            // The disk is slow: it is written to on the thread pool. The state goes there and back.
            let state = (parser, reader)
            (parser, reader) = try await NIOThreadPool.singleton.runIfActive {
                var (parser, reader) = state
                try parser.feed(chunk.readableBytesView) { try reader.take($0) }
                return (parser, reader)
            }
        }
        guard parser.isComplete else { throw Failure.badRequest(.body) }
        return Uploads(fields: reader.fields, files: reader.files)
    }
}

/// Gathers the parts of one form.
struct UploadReader: Sendable {
    /// The part being read.
    private enum Part: Sendable {
        case none
        case text(name: String, bytes: [UInt8])
        case file(OpenUpload)
    }

    /// A file being written.
    private struct OpenUpload: Sendable {
        let field: String
        let name: String
        let file: TemporaryFile
        let open: OpenFile
        var size = 0
        var beginning: [UInt8] = []
    }

    let directory: String
    let limits: UploadLimits
    private var texts: [(String, String)] = []
    /// What all text fields take so far, in bytes.
    private var textBytes = 0
    /// Parts so far, empty files among them.
    private var parts = 0
    private(set) var files: [UploadedFile] = []
    private var part = Part.none

    init(directory: String, limits: UploadLimits) {
        self.directory = directory
        self.limits = limits
    }

    var fields: Fields { Fields(texts) }

    mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begin(let head): part = try begin(head)
        case .content(let bytes): try add(bytes)
        case .end: try end()
        }
    }

    private mutating func begin(_ head: PartHead) throws -> Part {
        // A file field that was left empty counts for nothing else, but there are not more of them than of all others.
        parts += 1
        guard parts <= (limits.fields + limits.files) * 2 else { throw Failure.badRequest(.tooManyFields) }
        guard let fileName = head.fileName else {
            guard texts.count < limits.fields else { throw Failure.badRequest(.tooManyFields) }
            try count(head.name.utf8.count)
            return .text(name: head.name, bytes: [])
        }
        guard files.count < limits.files || fileName.isEmpty else { throw Failure.badRequest(.tooManyFields) }
        let (file, open) = try TemporaryFile.create(in: directory)
        return .file(OpenUpload(field: head.name, name: fileName, file: file, open: open))
    }

    /// Counts bytes of text fields, which all stay in memory until the form is answered.
    private mutating func count(_ bytes: Int) throws {
        textBytes += bytes
        guard textBytes <= limits.texts else { throw Failure.tooLarge(limit: limits.texts) }
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) throws {
        let current = part
        // The part holds the only reference to its bytes while it grows, so that they are not copied each time.
        part = .none
        switch current {
        case .none: throw Failure.badRequest(.body)
        case .text(let name, var content):
            guard content.count + bytes.count <= limits.field else { throw Failure.tooLarge(limit: limits.field) }
            try count(bytes.count)
            content.append(contentsOf: bytes)
            part = .text(name: name, bytes: content)
        case .file(var upload):
            guard upload.size + bytes.count <= limits.file else { throw Failure.tooLarge(limit: limits.file) }
            try upload.open.write(bytes)
            upload.size += bytes.count
            upload.beginning += bytes.prefix(ContentType.prefixLength - upload.beginning.count)
            part = .file(upload)
        }
    }

    private mutating func end() throws {
        switch part {
        case .none: throw Failure.badRequest(.body)
        case .text(let name, let bytes):
            guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
                throw Failure.badRequest(.encoding)
            }
            texts.append((name, text))
        case .file(let upload):
            // What browsers send for a file field that was left empty.
            guard !(upload.name.isEmpty && upload.size == 0) else { break }
            guard files.count < limits.files else { throw Failure.badRequest(.tooManyFields) }
            files.append(
                UploadedFile(
                    field: upload.field, name: ContentDisposition.safe(upload.name),
                    type: ContentType.sniff(upload.beginning),
                    size: upload.size, file: upload.file))
        }
        part = .none
    }
}
