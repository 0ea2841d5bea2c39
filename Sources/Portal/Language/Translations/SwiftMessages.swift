import Foundation

/// The texts to translate in Swift sources: the literals in `tr("…")`, `trn("…", "…", …)` and `trc("…", "…")`.
public enum SwiftMessages {
    /// The texts of one source, in its order. Throws all calls whose text is not a plain literal: one with an interpolation or a
    /// variable would never be translated. Literals may be of any kind (escapes, several lines, raw) and joined by `+`.
    ///
    /// A comment that starts with `Translators:` goes along with the calls on the two lines after it.
    public static func extract(source: String, file: String) throws(TranslationErrors) -> [ExtractedMessage] {
        var scanner = SwiftScanner(source: source, file: file)
        scanner.scan()
        if !scanner.faults.isEmpty { throw TranslationErrors(scanner.faults) }
        return scanner.messages
    }

    /// The texts of all Swift files in a folder and below, in the order of their paths. `root` is cut off the paths in front.
    public static func extract(directory: String, root: String) throws(TranslationErrors) -> [ExtractedMessage] {
        var messages: [ExtractedMessage] = []
        var faults: [TranslationError] = []
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        for name in names.filter({ $0.hasSuffix(".swift") }).sorted() {
            let path = "\(directory)/\(name)"
            let shown = path.hasPrefix("\(root)/") ? String(path.dropFirst(root.count + 1)) : path
            guard let bytes = File.bytes(path) else {
                faults.append(TranslationError(.source, file: shown, reason: "the file cannot be read"))
                continue
            }
            do throws(TranslationErrors) {
                messages += try extract(source: String(decoding: bytes, as: UTF8.self), file: shown)
            } catch {
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw TranslationErrors(faults) }
        return messages
    }
}
