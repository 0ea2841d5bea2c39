import Foundation
import PortalMail
import Testing

@Suite(.enabled(if: MailJudge.shared != nil, "needs python3 with aiosmtpd, and openssl"))
struct `Mails go through a real server` {
    let judge: MailJudge

    init() throws { judge = try #require(MailJudge.shared) }

    private func letter(
        _ subject: String = "Hello", text: String = "Hello", html: String? = nil, to: String = "zoe@example.org"
    ) throws -> MailMessage {
        try Letters.letter(
            subject: subject, text: text, html: html, to: to, id: MailMessage.newID(domain: "example.org"))
    }

    @Test func `everything a mail says arrives`() throws {
        var mail = try letter(
            "Votre contrat n° 12 « Gala » est prêt — à signer avant le 30 novembre, s’il vous plaît 🎉",
            text: "Bonjour Zoé,\r\n.un point\n\nFrom here\n" + String(repeating: "é", count: 2000)
                + "\ntrailing \n= end",
            html: "<p title=\"a\tb\">Bonjour\u{A0}!</p>\n" + String(repeating: "<b>x</b>", count: 500))
        mail.to.append(
            try #require(MailAddress(parsing: "paul@bücher.example", name: "Paul \"le \\ Grand\", Müller <x@y.z>")))
        mail.replyTo = MailAddress(parsing: "bureau@example.org", name: "Bureau, de l'asso")
        mail.headers = [
            MailHeader(
                "List-Unsubscribe",
                "<https://portal.example.org/unsubscribe/" + String(repeating: "a", count: 300) + ">"),
            MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"), MailHeader("X-Place", "Café de la gare"),
        ]
        try judge.transport("plain").send(mail)
        let verdict = try judge.verdict(mail)
        #expect(verdict.defects == [])
        #expect(verdict.subject == mail.subject)
        #expect(verdict.from == [["Portal", "portal@example.org"]])
        #expect(verdict.replyTo == [["Bureau, de l'asso", "bureau@example.org"]])
        #expect(
            verdict.to == [
                ["Zoé", "zoe@example.org"], ["Paul \"le \\ Grand\", Müller <x@y.z>", "paul@xn--bcher-kva.example"],
            ])
        #expect(verdict.sender == "portal@example.org")
        #expect(verdict.recipients == ["zoe@example.org", "paul@xn--bcher-kva.example"])
        #expect(verdict.date == "2026-11-21T04:15:28+00:00")
        #expect(verdict.types == ["multipart/alternative", "text/plain", "text/html"])
        #expect(verdict.plain == mail.text.replacing("\r\n", with: "\n") + "\n")
        #expect(verdict.html == mail.html.map { $0 + "\n" })
        for header in mail.headers { #expect(verdict.headers?.contains([header.name, header.value]) == true) }
        #expect(verdict.isASCII)
        #expect(verdict.bareBreaks == 0)
        #expect(verdict.longestLine < 998)
    }

    @Test func `two hundred mails of any characters arrive over one connection`() throws {
        let scalars: [Unicode.Scalar] = Array(
            "aZ 09 .,;:\"'()<>@[]\\=?_-+/ éàœç  ßΩя例🎉👩‍👧\u{301}\u{A0}\u{2028}€%&\t".unicodeScalars)
        func random(_ length: Int, also more: [Unicode.Scalar] = []) -> String {
            String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...length)).compactMap { _ in (scalars + more).randomElement() }))
        }
        let mails = try (0..<200).map { number in
            var mail = try letter(
                random(150), text: random(500, also: ["\n", "\r", "\u{0}", "\u{7F}"]),
                html: number % 2 == 0 ? random(500, also: ["\n"]) : nil)
            mail.to[0].name = random(100)
            return mail
        }
        try judge.transport("plain").send(mails) { number, problem in #expect(problem == nil, "mail \(number)") }
        for mail in mails {
            let verdict = try judge.verdict(mail)
            #expect(verdict.defects == [])
            #expect(verdict.subject ?? "" == mail.subject)
            #expect(verdict.to?.first?.first == mail.to.first?.name.map(Self.squeezed))
            #expect(verdict.plain == Self.lines(mail.text))
            #expect(verdict.html == mail.html.map(Self.lines))
            #expect(verdict.longestLine <= 78)
        }
    }

    /// White space in a name is worth one space (RFC 5322 section 3.2.2).
    private static func squeezed(_ name: String) -> String {
        name.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }

    private static func lines(_ text: String) -> String {
        let scalars = text.replacing("\r\n", with: "\n").unicodeScalars.map { $0 == "\r" ? "\n" : $0 }
        let plain = String(String.UnicodeScalarView(scalars))
        return plain.unicodeScalars.last == "\n" ? plain : plain + "\n"
    }

    @Test(arguments: [
        ("busy", MailError.temporary(code: 451, "451 4.3.0 Come back later")),
        ("full", .temporary(code: 452, "452 4.2.2 Mailbox is full")),
        ("nobody", .permanent(code: 550, "550 5.1.1 No such mailbox")),
        ("moved", .permanent(code: 551, "551 5.1.6 This person 5.1.6 has moved")),
        ("unwanted", .permanent(code: 554, "554 5.7.1 Not here")),
    ])
    func `a refusal says whether to try again, in the server's words`(_ local: String, _ expected: MailError) throws {
        let transport = try judge.transport("plain"), mail = try letter(to: "\(local)@example.org")
        #expect(throws: expected) { try transport.send(mail) }
    }

    @Test func `when one recipient is refused nobody gets the mail`() throws {
        var mail = try letter()
        mail.to.append(try #require(MailAddress(parsing: "nobody@example.org")))
        let transport = try judge.transport("plain")
        #expect(throws: MailError.permanent(code: 550, "550 5.1.1 No such mailbox")) { try transport.send(mail) }
        #expect(throws: (any Error).self) { try judge.verdict(mail) }
    }

    @Test func `after a refused mail the next one of the batch arrives`() throws {
        let mails = [
            try letter(to: "nobody@example.org"), try letter(), try letter(to: "unwanted@example.org"), try letter(),
        ]
        var problems: [MailError?] = []
        try judge.transport("plain").send(mails) { _, problem in problems.append(problem) }
        #expect(problems.map { $0 == nil } == [false, true, false, true])
        #expect(try judge.verdict(mails[3]).subject == "Hello")
    }

    @Test func `a server that says nothing is given up after the timeout`() throws {
        let transport = try judge.transport("plain", timeout: 1), mail = try letter(to: "slow@example.org")
        let clock = ContinuousClock(), start = clock.now
        let problem = #expect(throws: MailError.self) { try transport.send(mail) }
        #expect(problem?.isTemporary == true)
        #expect(clock.now - start < .seconds(5))
    }

    @Test func `a server that is not there is tried again later`() throws {
        let transport = try SMTPTransport(url: "smtp://127.0.0.1:1", requireTLS: false), mail = try letter()
        let problem = #expect(throws: MailError.self) { try transport.send(mail) }
        #expect(problem?.isTemporary == true)
    }

    @Test(arguments: [("starttls", "smtp"), ("smtps", "smtps")])
    func `with TLS required the server must prove who it is`(_ door: String, _ scheme: String) throws {
        let mail = try letter()
        try judge.transport(door, scheme: scheme, requireTLS: true).send(mail)
        #expect(try judge.verdict(mail).isEncrypted)
        let stranger = try judge.transport(door, scheme: scheme, requireTLS: true, trusted: false), other = try letter()
        let problem = #expect(throws: MailError.self) { try stranger.send(other) }
        #expect(problem?.isTemporary == true)
        #expect(throws: (any Error).self) { try judge.verdict(other) }
    }

    @Test func `with TLS required a server without TLS gets nothing`() throws {
        let transport = try judge.transport("plain", requireTLS: true), mail = try letter()
        let problem = #expect(throws: MailError.self) { try transport.send(mail) }
        #expect(problem?.isTemporary == true)
        #expect(throws: (any Error).self) { try judge.verdict(mail) }
    }

    @Test func `without it TLS is still used where it is offered`() throws {
        let mail = try letter()
        try judge.transport("starttls", trusted: false).send(mail)
        #expect(try judge.verdict(mail).isEncrypted)
    }

    @Test func `user and password are percent-encoded in the URL`() throws {
        let mail = try letter()
        try judge.transport("login", user: "portal:p%40ss%2Fword%3A1@", requireTLS: true).send(mail)
        #expect(try judge.verdict(mail).user == "portal")
    }

    @Test(arguments: ["portal:wrong@", ""])
    func `a wrong or missing password keeps the mail and is not told to anybody`(_ user: String) throws {
        let transport = try judge.transport("login", user: user, requireTLS: true), mail = try letter()
        let problem = #expect(throws: MailError.self) { try transport.send(mail) }
        #expect(problem?.isTemporary == true)
        #expect(problem.map { "\($0)".contains("wrong") } == false)
    }

    @Test(arguments: [
        "", "example.org", "http://example.org", "smtp://", "smtp:///x", "smtp://a b", "smtp://host\r\nQUIT",
        "file:///x",
    ])
    func `an address of another kind is refused at once`(_ url: String) {
        #expect(throws: MailError.self) { try SMTPTransport(url: url) }
    }
}

@Test(.enabled(if: MailJudge.python != nil, "PORTAL_JUDGES_PYTHON names no Python"))
func `the judge of mails is there when it was promised`() {
    #expect(MailJudge.shared != nil)
}
