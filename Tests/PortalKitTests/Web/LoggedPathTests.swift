import PortalSecurity
import Testing

@testable import PortalKit

@Suite struct LoggedPathTests {
    @Test func `the log keeps no token`() {
        let token = Token().text
        #expect(LoggedPath.masked("/password/\(token)") == "/password/…")
        #expect(LoggedPath.masked("/events/feed/\(token).ics") == "/events/feed/…")
        #expect(
            LoggedPath.masked("/photos/shared/\(token)/IMG_0001.jpg/640.webp")
                == "/photos/shared/…/IMG_0001.jpg/640.webp")
    }

    @Test(arguments: [
        "/", "/clients/LEFEVRE-ZOE", "/photos/a-very-long-name-of-an-album-with-a-dot.jpg/640.webp",
        "/events/2026-GALA/event.ics",
    ])
    func `other paths stay as they are`(_ path: String) {
        #expect(LoggedPath.masked(path) == path)
    }
}
