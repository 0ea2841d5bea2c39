import Foundation
import PortalFiles
import PortalKit

/// What others typed, made safe for a terminal and one line: nothing in it moves the cursor, changes colours or turns the writing round.
enum Shown {
    /// Line ends and tabs become blanks, other signs that cannot be seen a box; those that only guide the writing go.
    static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for character in text {
            if character.isNewline || character == "\t" {
                line.append(" ")
                continue
            }
            for scalar in character.unicodeScalars {
                switch scalar.properties.generalCategory {
                case .control: line.append("□")
                case .lineSeparator, .paragraphSeparator: line.append(" ")
                // Joins the parts of a picture.
                case .format: if scalar == "\u{200D}" { line.append(scalar) }
                default: line.append(scalar)
                }
            }
        }
        return String(line)
    }

    /// A member of a record in words; empty for nothing.
    static func value(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: ""
        case .flag(let flag): flag ? "yes" : "no"
        case .number(let digits): digits
        case .text(let text): line(moment(text) ?? text)
        case .list(let values): values.map { Shown.value($0) }.joined(separator: ", ")
        case .object(let members):
            members.map { "\(line($0.name)): \(Shown.value($0.value))" }.joined(separator: ", ")
        }
    }

    /// `2026-11-21T04:05:06.123456Z` to the second; nil for other texts.
    private static func moment(_ text: String) -> String? {
        let shape = #/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z/#
        return text.wholeMatch(of: shape).map { $0.1 + "Z" }
    }
}
