import Foundation
import Testing

@testable import PortalDatabase

/// A server of our own, which stops, starts again and crashes.
@Suite(.enabled(if: TestEngine.postgresqlURL != nil, "PORTAL_TEST_POSTGRESQL_URL names no server"), .serialized)
struct RestartTests {
    struct Cluster {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cluster-\(UUID().uuidString)").path

        /// Runs `bin/postgresql`; what it prints.
        @discardableResult
        func command(_ action: String) throws -> String {
            let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
                .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            let process = Process()
            process.executableURL = root.appendingPathComponent("bin/postgresql")
            process.arguments = [action, folder]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let printed = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
            return String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }

        /// Sends a signal to the server and waits for its end.
        func signal(_ signal: Int32) async throws {
            let file = try String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
            let process = try #require(file.split(separator: "\n").first.flatMap { pid_t($0) })
            kill(process, signal)
            while kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    @Test func `after a restart of the server everything goes on by itself`() async throws {
        let cluster = Cluster()
        let url = try cluster.command("start")
        #expect(try cluster.command("start") == url)
        let database = try Database.open(url: url)
        try await database.write { try $0.run("CREATE TABLE note (words TEXT)") }
        try await cluster.signal(SIGINT)
        await #expect {
            try await database.ping()
        } throws: { error in
            if case .unavailable = error as? DatabaseError { true } else { false }
        }
        #expect(try cluster.command("start") == url)
        try await Task.sleep(for: .milliseconds(300))
        try await database.write { try $0.run("INSERT INTO note VALUES ('back')") }
        #expect(try await database.read { try $0.values("SELECT words FROM note", as: String.self) } == ["back"])
        await database.close()
        try cluster.command("stop")
        #expect(!FileManager.default.fileExists(atPath: cluster.folder))
        try cluster.command("stop")
    }

    @Test func `a server that dies during a commit leaves the outcome open, and says so`() async throws {
        let cluster = Cluster()
        let database = try Database.open(url: try cluster.command("start"))
        let started = Gate()
        try await database.write { connection in
            try connection.run("CREATE TABLE note (words TEXT)")
            try connection.run(
                """
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$
                """)
            try connection.run(
                """
                CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION slow()
                """)
        }
        async let outcome: Void = database.write { connection in
            let process = try connection.value("SELECT pg_backend_pid()", as: Int.self) ?? 0
            try connection.run("INSERT INTO note VALUES ('perhaps')")
            Thread.detachNewThread {
                usleep(300_000)
                if let process = pid_t(exactly: process), process > 0 { kill(process, SIGKILL) }
            }
            started.open()
        }
        await started.opened()
        do {
            try await outcome
            Issue.record("the commit cannot have succeeded")
        } catch {
            #expect(error as? DatabaseError == .uncertain)
        }
        await database.close()
        try cluster.command("stop")
    }
}
