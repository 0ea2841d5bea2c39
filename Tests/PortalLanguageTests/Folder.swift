import Foundation
import Testing

@testable import PortalLanguage

/// A folder of its own for one test, removed with it.
final class Folder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws { try File.write(text, to: "\(path)/\(name)") }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func text(_ name: String) -> String { String(decoding: File.bytes("\(path)/\(name)") ?? [], as: UTF8.self) }

    /// Sets when a file was last changed, so many seconds from now.
    func date(_ name: String, _ seconds: Double) throws {
        let date = Date(timeIntervalSinceNow: seconds)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(path)/\(name)")
    }
}

/// The header of a catalogue for tests.
func header(_ plurals: String, language: String = "fr") -> String {
    """
    msgid ""
    msgstr ""
    "Project-Id-Version: portal\\n"
    "PO-Revision-Date: 2026-11-21 12:00+0000\\n"
    "Last-Translator: none\\n"
    "Language-Team: none\\n"
    "Language: \(language)\\n"
    "MIME-Version: 1.0\\n"
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Content-Transfer-Encoding: 8bit\\n"
    "Plural-Forms: \(plurals)\\n"

    """ + "\n"
}

let french = "nplurals=2; plural=(n > 1);"
