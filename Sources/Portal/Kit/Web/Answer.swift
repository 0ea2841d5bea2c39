/// A finished answer: status, header fields and bytes, or a file to be streamed.
struct Answer: Sendable {
    enum Body: Sendable {
        case empty
        case bytes([UInt8])
        case file(FileReply)
    }

    var status: Int
    var headers: [(name: String, value: String)]
    var body: Body
    /// The session to be noted as in use, when that was long ago.
    var touch: Int64?
    /// Who asked, for the log.
    var actor: String?
}
