import PortalLanguage
import Testing

@Test func `a counted message carries its count as an argument`() {
    #expect(trn("%(count)s client", "%(count)s clients", 3).arguments["count"] == .number(3))
}
