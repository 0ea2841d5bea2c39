import PortalKit
import PortalTestSupport
import Testing

/// Where one request ends and the next begins, when somebody leaves that open.
@Suite(.serialized) struct BoundaryTests {
    private static let hidden = "GET /booth HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test(arguments: [
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 3\r\nContent-Length: 40\r\n\r\na=b", "Content-Length: 3, 40\r\n\r\na=b",
        "Content-Length: +3\r\n\r\na=b",
        "Content-Length: 0x3\r\n\r\na=b", "Transfer-Encoding: gzip\r\n\r\na=b",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3 \r\na=b\r\n0\r\n\r\n",
        "Content-Length: 3\r\n Content-Length: 40\r\n\r\na=b",
    ])
    func `a request that could end in two places is refused, and nothing behind it is answered`(rest: String)
        async throws
    {
        let (answer, alarms) = try await BrokenRequestTests.answer(
            "POST /booth \(BrokenRequestTests.form)\(rest)\(Self.hidden)", isCutShort: true)
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(60))")
        #expect(!answer.contains("here"), "what was hidden behind it was answered")
        #expect(alarms == [])
    }
}
