/// What is wrong with the audit log.
public enum AuditError: Error, Sendable, Hashable {
    /// This line's digest does not follow from its content: it was changed.
    case changed(id: Int64)
    /// This line does not follow the one before it: lines are missing or were put in between.
    case broken(id: Int64)
    /// Lines at the end are missing, or one is there that was never counted.
    case end(expected: Int, found: Int)
    /// The digest noted earlier is not in the log: what stood behind it was removed or rewritten.
    case missing(hash: String)
    /// The log has lost its end.
    case noTail
}

extension AuditError: CustomStringConvertible {
    /// One line for the command line.
    public var description: String {
        switch self {
        case .changed(let id): "line \(id) was changed after it was written"
        case .broken(let id): "line \(id) does not follow the line before it: lines are missing or were put in"
        case .end(let expected, let found):
            "\(expected) lines were written, \(found) are there: the end was cut or added to"
        case .missing(let hash): "no line has the digest \(hash)"
        case .noTail: "the table audit_tail is empty"
        }
    }
}
