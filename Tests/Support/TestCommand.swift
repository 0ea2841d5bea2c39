import Foundation

/// A program of the system, run for a test: the judges that are not ours.
public struct TestCommand: Sendable {
    /// How it ended.
    public let status: Int32
    /// What it printed, errors included.
    public let output: String

    /// Runs a program found in the path, with its arguments, away from the threads that the portal under test needs.
    @discardableResult
    public static func run(_ arguments: [String]) async throws -> TestCommand {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try wait(for: arguments) })
            }
        }
    }

    private static func wait(for arguments: [String]) throws -> TestCommand {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return TestCommand(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }
}
