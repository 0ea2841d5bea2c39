import Foundation
import PortalProcesses
import Testing

/// Other programs, run inside limits.
@Suite struct ChildProcessTests {
    @Test func `what it writes comes back`() async throws {
        let ended = try await ChildProcess.run("sh", ["-c", "echo out; echo err >&2"])
        #expect(String(decoding: ended.output, as: UTF8.self) == "out\n")
        #expect(ended.errors == "err\n")
    }

    @Test func `what it is given it reads, also more than a pipe holds`() async throws {
        let input = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try await ChildProcess.run("cat", [], input: input).output == input)
        // Not reading is its own affair.
        #expect(try await ChildProcess.run("true", [], input: input).output.isEmpty)
    }

    @Test func `arguments arrive as they are`() async throws {
        let words = ["a b", "$HOME", "*", "", "é'\"\\\n", "--help"]
        let ended = try await ChildProcess.run("printf", ["[%s]"] + words)
        #expect(String(decoding: ended.output, as: UTF8.self) == words.map { "[\($0)]" }.joined())
    }

    @Test func `another status than 0 can be an answer`() async throws {
        let ended = try await ChildProcess.run("sh", ["-c", "echo 5; exit 5"], accepting: [0, 5])
        #expect(ended.status == 5)
        #expect(ended.output == Array("5\n".utf8))
    }

    @Test func `a program that is missing, fails or cannot start says so`() async {
        await #expect(throws: ProcessError.notFound("no-such-program")) {
            try await ChildProcess.run("no-such-program", [])
        }
        await #expect(throws: ProcessError.failed(status: 3, message: "sorry\n")) {
            try await ChildProcess.run("sh", ["-c", "echo sorry >&2; exit 3"])
        }
        await #expect(throws: ProcessError.system(ENOENT)) {
            try await ChildProcess.run("true", [], directory: "/no/such/folder")
        }
    }

    @Test func `time over: it is killed with everything it started`() async throws {
        let marker = "/tmp/portal-child-\(UUID().uuidString)"
        await #expect(throws: ProcessError.timedOut) {
            try await ChildProcess.run(
                "sh", ["-c", "(sleep 3; touch \(marker)) & sleep 60"], limits: ProcessLimits(wallSeconds: 1))
        }
        try await Task.sleep(for: .seconds(3))
        #expect(!FileManager.default.fileExists(atPath: marker))
    }

    @Test func `what it leaves in the background ends with it`() async throws {
        let started = ContinuousClock.now
        _ = try await ChildProcess.run("sh", ["-c", "sleep 600 & exit 0"])
        #expect(ContinuousClock.now - started < .seconds(120))
    }

    @Test func `cancelling the task kills it`() async {
        let started = ContinuousClock.now
        let task = Task { () async -> ProcessError? in
            do throws(ProcessError) {
                _ = try await ChildProcess.run("sleep", ["600"])
                return nil
            } catch { return error }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(ContinuousClock.now - started < .seconds(120))
    }

    @Test func `memory, processor time, file size and output are bounded`() async throws {
        await #expect(throws: ProcessError.self) {
            try await ChildProcess.run(
                "perl", ["-e", "$x = 'a' x 300_000_000; print 'fine'"], limits: ProcessLimits(memory: 100 << 20))
        }
        await #expect(throws: ProcessError.killed(signal: SIGXCPU)) {
            try await ChildProcess.run("sh", ["-c", "while :; do :; done"], limits: ProcessLimits(cpuSeconds: 1))
        }
        let file = "/tmp/portal-child-\(UUID().uuidString)"
        defer { unlink(file) }
        await #expect(throws: ProcessError.killed(signal: SIGXFSZ)) {
            try await ChildProcess.run(
                "sh", ["-c", "exec head -c 100000 /dev/zero > \(file)"], limits: ProcessLimits(fileSize: 50_000))
        }
        await #expect(throws: ProcessError.tooMuchOutput) {
            try await ChildProcess.run("yes", [], limits: ProcessLimits(output: 100_000))
        }
        let ended = try await ChildProcess.run("sh", ["-c", "head -c 1000000 /dev/zero | tr '\\0' x >&2"])
        #expect(ended.errors.utf8.count == 16_384)
    }

    @Test func `it starts with no descriptor of the portal, no secret, no core and no more rights`() async throws {
        setenv("PORTAL_CHILD_TEST_SECRET", "hush", 1)
        let leak = open("/dev/null", O_RDONLY)
        defer { close(leak) }
        // Without a pipeline, for which the shell itself would hold another descriptor for a moment.
        let script = "for n in $(seq 3 40); do [ -e /proc/$$/fd/$n ] && echo fd $n; done; env; ulimit -c"
        let said = String(
            decoding: try await ChildProcess.run("sh", ["-c", script], environment: ["SIZE": "1"]).output,
            as: UTF8.self)
        let lines = Set(said.split(separator: "\n"))
        #expect(lines.filter { $0.hasPrefix("fd ") } == [])
        #expect(!said.contains("hush"))
        #expect(lines.isSuperset(of: ["LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "SIZE=1", "0"]))

        let state = String(decoding: try await ChildProcess.run("setpriv", ["--dump"]).output, as: UTF8.self)
        #expect(state.contains("no_new_privs: 1"))
        #expect(state.contains("Parent death signal: KILL"))
    }

    @Test func `it leads a session of its own and leaves no zombie`() async throws {
        let said = String(
            decoding: try await ChildProcess.run("sh", ["-c", "echo $$; cut -d' ' -f5,6 /proc/$$/stat"]).output,
            as: UTF8.self)
        let numbers = said.split(whereSeparator: \.isWhitespace)
        #expect(numbers.count == 3 && Set(numbers).count == 1)
        let child = try #require(numbers.first)
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(child)"))
    }

    @Test func `many run side by side`() async throws {
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let ended = try await ChildProcess.run("echo", ["\(number)"])
                    return Int(String(decoding: ended.output.dropLast(), as: UTF8.self)) ?? -1000
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 190)
    }
}
