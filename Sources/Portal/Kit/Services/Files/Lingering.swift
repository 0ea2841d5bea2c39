import Hummingbird

/// What happens to a body that the answer did not wait for.
///
/// Whoever sends a large file reads the answer only afterwards, or loses it when the connection is closed under the sending. So
/// the answer goes out at once, and what still comes is thrown away; beyond reason, the connection is closed all the same.
enum Lingering {
    /// The visitor goes on sending: ends the connection.
    struct Abandoned: Error {}

    /// The most that is thrown away, in bytes.
    static let most = 256 << 20
    /// How long the visitor may go on.
    static let patience = Duration.seconds(30)

    /// The same answer, with the rest of the body read behind it.
    static func behind(_ response: Response, _ source: BodySource) -> Response {
        guard !source.isEnded else { return response }
        let answer = response.body
        var response = response
        response.body = ResponseBody(contentLength: answer.contentLength) { writer in
            try await answer.write(writer)
            guard await drain(source) else { throw Abandoned() }
        }
        return response
    }

    private static func drain(_ source: BodySource) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await source.skip(atMost: most) }
            group.addTask {
                // Cancelled when the end came first.
                try? await Task.sleep(for: patience)
                return false
            }
            let isEnded = await group.next() ?? false
            group.cancelAll()
            return isEnded
        }
    }
}
