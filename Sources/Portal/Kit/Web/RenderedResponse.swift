import PortalConfiguration
import PortalFiles
import PortalLanguage

/// A finished answer: status, header fields and bytes, or a file to be streamed.
struct RenderedResponse: Sendable {
    enum Body: Sendable {
        case empty
        case bytes([UInt8])
        case file(FileReply)
        case opened(FileAnswer)
        case archive(ZipArchive, Zone)
    }

    /// What somebody used to get in.
    enum LastSeen: Sendable {
        case session(Int64)
        case token(Int64)
    }

    var status: Int
    var headers: [(name: String, value: String)]
    var body: Body
    /// The session or the token to be noted as in use, when that was long ago.
    var touch: LastSeen?
    /// What follows the commit.
    var after: [@Sendable (PortalApplication) async throws -> Void] = []
    /// Who asked, for the log.
    var actor: String?
    /// Who was not allowed what, for the security log: noted once the unit of work is over.
    var refused: (context: RequestContext, missing: String)?

    /// Opens the file that is the answer, and reads it where it is small. Blocks: it belongs on a thread pool.
    mutating func open(_ conditions: FileConditions, _ configuration: Configuration) throws {
        guard case .file(let file) = body else { return }
        body = .opened(try file.answer(conditions, handover: configuration.fileHandover))
    }
}
