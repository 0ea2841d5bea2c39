import Foundation
import PortalTestSupport

@testable import portal

/// The program itself, run as somebody runs it on a terminal of their own, against a portal on a real port.
struct RemoteTerminal: Sendable {
    /// How a command ended, and what it printed.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Where the portal is.
    let address: String
    /// A folder of its own; also the one where the token is kept.
    let folder: String
    var environment: [String: String] = [:]

    /// Where the token is kept.
    var file: String { folder + "/portal/remote.json" }

    /// Runs a test with a portal that listens.
    static func run(
        on engine: TestEngine = .sqlite, _ body: @Sendable (TestPortal, RemoteTerminal) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "terminal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let modules = Composition.modules.filter { type(of: $0).id != "photos" }
        try await TestPortal.run(modules, on: engine, configure: { $0.dataDirectory = folder + "/data" }) { portal in
            try await portal.live { port in
                try await body(portal, RemoteTerminal(address: "http://127.0.0.1:\(port)", folder: folder))
            }
        }
    }

    /// The same, after somebody has signed in.
    static func signedIn(
        _ user: String, on engine: TestEngine = .sqlite,
        _ body: @Sendable (TestPortal, RemoteTerminal) async throws -> Void
    ) async throws {
        try await run(on: engine) { portal, terminal in
            let outcome = try await terminal.login(user)
            guard outcome.status == 0 else { throw Refused(outcome: outcome) }
            try await body(portal, terminal)
        }
    }

    struct Refused: Error { let outcome: Outcome }

    func login(_ user: String, _ password: String = TestPassword.text) async throws -> Outcome {
        try await portal("login", address, "--user", user, "--password-stdin", input: password + "\n")
    }

    /// Another environment.
    func with(_ variables: [String: String]) -> RemoteTerminal {
        var other = self
        other.environment.merge(variables) { $1 }
        return other
    }

    /// Runs `portal` with these arguments.
    func portal(_ arguments: String..., input: String = "") async throws -> Outcome {
        try await run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try wait(for: arguments, input) }) }
        }
    }

    private func wait(for arguments: [String], _ input: String) throws -> Outcome {
        // Files, not pipes: however much is printed, nothing waits for a reader.
        let stem = folder + "/" + UUID().uuidString
        let names = [".in", ".out", ".err"].map { stem + $0 }
        try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
        for name in names.dropFirst() { try Data().write(to: URL(fileURLWithPath: name)) }
        let process = Process()
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.executableURL = tests.deletingLastPathComponent().appendingPathComponent("portal")
        process.arguments = arguments
        process.environment = ["HOME": folder, "XDG_CONFIG_HOME": folder, "LANG": "C.UTF-8"].merging(environment) { $1 }
        process.standardInput = FileHandle(forReadingAtPath: names[0])
        process.standardOutput = FileHandle(forWritingAtPath: names[1])
        process.standardError = FileHandle(forWritingAtPath: names[2])
        try process.run()
        process.waitUntilExit()
        // As it is: the usual readers take a byte order mark off.
        let printed = try names.dropFirst().map {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
        }
        return Outcome(status: process.terminationStatus, output: printed[0], errors: printed[1])
    }
}
