import Foundation

extension Translations {
    /// Runs a program of GNU gettext. Throws what it says where it refuses, and that it is missing where it is.
    static func run(_ program: String, _ arguments: [String]) throws(TranslationFaults) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let path = folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let path else {
            let reason = "not installed; it comes with the Debian package gettext"
            throw TranslationFaults([TranslationFault(.program, file: program, reason: reason)])
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8", "LANGUAGE": "en"]) {
            $1
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = output
        do {
            try process.run()
        } catch {
            throw TranslationFaults([TranslationFault(.program, file: program, reason: "cannot be started: \(error)")])
        }
        // Read to the end first: a program that fills the pipe would otherwise wait for us while we wait for it.
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw TranslationFaults(faults(said, of: program))
        }
    }

    /// One fault per line said, placed where the line begins with `file:line:`.
    private static func faults(_ said: String, of program: String) -> [TranslationFault] {
        let faults = said.split(whereSeparator: \.isNewline).map { line in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, let number = Int(parts[1]) {
                return TranslationFault(.program, file: String(parts[0]), line: number, reason: parts[2].trimmingSpaces)
            }
            return TranslationFault(.program, file: program, reason: line.trimmingSpaces)
        }
        return faults.isEmpty
            ? [TranslationFault(.program, file: program, reason: "it stopped without a word")] : faults
    }
}
