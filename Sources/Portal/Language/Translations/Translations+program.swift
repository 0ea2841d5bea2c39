import PortalProcesses

extension Translations {
    /// Runs a program of GNU gettext. Throws what it says where it refuses, and that it is missing where it is.
    static func run(_ program: String, _ arguments: [String]) throws(TranslationErrors) {
        do throws(ProcessError) {
            _ = try ChildProcess.runAndWait(program, arguments, environment: ["LC_ALL": "C.UTF-8", "LANGUAGE": "en"])
        } catch {
            switch error {
            case .failed(_, let said): throw TranslationErrors(faults(said, of: program))
            case .notFound:
                let reason = "not installed; it comes with the Debian package gettext"
                throw TranslationErrors([TranslationError(.program, file: program, reason: reason)])
            default: throw TranslationErrors([TranslationError(.program, file: program, reason: "\(error)")])
            }
        }
    }

    /// One fault per line said, placed where the line begins with `file:line:`.
    private static func faults(_ said: String, of program: String) -> [TranslationError] {
        let faults = said.split(whereSeparator: \.isNewline).map { line in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, let number = Int(parts[1]) {
                return TranslationError(.program, file: String(parts[0]), line: number, reason: parts[2].trimmingSpaces)
            }
            return TranslationError(.program, file: program, reason: line.trimmingSpaces)
        }
        return faults.isEmpty
            ? [TranslationError(.program, file: program, reason: "it stopped without a word")] : faults
    }
}
