/// What is wrong in a template, with its place.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The template, by its path under the templates' folder.
    public let file: String
    /// The line, counted from 1.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// What is wrong, in one sentence.
    public let message: String
    /// What may have been meant, if there is a guess.
    public let suggestion: String?
    /// The line with the fault, without its line end.
    public let source: String

    /// A fault at a place. A fault that concerns a whole file stands on line 1, column 1.
    public init(
        file: String, line: Int = 1, column: Int = 1, message: String, suggestion: String? = nil, source: String = ""
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion
        self.source = source
    }

    /// `clients/list.html:3:7: message`, the line and a caret below it.
    public var description: String {
        var text = "\(file):\(line):\(column): \(message)"
        if let suggestion { text += " (\(suggestion))" }
        guard !source.isEmpty else { return text }
        let margin = source.prefix(max(column - 1, 0)).map { $0 == "\t" ? "\t" : " " }.joined()
        return text + "\n    \(source)\n    \(margin)^"
    }
}

/// Every fault found, in the order of files and lines.
public struct TemplateErrors: Error, Sendable, CustomStringConvertible {
    /// The faults; never empty when thrown.
    public let faults: [TemplateError]

    /// Sorts the faults and drops what was found twice (once per language, or by two pages).
    public init(_ faults: [TemplateError]) {
        self.faults = Set(faults).sorted {
            ($0.file, $0.line, $0.column, $0.message) < ($1.file, $1.line, $1.column, $1.message)
        }
    }

    /// The faults one below the other, as `portal check` prints them.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
