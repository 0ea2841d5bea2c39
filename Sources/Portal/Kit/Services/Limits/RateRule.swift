/// How often something may be tried: so many times at once, then one more after each interval.
public struct RateRule: Sendable, Hashable {
    /// Keeps the keys of different rules apart.
    public let name: String
    /// How many tries are free at once (at least 1).
    public let burst: Int
    /// Microseconds until one more try is free (at least 1).
    let interval: Int64

    /// So many tries at once, then one after each so many seconds; both are kept between 1 and a million.
    public init(_ name: String, burst: Int, interval seconds: Int) {
        self.name = name
        self.burst = min(max(burst, 1), 1_000_000)
        interval = Int64(min(max(seconds, 1), 1_000_000)) * 1_000_000
    }

    /// So many tries a minute, all of them at once if need be; kept between 1 and 60 million.
    public init(_ name: String, perMinute tries: Int) {
        self.name = name
        burst = min(max(tries, 1), 1_000_000)
        interval = 60_000_000 / Int64(min(max(tries, 1), 60_000_000))
    }

    /// Microseconds until an empty bucket is full.
    var span: Int64 { interval * Int64(burst) }

    /// Wrong passwords for one account, from browsers it does not know: ten at once, then one a minute. Keeps guessing at 1,440 a day
    /// and lets a person who mistypes go on.
    public static let signInAccount = RateRule("sign-in-account", burst: 10, interval: 60)
    /// Sign-ins from one address: a whole bar behind one router signs in at once, so 50, then one every 5 seconds.
    public static let signInAddress = RateRule("sign-in-address", burst: 50, interval: 5)
    /// Wrong passwords of somebody who has signed in and is asked again: five at once, then one a minute; keyed by person.
    public static let confirmation = RateRule("confirmation", burst: 5, interval: 60)
    /// Mails that a stranger can make the portal send to one mailbox: three at once, then one every 20 minutes.
    public static let mailToAddress = RateRule("mail-to-address", burst: 3, interval: 1200)
    /// The same from one network address: ten, then one every 2 minutes.
    public static let mailFromAddress = RateRule("mail-from-address", burst: 10, interval: 120)
    /// New accounts from one network address: twenty (a stand at the start of the year), then one every 2 minutes.
    public static let registration = RateRule("registration", burst: 20, interval: 120)
    /// Messages through a contact form from one network address: five, then one every 10 minutes.
    public static let contact = RateRule("contact", burst: 5, interval: 600)
    /// Calls of one program, or of one network address without a token: as many a minute as `PORTAL_API_RATE` says.
    static func api(perMinute calls: Int) -> RateRule { RateRule("api", perMinute: calls) }
}
