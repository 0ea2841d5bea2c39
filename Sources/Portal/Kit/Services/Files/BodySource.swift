import Hummingbird
import NIOCore
import Synchronization

/// The octets of one request's body, given out once, in order, to one reader at a time.
///
/// Unchecked, because the HTTP library's iterator is not meant to be shared: it is only touched by whoever holds `isBusy`.
final class BodySource: @unchecked Sendable {
    /// Two tasks read the same body at once: a fault in a handler.
    struct ReadTwice: Error {}

    private struct State {
        var isBusy = false
        var isEnded = false
        var isCut = false
        var count = 0
    }

    /// The most that may come, in bytes.
    let limit: Int
    /// What the visitor said would come, in bytes.
    let announced: Int?
    private let body: RequestBody
    private let state = Mutex(State())
    private var iterator: RequestBody.AsyncIterator?

    init(_ request: Request, limit: Int) {
        body = request.body
        announced = request.headers[.contentLength].flatMap { Int($0) }
        self.limit = limit
    }

    /// Whether nothing more can come.
    var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Whether it ended too early.
    var isCut: Bool { state.withLock { $0.isCut } }

    /// The next octets; nil at the end. Throws 413 behind the limit, 400 where the visitor goes away before the end.
    func next() async throws -> ByteBuffer? {
        try enter()
        defer { leave() }
        guard let chunk = try await pull() else { return nil }
        guard state.withLock({ $0.count }) <= limit else { throw Failure.tooLarge(limit: limit) }
        return chunk
    }

    /// All of it. Throws 413 behind the limit, at once where the visitor announces more, and 400 where the visitor goes away before
    /// the end.
    func whole() async throws -> [UInt8] {
        if let announced, announced > limit { throw Failure.tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        // An announcement costs nothing: it takes no memory until the bytes are there.
        if let announced { bytes.reserveCapacity(min(max(announced, 0), 65_536)) }
        while let chunk = try await next() { bytes.append(contentsOf: chunk.readableBytesView) }
        return bytes
    }

    /// Takes what still comes, and throws it away; false where too much came, or it broke.
    func skip(atMost most: Int) async -> Bool {
        do {
            try enter()
            defer { leave() }
            var count = 0
            while let chunk = try await pull() {
                count += chunk.readableBytes
                guard count <= most else { return false }
            }
            return true
        } catch {
            return false
        }
    }

    private func enter() throws {
        let isFree = state.withLock { state in
            defer { state.isBusy = true }
            return !state.isBusy
        }
        guard isFree else { throw ReadTwice() }
    }

    private func leave() { state.withLock { $0.isBusy = false } }

    private func pull() async throws -> ByteBuffer? {
        guard !isEnded else { return nil }
        var iterator = self.iterator ?? body.makeAsyncIterator()
        do {
            let chunk = try await iterator.next()
            self.iterator = iterator
            if let chunk {
                state.withLock { $0.count += chunk.readableBytes }
                return chunk
            }
        } catch {
            throw cut()
        }
        let count = state.withLock { $0.count }
        // A library that ends a broken stream as if it were whole must not make half a file a file.
        if let announced, count < announced { throw cut() }
        state.withLock { $0.isEnded = true }
        return nil
    }

    private func cut() -> Failure {
        state.withLock { state in
            state.isEnded = true
            state.isCut = true
        }
        return .badRequest(.body)
    }
}
