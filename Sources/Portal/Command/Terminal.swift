import Foundation

/// What the commands say, and where.
enum Terminal {
    /// An answer, on standard output. Where nobody listens any more, nothing is lost.
    static func say(_ line: String) { try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8)) }

    /// What went wrong, on standard error.
    static func complain(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data(("portal: " + line + "\n").utf8))
    }

    /// What is worth knowing beside the answer, on standard error.
    static func remark(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    /// A question, on standard error, with the cursor behind it.
    static func ask(_ question: String) { try? FileHandle.standardError.write(contentsOf: Data(question.utf8)) }

    /// An answer that is no line of words, on standard output. Throws where it could not be written whole: half a file is none.
    static func write(_ bytes: [UInt8]) throws { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }

    /// Columns of the terminal that standard output is; nil where it is none.
    static var width: Int? {
        var size = winsize()
        guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Rows in columns, as wide as their widest cell; the last one runs free.
    static func table(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? TextWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column + 1 == row.count
                    ? cell : cell + String(repeating: " ", count: widths[column] - TextWidth.of(cell))
            }.joined(separator: "  ")
        }
    }
}
