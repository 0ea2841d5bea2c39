import Foundation
import PortalMail
import Testing

@Suite struct `A mail becomes bytes that every mail program reads` {
    @Test func `a plain mail is written out in full`() throws {
        let mail = try Letters.letter(subject: "Hello", text: "Dear Zoé,\nthe bar is open.")
        #expect(
            try Letters.written(mail)
                == """
                Date: Sat, 21 Nov 2026 04:15:28 +0000
                From: Portal <portal@example.org>
                To: =?UTF-8?Q?Zo=C3=A9?= <zoe@example.org>
                Message-ID: <one@example.org>
                Subject: Hello
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Dear Zo=C3=A9,
                the bar is open.

                """.replacing("\n", with: "\r\n"))
    }

    @Test func `with HTML the two parts stand side by side, the better one last`() throws {
        let written = try Letters.written(Letters.letter(text: "plain", html: "<p>rich</p>"))
        #expect(written.contains("Content-Type: multipart/alternative; boundary=\"=_portal\"\r\n\r\n--=_portal\r\n"))
        let plain = try #require(written.range(of: "text/plain")), rich = try #require(written.range(of: "text/html"))
        #expect(plain.lowerBound < rich.lowerBound)
        #expect(written.hasSuffix("<p>rich</p>\r\n\r\n--=_portal--\r\n"))
    }

    @Test(arguments: ["a\r\nBcc: all@example.org", "a\nb", "a\rb", "a\0b", "\r\n\r\n<html>"])
    func `no text from a form can add a header`(_ text: String) throws {
        let reason = "a line break or NUL"
        #expect(throws: MailError.invalid(.subject, reason)) { try Letters.letter(subject: text).encoded() }
        #expect(throws: MailError.invalid(.header, reason)) {
            try Letters.letter(headers: [MailHeader("X-Thing", text)]).encoded()
        }
        #expect(throws: MailError.invalid(.header, "its name cannot be added")) {
            try Letters.letter(headers: [MailHeader("X-Thing: " + text, "a")]).encoded()
        }
        for path in [\MailMessage.from, \MailMessage.to[0]] {
            var mail = try Letters.letter()
            mail[keyPath: path].name = text
            #expect(throws: MailError.invalid(.name, reason)) { try mail.encoded() }
        }
        var mail = try Letters.letter()
        mail.replyTo = MailAddress(parsing: "paul@example.org", name: text)
        #expect(throws: MailError.invalid(.name, reason)) { try mail.encoded() }
        mail.replyTo = nil
        mail.id = text
        #expect(throws: MailError.invalid(.identifier, "not left@right")) { try mail.encoded() }
    }

    @Test(arguments: ["Bcc", "to", "Content-Type", "MIME-Version", "", "X Y", "X:Y", "É"])
    func `a header of the portal's own, or of no valid name, cannot be added`(_ name: String) throws {
        #expect(throws: MailError.invalid(.header, "its name cannot be added")) {
            try Letters.letter(headers: [MailHeader(name, "a")]).encoded()
        }
    }

    @Test func `a mail for nobody and a mail for a crowd are refused`() throws {
        var mail = try Letters.letter()
        mail.to = []
        #expect(throws: MailError.invalid(.recipients, "there is none")) { try mail.encoded() }
        mail.to = Array(repeating: mail.from, count: 101)
        #expect(throws: MailError.invalid(.recipients, "more than 100")) { try mail.encoded() }
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 +0000"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 +0000"),
            (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 +0000"),
        ] as [(Int64, String)])
    func `dates are written in UTC with English names`(_ seconds: Int64, _ expected: String) throws {
        var mail = try Letters.letter()
        mail.date = seconds
        #expect(try Letters.written(mail).hasPrefix("Date: \(expected)\r\n"))
    }

    @Test(arguments: [Int64.min, -62_135_596_801, 253_402_300_800, .max])
    func `a date that no mail can have is refused`(_ seconds: Int64) throws {
        var mail = try Letters.letter()
        mail.date = seconds
        #expect(throws: MailError.invalid(.date, "outside the years 1 to 9999")) { try mail.encoded() }
    }

    @Test(arguments: [
        "Prénom, âge et numéro : tout est à jour ", "例え", "🎉🎊 ", "ASCII with a lonely é and a lot of words ",
        "=?UTF-8?Q?no?= ", "a=b?c_d  e\t",
    ])
    func `encoded words are short, fold at 76 and hold whole characters`(_ piece: String) throws {
        let subject = String(repeating: piece, count: 20)
        let written = try Letters.written(Letters.letter(subject: subject))
        let head = try #require(written.range(of: "\r\n\r\n")).lowerBound
        let words = written[..<head].split { $0.isWhitespace }.filter { $0.hasPrefix("=?") }
        #expect(words.count > 2)
        for word in words {
            #expect(word.utf8.count <= 75)
            #expect(word.hasSuffix("?="))
        }
        for line in written[..<head].split(separator: "\r\n") { #expect(line.utf8.count <= 76) }
        let spoken = words.dropFirst().compactMap { Letters.decoded(String($0)) }
        #expect(spoken.joined() == subject)
    }

    @Test func `identifiers are new each time and valid`() throws {
        let ids = Set((0..<100).map { _ in MailMessage.newID(domain: "example.org") })
        #expect(ids.count == 100)
        for id in ids {
            var mail = try Letters.letter()
            mail.id = id
            #expect(throws: Never.self) { try mail.encoded() }
        }
    }
}
