import Testing

@testable import portal

@Suite struct RemoteAddressTests {
    @Test(arguments: [
        ("https://Portal.example.org/", "https://portal.example.org"),
        ("portal.example.org", "https://portal.example.org"),
        ("https://x.org:8443/portal//", "https://x.org:8443/portal"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost", "http://localhost"), ("http://[::1]:80/", "http://[::1]:80"),
        ("http://127.8.8.8", "http://127.8.8.8"),
    ])
    func `an address is taken as people type it`(typed: String, text: String) throws {
        #expect(try RemoteAddress(typed: typed, insecure: false).text == text)
    }

    @Test(arguments: [
        "", "ftp://x.org", "https://", "https://u@x.org", "https://x.org?a", "https://x.org#a", "https://x.org:0",
        "http://x.org", "http://127.0.0.1.x.org", "http://localhost.x.org", "http://127.0.0.999", "https://a b",
    ])
    func `anything else is refused`(typed: String) {
        #expect(throws: RemoteError.self) { try RemoteAddress(typed: typed, insecure: false) }
    }

    @Test func `without encryption only where it is asked for`() throws {
        #expect(try RemoteAddress(typed: "http://x.org", insecure: true).text == "http://x.org")
        let fault = try #require(throws: RemoteError.self) { try RemoteAddress(typed: "http://x.org", insecure: false) }
        #expect(fault.status == .usage && fault.lines[0].contains("x.org"))
    }

    @Test(arguments: [("fr_FR.UTF-8", "fr"), ("fr", "fr"), ("C.UTF-8", "en"), ("", "en"), ("de_DE", "en")])
    func `the terminal’s language is asked for`(locale: String, language: String) {
        #expect(RemoteSession.language(["LC_ALL": "", "LANG": locale]) == language)
        #expect(RemoteSession.language(["LC_ALL": locale, "LANG": "it"]) == (locale.isEmpty ? "en" : language))
    }
}
