public import PortalLanguage

/// How far an import has come.
public struct ImportProgress: Sendable {
    /// The first pass looks, the second stores.
    public enum Phase: Sendable { case looking, storing }
    /// Which pass it is.
    public let phase: Phase
    /// Bytes read, of how many.
    public let read, total: Int
}

/// One thing wrong with a line.
public struct ImportLineError: Sendable {
    /// The line's number in the file; the titles are usually line 1.
    public let line: Int
    /// The column by its plain name; empty for the line as a whole.
    public let column: String
    /// What the file calls that column; the portal's word where the file lacks it; nil for the line as a whole.
    public let title: Message?
    /// What is wrong.
    public let message: Message
}

/// What one line of a file is to the portal.
public enum ImportOutcome: Sendable {
    /// Something that is not there yet.
    case new
    /// Something that is there, and will say this anew.
    case changed([Message])
    /// Something that says the same already.
    case unchanged
    /// A line without an identifier that an import of the same file has brought before.
    case brought
    /// Something that cannot be stored, for these reasons.
    case refused([ImportLineError])
}

/// What became of one line of the file.
public struct ImportLine: Sendable {
    /// The line's number in the file.
    public let line: Int
    /// The record's identifier, as far as it is known.
    public let identifier: String
    /// What people know it by.
    public let label: String
    /// What was decided.
    public let outcome: ImportOutcome
    /// Whether that is done.
    public let isStored: Bool

    /// What became of a line.
    public init(line: Int, identifier: String, label: String = "", outcome: ImportOutcome, isStored: Bool = false) {
        self.line = line
        self.identifier = identifier
        self.label = label
        self.outcome = outcome
        self.isStored = isStored
    }
}

/// What an import did, or would do.
public struct ImportReport: Sendable {
    /// So many lines are kept to be shown; all of them count.
    static let shown = 200

    /// Lines below the titles.
    public private(set) var lines = 0
    /// Lines by what they are.
    public private(set) var new = 0, changed = 0, unchanged = 0, refused = 0
    /// Records that are stored or changed now because of it.
    public private(set) var stored = 0
    /// Lines that were stored before: by an import of this file that was interrupted, or that was finished.
    public private(set) var earlier = 0
    /// Whether an import that was interrupted goes on.
    public private(set) var isResumed = false
    /// The line at which it came to an end, where somebody changed the data on the way; nothing from it on is stored.
    public private(set) var end: Int?
    /// The first thousand problems; the rest only counts.
    public private(set) var problems: [ImportLineError] = []
    /// The first lines that bring something.
    public private(set) var examples: [ImportLine] = []

    private var broughtNew = 0
    private var broughtChanged = 0

    /// Nothing yet.
    public init() {}

    /// What an interrupted import has done already.
    init(after scan: ImportScan) {
        guard let done = scan.done else { return }
        lines = done.rows
        unchanged = done.unchanged
        refused = done.refused
        earlier = done.new + done.changed
        (broughtNew, broughtChanged) = (done.new, done.changed)
        isResumed = true
    }

    /// Notes why it ends before the end of the file.
    mutating func end(at line: ImportLine) {
        end = line.line
        if case .refused(let found) = line.outcome { problems += found.prefix(20) }
    }

    /// Counts a line.
    public mutating func add(_ line: ImportLine) {
        lines += 1
        if line.isStored { stored += 1 }
        switch line.outcome {
        case .brought:
            earlier += 1
            broughtNew += 1
            return
        case .new: new += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .refused(let found):
            refused += 1
            problems += found.prefix(max(0, 1000 - problems.count))
            return
        }
        if case .unchanged = line.outcome { return }
        if examples.count < Self.shown { examples.append(line) }
    }

    /// Whether there is something to store.
    var brings: Bool { new + changed > 0 || isResumed }

    /// Whether there is something to store, and nothing in the way.
    public var isImportable: Bool { refused == 0 && brings }

    /// What was announced, to be compared with what is true when it is done: the same after an interruption as before it.
    var announcement: String { "\(new + broughtNew)-\(changed + broughtChanged)-\(unchanged)-\(refused)" }
}
