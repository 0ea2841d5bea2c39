extension MailMessage {
    /// Most recipients of one mail: RFC 5321 section 4.5.3.1.8 lets a server take no more.
    public static let maximumRecipients = 100

    /// The mail as it goes over the wire (RFC 5322, RFC 2045 to 2047): ASCII, CRLF, no line above 998 bytes and, but
    /// for long words and addresses, none above 78. Throws `.invalid` for a line break or NUL where one line is meant,
    /// so that no text from a form can add a header; for a missing recipient, a reserved header and a malformed
    /// identifier.
    public func encoded() throws(MailError) -> [UInt8] {
        guard !to.isEmpty else { throw .invalid(.recipients, "there is none") }
        guard to.count <= Self.maximumRecipients else {
            throw .invalid(.recipients, "more than \(Self.maximumRecipients)")
        }
        guard let date = MailDate.text(date) else { throw .invalid(.date, "outside the years 1 to 9999") }
        guard isIdentifier else { throw .invalid(.identifier, "not left@right") }
        try refuseBreaks()

        var head = MailHead()
        head.add("Date", raw: date)
        head.add("From", addresses: [from])
        if let replyTo { head.add("Reply-To", addresses: [replyTo]) }
        head.add("To", addresses: to)
        head.add("Message-ID", raw: "<\(id)>")
        head.add("Subject", text: subject)
        for header in headers { head.add(header.name, text: header.value) }
        head.add("MIME-Version", raw: "1.0")
        guard head.longestLine <= 998 else { throw .invalid(.header, "a line above 998 bytes") }
        return head.bytes + body
    }

    private var body: [UInt8] {
        let plain = Self.part("text/plain", text)
        guard let html else { return plain }
        // "=_" never stands in quoted-printable (RFC 2045 section 6.7), so this line cannot occur inside a part.
        let boundary = "=_portal"
        var bytes = Array("Content-Type: multipart/alternative; boundary=\"\(boundary)\"\r\n\r\n".utf8)
        for part in [plain, Self.part("text/html", html)] {
            bytes += Array("--\(boundary)\r\n".utf8) + part + [13, 10]
        }
        return bytes + Array("--\(boundary)--\r\n".utf8)
    }

    private static func part(_ type: String, _ content: String) -> [UInt8] {
        Array("Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
            + QuotedPrintable.encode(content)
    }

    private var isIdentifier: Bool {
        let sides = id.split(separator: "@", omittingEmptySubsequences: false)
        return sides.count == 2 && sides.allSatisfy { MailAddress.isDotAtom($0) } && id.utf8.count <= 250
    }

    private func refuseBreaks() throws(MailError) {
        func holdsBreak(_ text: String) -> Bool { text.utf8.contains { $0 == 10 || $0 == 13 || $0 == 0 } }
        let reason = "a line break or NUL"
        if holdsBreak(subject) { throw .invalid(.subject, reason) }
        for address in [from, replyTo].compactMap({ $0 }) + to where holdsBreak(address.name ?? "") {
            throw .invalid(.name, reason)
        }
        for header in headers {
            guard MailHead.mayBeAdded(header.name) else { throw .invalid(.header, "its name cannot be added") }
            if holdsBreak(header.value) { throw .invalid(.header, reason) }
        }
    }
}
