import Foundation
import PortalMail
import Testing

/// The mail server of `Tests/Judges/mail`, started once for all tests; it ends with this process, whose pipe it reads.
struct MailJudge: Sendable {
    /// What the judge understood of one mail.
    struct Verdict: Decodable, Equatable {
        var defects: [String]
        var subject, date, plain, html: String?
        var from, to, replyTo: [[String]]?
        var headers: [[String]]?
        var types: [String]?
        var sender: String
        var recipients: [String]
        var longestLine, bareBreaks: Int
        var isASCII: Bool
        var user: String?
        var isEncrypted: Bool
    }

    private struct Greeting: Decodable {
        let ports: [String: Int]
        let certificate: String
        let folder: String
    }

    /// Absent when Python, aiosmtpd or openssl is not there.
    static let shared: MailJudge? = try? start()

    /// Which Python judges; where it is named, its absence is a failure.
    static let python = ProcessInfo.processInfo.environment["PORTAL_JUDGES_PYTHON"]

    let certificate: String
    private let ports: [String: Int]
    private let folder: URL
    private let input: FileHandle

    /// A way to one of the judge's doors.
    func transport(
        _ door: String, scheme: String = "smtp", user: String = "", requireTLS: Bool = false, trusted: Bool = true,
        timeout: Int = 20
    ) throws -> SMTPTransport {
        try SMTPTransport(
            url: "\(scheme)://\(user)localhost:\(try #require(ports[door]))", requireTLS: requireTLS,
            authority: trusted ? certificate : nil, timeout: timeout)
    }

    /// What arrived under this identifier.
    func verdict(_ mail: MailMessage) throws -> Verdict {
        let name = mail.id.prefix { $0 != "@" }
        return try JSONDecoder().decode(
            Verdict.self, from: Data(contentsOf: folder.appendingPathComponent("\(name).json")))
    }

    private static func start() throws -> MailJudge {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Judges/mail/server.py").standardizedFileURL
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            python ?? "python3", script.path,
        ]
        let input = Pipe(), output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while !line.contains(10) {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { break }
            line += piece
        }
        let greeting = try JSONDecoder().decode(Greeting.self, from: line)
        return MailJudge(
            certificate: greeting.certificate, ports: greeting.ports, folder: URL(fileURLWithPath: greeting.folder),
            input: input.fileHandleForWriting)
    }
}
