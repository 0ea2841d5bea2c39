import PortalSecurity
import PortalValues

/// A browser in which somebody has signed in before, as a sealed cookie tells: their wrong passwords there are counted apart from those
/// of strangers, so that nobody shuts somebody out of a browser that they have used.
///
/// It opens nothing, and knows several accounts, those used last first. Whoever copies the cookie may guess in its bucket only.
public struct KnownBrowser: Sendable {
    /// How long a browser is known after the last sign-in: a year.
    static let seconds: Int64 = 365 * 86_400
    /// How many accounts a browser remembers.
    static let most = 20
    private static let purpose = "device"

    /// Tells browsers apart: random, made at the first sign-in.
    let id: String
    /// The people who have signed in here, the last one first.
    let people: [Int64]

    /// The browser that asks; nil where it has no cookie of ours.
    init?(_ context: RequestContext) {
        let application = context.application
        guard let cookie = context.request.cookie(Cookies.deviceName(application.configuration)),
            let text = Seal(key: application.secret, purpose: Self.purpose).open(cookie, now: context.now.seconds)
        else { return nil }
        let parts = text.split(separator: " ")
        guard let id = parts.first else { return nil }
        self.id = String(id)
        people = parts.dropFirst().compactMap { Int64($0) }
    }

    private init(id: String, people: [Int64]) {
        self.id = id
        self.people = people
    }

    /// Under which wrong passwords for this account are counted in this browser; nil where the account has not been used here.
    public static func key(for person: Int64, _ context: RequestContext) -> String? {
        guard let browser = KnownBrowser(context), browser.people.contains(person) else { return nil }
        return "\(browser.id) \(person)"
    }

    /// The cookie of a browser in which this person has just shown that they are who they say.
    public static func cookie(remembering person: Int64, _ context: RequestContext) -> String {
        let application = context.application
        let known = KnownBrowser(context) ?? KnownBrowser(id: String(Token().text.prefix(22)), people: [])
        let people = [person] + known.people.filter { $0 != person }.prefix(most - 1)
        let text = ([known.id] + people.map(String.init)).joined(separator: " ")
        let until = context.now.adding(seconds: seconds).seconds
        return Cookies.device(
            Seal(key: application.secret, purpose: purpose).seal(text, until: until), seconds: seconds,
            application.configuration)
    }
}
