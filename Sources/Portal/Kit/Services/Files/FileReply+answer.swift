import HTTPTypes
public import Hummingbird
import NIOPosix
import PortalConfiguration
public import PortalFiles

extension FileReply {
    /// The file as an answer: whole (200), a part (206), unchanged (304), or a part it does not have (416). A large file is read as
    /// fast as the visitor takes it, never more than a chunk ahead.
    ///
    /// A temporary file loses its name before the first byte goes out: it is gone when it is sent, when the visitor goes away, and
    /// when the portal is killed in between. It has no tag and no ranges, since there is no second time.
    ///
    /// - Throws: ``Failure/notFound`` where there is no such file, ``FileError`` where it cannot be read.
    public func response(_ conditions: FileConditions) async throws -> Response {
        try await NIOThreadPool.singleton.runIfActive { try answer(conditions, handover: nil) }.response
    }

    /// The same, opened and judged; small files are read. Blocks: it belongs on a thread pool.
    func answer(_ conditions: FileConditions, handover: FileHandover?) throws -> FileAnswer {
        var fields = headerFields
        guard !temporary else {
            fields[.cacheControl] = "no-store"
            let (file, facts) = try open()
            return FileAnswer(.ok, fields, try content(file, 0..<facts.size, conditions), size: facts.size, path)
        }
        fields[.cacheControl] = cache.field
        if let tag, conditions.knows(tag) {
            fields[.eTag] = tag
            return unchanged(fields)
        }
        if let handover, let (name, value) = handover.field(for: path) {
            guard let found = FileFacts(path), found.isFile else { throw Failure.notFound }
            let facts = tagged(found)
            describe(facts, &fields)
            guard !conditions.isFresh(facts) else { return unchanged(fields) }
            fields[name] = value
            return FileAnswer(.ok, fields, .none, size: nil, path)
        }
        let (file, found) = try open()
        let facts = tagged(found)
        describe(facts, &fields)
        guard !conditions.isFresh(facts) else { return unchanged(fields) }
        switch conditions.bytes(facts) {
        case .whole:
            return FileAnswer(.ok, fields, try content(file, 0..<facts.size, conditions), size: facts.size, path)
        case .part(let range):
            fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(facts.size)"
            return FileAnswer(
                .partialContent, fields, try content(file, range, conditions), size: range.count, path)
        case .unsatisfiable:
            return FileAnswer(
                .rangeNotSatisfiable, [.contentRange: "bytes */\(facts.size)"], .none, size: 0, path)
        }
    }

    private func open() throws -> (file: OpenFile, facts: FileFacts) {
        do throws(FileError) {
            let opened = try OpenFile.read(path)
            if temporary { try TemporaryFile.remove(path) }
            return opened
        } catch {
            throw error.isAbsence ? Failure.notFound as any Error : error
        }
    }

    private func content(_ file: OpenFile, _ range: Range<Int>, _ conditions: FileConditions) throws
        -> FileAnswer.Content
    {
        if conditions.isHead { return .none }
        guard range.count <= FileAnswer.atOnce else { return .pieces(file, range) }
        let bytes = try file.bytes(at: range.lowerBound, count: range.count)
        guard bytes.readableBytes == range.count else { throw FileError.truncated(path) }
        return .bytes(bytes)
    }

    private func tagged(_ found: FileFacts) -> FileFacts {
        guard let tag else { return found }
        var facts = found
        facts.tag = tag
        return facts
    }

    private func describe(_ facts: FileFacts, _ fields: inout HTTPFields) {
        fields[.eTag] = facts.tag
        fields[.lastModified] = facts.lastModified
        fields[.acceptRanges] = "bytes"
    }

    private func unchanged(_ fields: HTTPFields) -> FileAnswer {
        var fields = fields
        fields[.contentType] = nil
        fields[.contentDisposition] = nil
        return FileAnswer(.notModified, fields, .none, size: nil, path)
    }

    private var headerFields: HTTPFields {
        var fields: HTTPFields = [.contentType: type, .xContentTypeOptions: "nosniff"]
        if let name {
            fields[.contentDisposition] = ContentDisposition.attachment(name)
        } else if Self.mayRun(type) {
            // What could run a script in the portal's name is saved, never shown.
            fields[.contentDisposition] = "attachment"
        }
        return fields
    }

    private static let harmless: Set = ["image/webp", "image/jpeg", "image/png", "video/mp4", "video/webm"]

    private static func mayRun(_ type: String) -> Bool {
        if harmless.contains(type) { return false }
        let essence = type.prefix { $0 != ";" }.lowercased()
        return essence.contains("html") || essence.contains("xml") || essence.contains("script")
    }
}
