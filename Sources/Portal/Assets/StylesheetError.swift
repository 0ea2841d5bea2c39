import CSass

/// A fault in SCSS, with its place.
public struct StylesheetError: Error, Sendable, Hashable {
    /// The file as libsass found it.
    public let file: String
    /// Counted from 1; 0 when the fault has no place.
    public let line: Int
    /// Counted from 1.
    public let column: Int
    /// What is wrong, in libsass's words.
    public let message: String
    /// The line at fault.
    public let source: String?

    init(file: String, line: Int, column: Int, message: String, source: String?) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.source = source
    }

    init(_ context: OpaquePointer?, entry: String) {
        func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
        let file = text(sass_context_get_error_file(context)) ?? entry
        // A fault inside a built-in function (`max` of a word) comes with the number -1.
        let line = max(sass_context_get_error_line(context), 0)
        let lines = (text(sass_context_get_error_src(context)) ?? "").split(
            separator: "\n", omittingEmptySubsequences: false)
        self.init(
            file: file == "stdin" ? entry : file, line: line,
            column: max(sass_context_get_error_column(context), 0),
            message: text(sass_context_get_error_text(context)) ?? "unknown fault",
            source: line > 0 && line <= lines.count ? String(lines[line - 1]) : nil)
    }
}

extension StylesheetError: CustomStringConvertible {
    /// `file:line:column: message`, then the line with a caret under the fault.
    public var description: String {
        let head = line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)"
        guard let source else { return head }
        let indent = source.prefix(max(column - 1, 0)).map { $0 == "\t" ? "\t" : " " }.joined()
        return head + "\n    " + source + "\n    " + indent + "^"
    }
}
