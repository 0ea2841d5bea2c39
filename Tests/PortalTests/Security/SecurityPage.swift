import Foundation
import PortalTestSupport

/// A page of `docs/security`, as tests read it.
struct SecurityPage {
    let name: String
    let text: String

    static func read(_ name: String) throws -> SecurityPage {
        let file = TestPlaces.root + "/docs/security/\(name).md"
        return SecurityPage(name: name, text: try String(contentsOfFile: file, encoding: .utf8))
    }

    /// Everything below a heading, to the next one of the same kind or above.
    func section(_ heading: String) -> String {
        let depth = heading.prefix { $0 == "#" }.count
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: Substring(heading)) else { return "" }
        let rest = lines[(start + 1)...].prefix { line in
            let level = line.prefix { $0 == "#" }.count
            return level == 0 || level > depth
        }
        return rest.joined(separator: "\n")
    }

    /// The cells of the tables below a heading, row by row, without the heads; all tables of the page where none is named.
    func rows(_ heading: String? = nil) -> [[String]] {
        let lines = (heading.map(section) ?? text).split(separator: "\n").filter { $0.hasPrefix("|") }
        let heads = Set(lines.indices.dropFirst().filter { lines[$0].hasPrefix("| --") }.flatMap { [$0 - 1, $0] })
        return lines.indices.filter { !heads.contains($0) }.map { index in
            lines[index].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What stands in backquotes in a cell.
    static func words(_ cell: String) -> [String] { cell.matches(of: #/`([^`]+)`/#).map { String($0.1) } }

    /// The tests that a text names: `FILE: NAME`.
    static func tests(_ text: some StringProtocol) -> [String] {
        words(String(text)).filter { $0.contains(#/^\w+Tests\/.*: /#) || $0.contains(#/^PortalTests\/.*: /#) }
    }
}
