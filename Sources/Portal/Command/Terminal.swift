import Foundation

/// What the commands say, and where.
enum Terminal {
    /// An answer, on standard output. Where nobody listens any more, nothing is lost.
    static func say(_ line: String) { try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8)) }

    /// What went wrong, on standard error.
    static func complain(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data(("portal: " + line + "\n").utf8))
    }

    /// Rows in columns, as wide as their widest cell; the last one runs free.
    static func table(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column + 1 == row.count ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: "  ")
        }
    }
}
