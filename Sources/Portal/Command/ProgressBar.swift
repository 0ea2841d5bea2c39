import Foundation
import Synchronization

/// How far long work has come, on a line of its own that other lines push down; nothing at all where nobody watches.
final class ProgressBar: Sendable {
    private let isWatched = isatty(2) == 1
    private let shown = Mutex<String>("")

    /// Shows `looking [#####     ]  50 %`.
    func show(_ what: String, _ done: Int, of total: Int) {
        guard isWatched, total > 0 else { return }
        let share = min(max(Double(done) / Double(total), 0), 1)
        let filled = Int(share * 30)
        let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: 30 - filled)
        let line = "\(what) [\(bar)] \(Int(share * 100)) %"
        shown.withLock { shown in
            guard line != shown else { return }
            shown = line
            Self.write("\r\u{1B}[K" + line)
        }
    }

    /// Prints a line above the bar.
    func say(_ line: String) {
        shown.withLock { shown in
            if !shown.isEmpty { Self.write("\r\u{1B}[K") }
            Terminal.say(line)
            if !shown.isEmpty { Self.write(shown) }
        }
    }

    /// Takes the bar away.
    func clear() {
        shown.withLock { shown in
            if !shown.isEmpty { Self.write("\r\u{1B}[K") }
            shown = ""
        }
    }

    private static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
