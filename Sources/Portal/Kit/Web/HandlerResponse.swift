public import PortalFiles
public import PortalLanguage
public import PortalTemplates

/// What a handler answers.
public struct HandlerResponse: Sendable {
    /// The matter itself.
    public enum Body: Sendable {
        /// Nothing.
        case empty
        /// Bytes of a media type.
        case bytes([UInt8], type: String)
        /// A page, rendered in the visitor's language.
        case page(any Page)
        /// A file on disk.
        case file(FileReply)
        /// Several files, put into one archive while it is sent.
        case archive(ZipArchive)
    }

    /// A short text on top of the next page.
    public struct Notice: Sendable, Hashable {
        /// What it is about.
        public enum Kind: String, Sendable, Hashable { case good, info, warn, bad }
        /// Good news, or bad.
        public let kind: Kind
        /// The words.
        public let message: Message
    }

    /// HTTP status.
    public var status: Int
    /// The matter.
    public var body: Body
    /// Header fields beside the usual ones.
    public var headers: [(name: String, value: String)] = []
    /// `Set-Cookie` values.
    public var cookies: [String] = []
    /// For the next page.
    public var notices: [Notice] = []

    /// What happens once the unit of work is committed, before the visitor is answered: work on files, which no transaction undoes. It
    /// must be repeatable by a job, since a killed process never gets here; its errors are logged.
    public var after: [@Sendable (PortalApplication) async throws -> Void] = []

    /// An answer from its parts.
    public init(status: Int, body: Body) {
        self.status = status
        self.body = body
    }

    /// A page; 422 when it shows what is wrong with a form.
    public static func page(_ page: some Page, status: Int = 200) -> HandlerResponse {
        HandlerResponse(status: status, body: .page(page))
    }

    /// The end of every change: 303 to another page of this portal, by its path without the sub-path.
    public static func seeOther(_ path: String) -> HandlerResponse {
        var reply = HandlerResponse(status: 303, body: .empty)
        reply.headers.append(("Location", path))
        return reply
    }

    /// Plain text.
    public static func text(_ text: String, status: Int = 200) -> HandlerResponse {
        HandlerResponse(status: status, body: .bytes(Array(text.utf8), type: "text/plain; charset=utf-8"))
    }

    /// A file.
    public static func file(_ file: FileReply) -> HandlerResponse { HandlerResponse(status: 200, body: .file(file)) }

    /// Several files as one ZIP archive.
    public static func archive(_ archive: ZipArchive) -> HandlerResponse {
        HandlerResponse(status: 200, body: .archive(archive))
    }

    /// The same answer with a notice for the next page.
    public func noticing(_ kind: Notice.Kind, _ message: Message) -> HandlerResponse {
        var reply = self
        reply.notices.append(Notice(kind: kind, message: message))
        return reply
    }

    /// The same answer, after something that follows the commit.
    public func then(_ work: @escaping @Sendable (PortalApplication) async throws -> Void) -> HandlerResponse {
        var reply = self
        reply.after.append(work)
        return reply
    }

    /// The same answer with a header field.
    public func with(_ name: String, _ value: String) -> HandlerResponse {
        var reply = self
        reply.headers.append((name, value))
        return reply
    }
}
