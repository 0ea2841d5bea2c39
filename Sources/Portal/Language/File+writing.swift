import Foundation

extension File {
    /// Writes a whole file, making its folder; the old content stays until the new one is complete.
    static func write(_ text: String, to path: String) throws(TranslationErrors) {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw TranslationErrors([TranslationError(.program, file: path, reason: "cannot be written: \(error)")])
        }
    }

    /// Puts a finished file in the place of another, in one step.
    static func replace(_ path: String, by finished: String) throws(TranslationErrors) {
        guard rename(finished, path) == 0 else {
            throw TranslationErrors([TranslationError(.program, file: path, reason: "cannot be written")])
        }
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)  // not there is as good as removed
    }
}
