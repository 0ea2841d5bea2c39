import Foundation

/// The file `.env`: a line `NAME=value` for each thing to set, as shells and systemd read it, nothing ever expanded or
/// run.
///
///     # a comment
///     export PORTAL_PORT=8080        # blanks around, a comment behind
///     PORTAL_SITE_NAME='Bureau des fêtes'  # single quotes: as it stands
///     PORTAL_SMTP_URL="smtp://a\"b"  # double quotes: \n \t \" \\ \$
package struct EnvironmentFile {
    /// What one line says.
    struct Entry: Equatable {
        package let value: String
        package let line: Int
    }

    private(set) var entries: [String: Entry] = [:]
    private(set) var faults: [ConfigurationError] = []

    /// The file; nothing where there is none.
    package static func read(path: String) -> EnvironmentFile {
        guard FileManager.default.fileExists(atPath: path) else { return EnvironmentFile(text: "") }
        if let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
            let text = String(data: data, encoding: .utf8)
        {
            return EnvironmentFile(text: text, name: path)
        }
        var file = EnvironmentFile(text: "")
        file.faults = [
            ConfigurationError(key: path, origin: .file(line: 1), reason: "is not a readable text file in UTF-8")
        ]
        return file
    }

    package init(text: String, name: String = ".env") {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            var reader = EnvironmentLine(index == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line)
            do throws(EnvironmentLine.Fault) {
                guard let (key, value) = try reader.read() else { continue }
                if let earlier = entries[key] { throw .init(reason: "\(key) stands in line \(earlier.line) already") }
                entries[key] = Entry(value: value, line: index + 1)
            } catch {
                faults.append(ConfigurationError(key: name, origin: .file(line: index + 1), reason: error.reason))
            }
        }
    }
}

/// One line of the file `.env`.
struct EnvironmentLine {
    struct Fault: Error { let reason: String }

    private var rest: Substring

    package init(_ line: Substring) { rest = line }

    /// Name and value; nil for an empty line or a comment.
    package mutating func read() throws(Fault) -> (key: String, value: String)? {
        skipBlanks()
        if rest.isEmpty || rest.first == "#" { return nil }
        var key = takeName()
        if key == "export", let next = rest.first, Self.isBlank(next) {
            skipBlanks()
            key = takeName()
        }
        guard !key.isEmpty, rest.first == "=" else { throw Fault(reason: "is no line of the form NAME=value") }
        rest = rest.dropFirst()
        skipBlanks()
        var value: String
        switch rest.first {
        case "'": value = try takeSingleQuoted()
        case "\"": value = try takeDoubleQuoted()
        default: return (key, takeBare())
        }
        skipBlanks()
        guard rest.isEmpty || rest.first == "#" else { throw Fault(reason: "goes on after the closing quote") }
        return (key, value)
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private mutating func skipBlanks() { rest = rest.drop(while: Self.isBlank) }

    private mutating func takeName() -> String {
        guard let first = rest.first, first == "_" || first.isASCII && first.isLetter else { return "" }
        let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        rest = rest.dropFirst(name.count)
        return String(name)
    }

    /// Up to the end, or to a `#` with a blank before it.
    private func takeBare() -> String {
        var value = ""
        for character in rest {
            if character == "#", value.last.map(Self.isBlank) ?? true { break }
            value.append(character)
        }
        while let last = value.last, Self.isBlank(last) { value.removeLast() }
        return value
    }

    private mutating func takeSingleQuoted() throws(Fault) -> String {
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: "'") else { throw Fault(reason: "has a quote that is not closed") }
        rest = inside[inside.index(after: end)...]
        return String(inside[..<end])
    }

    private mutating func takeDoubleQuoted() throws(Fault) -> String {
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character == "\"" { return value }
            guard character == "\\" else {
                value.append(character)
                continue
            }
            switch rest.popFirst() {
            case "n": value.append("\n")
            case "t": value.append("\t")
            case let escaped?: value.append(escaped)
            case nil: break
            }
        }
        throw Fault(reason: "has a quote that is not closed")
    }
}
