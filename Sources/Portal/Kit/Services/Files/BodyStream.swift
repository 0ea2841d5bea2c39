public import NIOCore

/// The body of a request, as it comes in: nobody has read a byte of it before the handler does, and no more is fetched from the
/// visitor than the handler takes.
///
/// It can be read once, by one task at a time. Reading throws 413 behind the route's limit, and 400 where the visitor goes away
/// before the end.
public struct BodyStream: AsyncSequence, Sendable {
    public typealias Element = ByteBuffer

    /// What the visitor says it is.
    public let contentType: String?
    /// How long the visitor says it is, in bytes; nil where it comes in pieces of unknown number.
    public var contentLength: Int? { source.announced }
    let source: BodySource

    init(_ source: BodySource, contentType: String?) {
        self.source = source
        self.contentType = contentType
    }

    /// Goes through the octets.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let source: BodySource

        public func next() async throws -> ByteBuffer? { try await source.next() }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: source) }
}
