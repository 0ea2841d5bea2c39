/// Somebody's e-mail address, ready for the wire, with the name to show beside it.
public struct MailAddress: Sendable, Hashable {
    /// The part before the @, as typed (its case may matter to the server that owns it).
    public let local: String
    /// The domain in lower-case ASCII, `xn--` labels where it was typed with accents.
    public let domain: String
    /// The person's name; nil or empty shows the bare address.
    public var name: String?

    /// `local@domain`: what is stored, compared and sent.
    public var text: String { local + "@" + domain }

    /// Reads what a person typed into an address field; nil when no mail could ever arrive there. Takes RFC 5321's
    /// dot-atom form in ASCII (at most 64 characters before the @, 254 in all), a domain of two labels or more or
    /// `localhost`, accents in the domain (IDN). Refuses quoted local parts and addresses in brackets, which only ever
    /// arrive by mistake or malice.
    public init?(parsing typed: String, name: String? = nil) {
        guard typed.utf8.count <= 1024 else { return nil }
        let blanks: Set<Character> = [" ", "\t"]
        let head = typed.drop(while: blanks.contains)
        guard let last = head.lastIndex(where: { !blanks.contains($0) }) else { return nil }
        let trimmed = head[...last]
        guard let at = trimmed.lastIndex(of: "@") else { return nil }
        let local = trimmed[..<at]
        guard Self.isDotAtom(local), local.utf8.count <= 64,
            let domain = DomainName.ascii(String(trimmed[trimmed.index(after: at)...])),
            local.utf8.count + 1 + domain.utf8.count <= 254
        else { return nil }
        self.local = String(local)
        self.domain = domain
        self.name = name
    }

    /// Letters, digits and the signs RFC 5322 calls atext, in pieces between single dots.
    static func isDotAtom(_ text: some StringProtocol) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { piece in
            !piece.isEmpty && piece.utf8.allSatisfy(isAtomByte)
        }
    }

    /// RFC 5322 section 3.2.3.
    static func isAtomByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }
}
