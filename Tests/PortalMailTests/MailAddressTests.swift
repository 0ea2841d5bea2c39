import PortalMail
import Testing

@Suite struct `Addresses are what mail can reach` {
    @Test(arguments: [
        ("zoe@example.org", "zoe@example.org"), ("  Zoe.Martin+bar@Example.ORG\t", "Zoe.Martin+bar@example.org"),
        ("o'brien@example.co.uk", "o'brien@example.co.uk"), ("a@localhost", "a@localhost"),
        ("x@éléphant.fr", "x@xn--lphant-9uab.fr"), ("x@BÜCHER.example", "x@xn--bcher-kva.example"),
        ("x@bu\u{308}cher.example", "x@xn--bcher-kva.example"), ("x@œuvre.fr", "x@xn--uvre-f4a.fr"),
        ("x@例え。jp", "x@xn--r8jz45g.jp"), ("x@ﬁchier.fr", "x@fichier.fr"),
        ("x@EXÄMPLE.org", "x@xn--exmple-cua.org"), ("x@faß.de", "x@xn--fa-hia.de"), ("x@ｅｘａｍｐｌｅ．org", "x@example.org"),
        ("x@1and1.fr", "x@1and1.fr"), ("1@2.fr", "1@2.fr"),
    ])
    func `an address is read and made ready for the wire`(_ typed: String, _ expected: String) {
        #expect(MailAddress(parsing: typed)?.text == expected)
    }

    @Test(arguments: [
        "", "@", "zoe", "zoe@", "@example.org", "zoe@example", "a@b@example.org", ".zoe@example.org",
        "zoe.@example.org",
        "zo..e@example.org", "zoe@-example.org", "zoe@example-.org", "zoe@example..org", "zoe@.org", "zoe@example.org.",
        "zoë@example.org", "\"zoe\"@example.org", "zoe@[127.0.0.1]", "zoe@127.0.0.1", "zoe martin@example.org",
        "zoe@exam ple.org", "zoe@example.org\r\nBcc: all@example.org", "zoe\n@example.org", "zoe@example.org\0",
        "zoe@exam_ple.org", "zoe@☃.net", "zoe@\u{301}a.fr", "zoe@xn--é.fr", "<zoe@example.org>", "zoe,paul@example.org",
        "zoe@example.org,paul@example.org", "zoe@example.org;", "(c)zoe@example.org",
        String(repeating: "a", count: 65) + "@example.org", "zoe@" + String(repeating: "a", count: 64) + ".org",
        "zoe@" + String(repeating: "a.", count: 130) + "org", "zoe@" + String(repeating: "é", count: 63) + ".fr",
        String(repeating: "@", count: 1_000_000),
    ])
    func `what cannot be delivered is not an address`(_ typed: String) {
        #expect(MailAddress(parsing: typed) == nil)
    }

    // As the idna codec of Python writes them; the Chinese and Russian ones are also in section 7.1 of RFC 3492.
    @Test(arguments: [
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("ليهمابتكلموشعربي", "xn--mgbcah9ar9a4efegftvvn"), ("ποιοτητα", "xn--mxalfxbd5ab"), ("mañana", "xn--maana-pta"),
    ])
    func `domains of any script are encoded as punycode`(_ label: String, _ encoded: String) {
        #expect(MailAddress(parsing: "x@\(label).org")?.domain == "\(encoded).org")
    }
}
