import PortalConfiguration
import PortalDatabase
import PortalMail
import PortalValues

extension Outbox {
    /// Delivers what waits, batch by batch, until nothing does or the portal stops.
    ///
    /// - Returns: how many mails went out, and how many tries failed.
    static func deliver(_ application: PortalApplication) async throws -> (sent: Int, failed: Int) {
        let settings = try await application.database.read { db in try db.storedSettings() }
        guard let sender = application.configuration.mail.sender(name: application.siteName(settings)) else {
            throw MailError.configuration("the address that mails come from is not an address")
        }
        let transport = try application.configuration.mail.transport()
        return try await deliver(application.database, from: sender, through: transport, clock: application.clock) {
            work in
            try await application.apart(work)
        }
    }

    /// Keeps blocking calls away from the threads that serve requests.
    typealias Apart = @Sendable (@escaping @Sendable () throws -> [Attempt]) async throws -> [Attempt]

    /// One mail and what became of it; no problem means that it is out.
    struct Attempt: Sendable {
        let mail: Taken
        let problem: MailError?
    }

    static func deliver(
        _ database: Database, from sender: MailAddress, through transport: any MailTransport,
        clock: @escaping @Sendable () -> Instant, apart: Apart
    ) async throws -> (sent: Int, failed: Int) {
        var sent = 0
        var failed = 0
        while !Task.isCancelled {
            let taken = try await database.write { db in try take(now: clock(), db) }
            guard !taken.isEmpty else { break }
            let attempts = try await apart { send(taken, from: sender, through: transport) }
            try await database.write { db in
                for attempt in attempts { try note(attempt.mail, attempt.problem, now: clock(), db) }
            }
            sent += attempts.count { $0.problem == nil }
            failed += attempts.count { $0.problem != nil }
            // A mail server that is down would be asked once a mail for nothing.
            if attempts.allSatisfy({ $0.problem?.isTemporary == true }) { break }
        }
        return (sent, failed)
    }

    /// Hands the mails over, one connection for all where the transport has one.
    private static func send(
        _ taken: [Taken], from sender: MailAddress, through transport: any MailTransport
    ) -> [Attempt] {
        var attempts: [Attempt] = []
        var ready: [(mail: Taken, message: MailMessage)] = []
        for mail in taken {
            if let message = message(mail, from: sender) {
                ready.append((mail, message))
            } else {
                attempts.append(Attempt(mail: mail, problem: .invalid(.recipients, "this is not an address")))
            }
        }
        if let smtp = transport as? SMTPTransport {
            smtp.send(ready.map(\.message)) { position, problem in
                guard ready.indices.contains(position) else { return }
                attempts.append(Attempt(mail: ready[position].mail, problem: problem))
            }
        } else {
            for (mail, message) in ready {
                do throws(MailError) {
                    try transport.send(message)
                    attempts.append(Attempt(mail: mail, problem: nil))
                } catch {
                    attempts.append(Attempt(mail: mail, problem: error))
                }
            }
        }
        return attempts
    }

    private static func message(_ mail: Taken, from sender: MailAddress) -> MailMessage? {
        guard let to = MailAddress(parsing: mail.letter.recipient, name: mail.letter.name) else { return nil }
        return MailMessage(
            from: sender, to: [to], subject: mail.letter.subject, text: mail.letter.text, html: mail.letter.html,
            headers: [MailHeader("Auto-Submitted", "auto-generated")], id: mail.messageID(domain: sender.domain),
            date: mail.created.seconds)
    }
}
