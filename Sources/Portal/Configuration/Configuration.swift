public import Logging

/// Where and how this portal runs: what the system administrator decides outside of it, in the environment or in
/// `.env`. What an association decides on its own screens are settings, not this.
public struct Configuration: Sendable {
    /// What the portal is run for.
    public enum Environment: String, Sendable, CaseIterable {
        /// By somebody who changes it: readable logs, mails as files, templates read anew.
        case development
        /// By an association.
        case production
    }

    /// What a line of the log looks like.
    public enum LogFormat: String, Sendable, CaseIterable {
        /// For people.
        case text
        /// One JSON object a line, for programs.
        case json
    }

    /// What the portal is run for.
    public var environment = Environment.development
    /// The folder of everything the portal keeps outside the database.
    public var dataDirectory = ""
    /// `sqlite:<file>` or `postgresql://…`, with all of libpq's options.
    public var databaseURL = ""
    /// SQLite: how many requests may read at once.
    public var databaseReaders = 0
    /// PostgreSQL: how many connections this process opens at most.
    public var databaseConnections = 0
    /// Seconds after which one statement is given up.
    public var databaseTimeout = 0
    /// Seconds that the database may work for one page.
    public var pageTimeout = 0
    /// Seconds that it may work for one export.
    public var exportTimeout = 0
    /// What sessions, links and seals are derived from; at least 32 bytes.
    public var secretKey = ""
    /// The address or name the server listens on.
    public var hostname = ""
    /// The TCP port it listens on.
    public var port = 0
    /// A PEM file with the certificate chain; nil where a proxy speaks TLS, or nobody.
    public var certificate: String?
    /// A PEM file with the certificate's key.
    public var privateKey: String?
    /// The address people type, as links in mails carry it.
    public var baseURL = BaseURL.standard
    /// Networks whose `X-Forwarded-*` headers are believed.
    public var trustedProxies: [AddressRange] = []
    /// How many connections may be open at once in this process.
    public var maxConnections = 0
    /// How many of them one visitor's address may have; the trusted proxies have as many as they like.
    public var maxConnectionsPerAddress = 0
    /// How many calls a minute one program may make; 0: as many as it likes.
    public var apiRate = 0
    /// Which server in front sends the portal's files, and how it is told; nil where the portal does.
    public var fileHandover: FileHandover?
    /// Where companies are looked up; empty: nowhere.
    public var companyDirectory = ""
    /// Where towns are looked up by their postal code; empty: nowhere.
    public var townDirectory = ""
    /// How mails leave.
    public var mail = MailConfiguration()
    /// What the portal is called until the settings say otherwise.
    public var siteName = ""
    /// The language of whoever asks for none, by its code.
    public var defaultLanguage = ""
    /// The organisation's time zone, by its IANA name.
    public var timeZone = ""
    /// The folder of templates, translations, styles and static files.
    public var resources = ""
    /// The folder of migrations.
    public var migrations = ""
    /// Whether visitors are kept out whatever the switch on the screen says.
    public var maintenance = false
    /// What the log leaves out.
    public var logLevel = Logger.Level.info
    /// What a line of the log looks like.
    public var logFormat = LogFormat.text
    /// Every key with what holds and where it came from.
    public internal(set) var lines: [ConfigurationLine] = []

    /// What stands before every path: empty, or `/portal`.
    public var basePath: String { baseURL.path }
    /// Whether cookies may only travel over TLS: as soon as people come over TLS.
    public var secureCookies: Bool { baseURL.scheme == .https }
    /// Whether this process itself speaks TLS.
    public var speaksTLS: Bool { certificate != nil && privateKey != nil }
}
