public import PortalLanguage

/// How far an import has come.
public struct ClientImportProgress: Sendable {
    /// The first pass looks, the second stores.
    public enum Phase: Sendable { case looking, storing }
    /// Which pass it is.
    public let phase: Phase
    /// Bytes read, of how many.
    public let read, total: Int
}

/// What became of one line of the file.
public struct ClientImportLine: Sendable {
    /// What was decided.
    public enum Outcome: Sendable {
        /// It can be stored.
        case valid
        /// It cannot, for these reasons.
        case invalid([ClientImportProblem])
        /// It is stored under this identifier.
        case stored(customID: String)
    }
    /// The line's number in the file; the titles are usually line 1.
    public let line: Int
    /// What was decided.
    public let outcome: Outcome
}

/// One thing wrong with a line.
public struct ClientImportProblem: Sendable {
    /// The line's number in the file.
    public let line: Int
    /// The column by its plain name; empty for the line as a whole.
    public let column: String
    /// What is wrong.
    public let message: Message
}

/// What an import did, or would do.
public struct ClientImportReport: Sendable {
    /// Lines below the titles.
    public internal(set) var lines = 0
    /// Lines that can be stored, and lines that cannot.
    public internal(set) var valid = 0, invalid = 0
    /// Clients that are in the portal now because of it.
    public internal(set) var stored = 0
    /// The first thousand problems; the rest only counts.
    public internal(set) var problems: [ClientImportProblem] = []

    mutating func add(_ found: [ClientImportProblem]) {
        invalid += 1
        problems += found.prefix(max(0, 1000 - problems.count))
    }
}

/// Why a file cannot be imported at all.
public enum ClientImportFault: Error, Sendable {
    /// There is not even a line of titles.
    case empty
    /// Required columns that no title names.
    case missing([String])
    /// Two titles that mean the same column.
    case double(String)
    /// A mapping to a column that does not exist, or from a title that the file does not have.
    case mapping(String)
    /// Lines that were right in the first pass and are not any more; nothing was stored.
    case changedMeanwhile([ClientImportProblem])

    /// The fault in words.
    public var message: Message {
        switch self {
        case .empty: tr("The file is empty.")
        case .missing(let names):
            tr("The file has no column for: %(columns)s", ["columns": .text(names.joined(separator: ", "))])
        case .double(let name): tr("Two columns of the file mean %(column)s.", ["column": .text(name)])
        case .mapping(let name): tr("The mapping names something that does not exist: %(name)s", ["name": .text(name)])
        case .changedMeanwhile:
            tr("Somebody changed clients or companies in the meantime. Nothing was stored; please try again.")
        }
    }
}
