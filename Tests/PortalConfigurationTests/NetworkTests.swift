import Testing

@testable import PortalConfiguration

@Suite struct NetworkTests {
    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", ""),
        ("https://BDE.Example.org/", "https://bde.example.org", ""),
        ("https://host/portal/", "https://host", "/portal"), ("https://host/a/b-1", "https://host", "/a/b-1"),
        ("http://host:80/x", "http://host", "/x"), ("https://host:443", "https://host", ""),
        ("http://[::1]:81", "http://[::1]:81", ""),
        ("https://[2001:DB8:0::1]", "https://[2001:db8::1]", ""), ("HTTPS://host", "https://host", ""),
    ])
    func `a base address is read into origin and path`(text: String, origin: String, path: String) throws {
        let url = try #require(BaseURL(text))
        #expect(url.origin == origin)
        #expect(url.path == path)
        #expect(BaseURL(url.text) == url)
    }

    @Test(arguments: [
        "", "host", "ftp://host", "http://", "http:///portal", "http://user@host", "http://host?x", "http://host/#x",
        "http://host//x",
        "http://host/..", "http://host/a b", "http://host:0", "http://host:99999", "http://host:x", "http://[::1",
        "http://::1", "http://bdé.fr",
        "http://host:", "http://host/%2e", "http://a..b", "http://host\u{0}",
    ])
    func `what no browser could be sent to is no base address`(text: String) {
        #expect(BaseURL(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.128/25", "192.0.2.127", false),
        ("192.0.2.128/25", "192.0.2.128", true), ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false), ("::/0", "2001:db8::1", true),
        ("fd00::/8", "fdff::1", true),
        ("fd00::/8", "fe00::1", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("::ffff:10.0.0.0/104", "10.1.1.1", true),
        ("::1", "0:0:0:0:0:0:0:1", true),
    ])
    func `a network holds the addresses that share its leading bits`(range: String, address: String, holds: Bool) throws
    {
        #expect(try #require(AddressRange(range)).contains(try #require(IPAddress(address))) == holds)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10.1.2.3/8", "fd00::/129", "fd00::1/8",
        "10.0.0", "host/8",
        "::ffff:10.0.0.0/8", "10.0.0.0/+8", "10.0.0.0/٨", "010.0.0.0/8", "300.0.0.1",
    ])
    func `what is no network is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }

    private let ours = ["10.0.0.0/8", "127.0.0.1", "fd00::/8"].compactMap(AddressRange.init)

    @Test(
        arguments: [
            ("203.0.113.9", nil, "203.0.113.9"), ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.1", nil, "10.0.0.1"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"), ("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "198.51.100.1, 10.0.0.7", "198.51.100.1"), ("10.0.0.1", "10.0.0.9,10.0.0.7", "10.0.0.9"),
            ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"), ("fd00::1", "[2001:db8::1]:4711", "2001:db8::1"),
            ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.1, nonsense, 10.0.0.7", "10.0.0.7"),
            ("10.0.0.1", "", "10.0.0.1"), ("10.0.0.1", ", ,", "10.0.0.1"),
            ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("local", "198.51.100.1", "local"), ("10.0.0.1", "2001:DB8::0:1", "2001:db8::1"),
        ] as [(String, String?, String)])
    func `the visitor is the right-most address that is none of our proxies`(
        peer: String, header: String?, visitor: String
    ) {
        #expect(ClientAddress.resolve(peer: peer, forwardedFor: header, trusted: ours) == visitor)
    }

    @Test func `a visitor cannot choose an address by sending the header`() {
        for lie in ["10.0.0.2", "127.0.0.1, 10.0.0.3", "1.1.1.1", "x, 10.0.0.1"] {
            let header = "\(lie), 198.51.100.1"
            #expect(ClientAddress.resolve(peer: "10.0.0.1", forwardedFor: header, trusted: ours) == "198.51.100.1")
        }
    }

    @Test(
        arguments: [
            ("203.0.113.9", nil, "https", nil), ("10.0.0.1", "198.51.100.1", "https", "https"),
            ("10.0.0.1", "198.51.100.1", nil, nil),
            ("10.0.0.1", "198.51.100.1", "http, https", "https"),
            ("10.0.0.1", "198.51.100.1, 10.0.0.7", "https, http", "https"),
            ("10.0.0.1", "198.51.100.1, 10.0.0.7", "gopher, https, http", "https"),
            ("10.0.0.1", "198.51.100.1, 10.0.0.7", "https", "https"),
            ("10.0.0.1", nil, "https", "https"),
        ] as [(String, String?, String?, String?)])
    func `only a trusted proxy's word about the connection counts`(
        peer: String, forwardedFor: String?, header: String?, said: String?
    ) {
        #expect(ClientAddress.said(header, peer: peer, forwardedFor: forwardedFor, trusted: ours) == said)
    }
}
