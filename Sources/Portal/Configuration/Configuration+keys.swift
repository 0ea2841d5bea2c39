import Foundation
import PortalLanguage
import PortalMail
import PortalSecurity

extension Configuration {
    /// Every key, in the order they are read and printed: defaults may only look upwards.
    package static let keys: [ConfigurationKey] = place + network + mailing + directories + words + running

    private static let place = [
        ConfigurationKey("PORTAL_ENV", "development or production", standard: "development") {
            text, configuration throws(Unfit) in
            configuration.environment = try Reading.choice(text)
        },
        ConfigurationKey("PORTAL_DATA_DIR", "The folder of uploads, secrets and the SQLite database", standard: "var") {
            text, configuration in
            configuration.dataDirectory = Reading.path(text)
        },
        ConfigurationKey(
            "PORTAL_DATABASE_URL", "sqlite:<file> or postgresql://user:password@host/name", secrecy: .password,
            standardFrom: { "sqlite:\($0.dataDirectory)/portal.sqlite" }
        ) { text, configuration throws(Unfit) in
            guard ["sqlite:", "postgresql://", "postgres://"].contains(where: { text.hasPrefix($0) && text != $0 })
            else {
                throw Unfit("begins neither with sqlite: nor with postgresql://")
            }
            configuration.databaseURL = text
        },
        ConfigurationKey("PORTAL_DATABASE_READERS", "SQLite: how many requests may read at once", standard: "4") {
            text, configuration throws(Unfit) in
            configuration.databaseReaders = try Reading.number(text, 1...64)
        },
        ConfigurationKey("PORTAL_DATABASE_CONNECTIONS", "PostgreSQL: connections per process, at most", standard: "10")
        {
            text, configuration throws(Unfit) in configuration.databaseConnections = try Reading.number(text, 2...500)
        },
        ConfigurationKey(
            "PORTAL_DATABASE_TIMEOUT", "Seconds after which a statement is given up", standard: "30"
        ) {
            text, configuration throws(Unfit) in configuration.databaseTimeout = try Reading.number(text, 1...3600)
        },
        ConfigurationKey(
            "PORTAL_PAGE_TIMEOUT", "Seconds after which a page, or a list with its filter, is given up", standard: "5"
        ) {
            text, configuration throws(Unfit) in configuration.pageTimeout = try Reading.number(text, 1...600)
        },
        ConfigurationKey("PORTAL_EXPORT_TIMEOUT", "The same for an export of a whole list", standard: "60") {
            text, configuration throws(Unfit) in configuration.exportTimeout = try Reading.number(text, 1...3600)
        },
        ConfigurationKey(
            "PORTAL_SECRET_KEY", "32 bytes or more that nobody else knows; made by itself in development",
            secrecy: .whole, standard: ""
        ) { text, configuration throws(Unfit) in
            guard text.utf8.count >= SecretKey.minimumBytes else {
                throw Unfit("is shorter than \(SecretKey.minimumBytes) bytes")
            }
            configuration.secretKey = text
        },
    ]

    private static let network = [
        ConfigurationKey(
            "PORTAL_API_RATE", "Calls a minute that one program may make; 0: as many as it likes", standard: "600"
        ) {
            text, configuration throws(Unfit) in configuration.apiRate = try Reading.number(text, 0...1_000_000)
        },
        ConfigurationKey("PORTAL_HOSTNAME", "The address to listen on; 0.0.0.0 for all", standard: "127.0.0.1") {
            text, configuration in
            configuration.hostname = text
        },
        ConfigurationKey("PORTAL_PORT", "The port to listen on; 0 for any that is free", standard: "8080") {
            text, configuration throws(Unfit) in
            guard let port = PortNumber.parse(text) else { throw Unfit("is no port (0 to 65535)") }
            configuration.port = port
        },
        ConfigurationKey(
            "PORTAL_CERTIFICATE", "A PEM file with the certificate chain, to speak TLS and HTTP/2", standard: ""
        ) {
            text, configuration throws(Unfit) in configuration.certificate = try file(text)
        },
        ConfigurationKey("PORTAL_PRIVATE_KEY", "A PEM file with the certificate's key", standard: "") {
            text, configuration throws(Unfit) in
            configuration.privateKey = try file(text)
        },
        ConfigurationKey(
            "PORTAL_BASE_URL", "The address people type, with the sub-path if there is one", standardFrom: \.localURL
        ) { text, configuration throws(Unfit) in
            guard let url = BaseURL(text) else { throw Unfit("is no address like https://host/portal") }
            configuration.baseURL = url
        },
        ConfigurationKey(
            "PORTAL_TRUSTED_PROXIES", "Networks whose X-Forwarded-* headers are believed: 127.0.0.1, 10.0.0.0/8",
            standard: ""
        ) {
            text, configuration throws(Unfit) in
            configuration.trustedProxies = []
            for piece in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
                guard let range = AddressRange(String(piece)) else {
                    throw Unfit("has “\(piece)”, which is no network like 10.0.0.0/8")
                }
                configuration.trustedProxies.append(range)
            }
        },
        ConfigurationKey("PORTAL_MAX_CONNECTIONS", "Connections that may be open at once, in all", standard: "2000") {
            text, configuration throws(Unfit) in
            configuration.maxConnections = try Reading.number(text, 16...100_000)
        },
        ConfigurationKey(
            "PORTAL_MAX_CONNECTIONS_PER_ADDRESS",
            "The same for one address (IPv6: for one /64); trusted proxies have as many as they like", standard: "200"
        ) {
            text, configuration throws(Unfit) in
            configuration.maxConnectionsPerAddress = try Reading.number(text, 4...100_000)
        },
        ConfigurationKey(
            "PORTAL_SENDFILE",
            "Lets the proxy send files: x-accel-redirect:/internal/prefix/ (nginx) or x-sendfile; empty: the portal does",
            standard: ""
        ) { text, configuration throws(Unfit) in
            guard let handover = FileHandover(text, directory: configuration.dataDirectory) else {
                throw Unfit("is neither x-accel-redirect:/prefix/ nor x-sendfile")
            }
            configuration.fileHandover = handover
        },
    ]

    private static let mailing = [
        ConfigurationKey(
            "PORTAL_SMTP_URL", "smtp://user:password@host:587 or smtps://…; without it mails become files",
            secrecy: .password, standard: ""
        ) { text, configuration throws(Unfit) in
            do throws(MailError) { _ = try SMTPTransport(url: text) } catch {
                throw Unfit("is no address like smtp://user:password@host:587")
            }
            configuration.mail.server = text
        },
        ConfigurationKey("PORTAL_SMTP_REQUIRE_TLS", "Whether the mail server must prove who it is", standard: "on") {
            text, configuration throws(Unfit) in
            configuration.mail.requireTLS = try Reading.flag(text)
        },
        ConfigurationKey(
            "PORTAL_SMTP_AUTHORITY", "A PEM file of certificates to trust instead of the system's", standard: ""
        ) {
            text, configuration throws(Unfit) in configuration.mail.authority = try file(text)
        },
        ConfigurationKey("PORTAL_MAIL_FROM", "The address mails come from", standardFrom: { $0.localSender }) {
            text, configuration throws(Unfit) in
            guard MailAddress(parsing: text) != nil else { throw Unfit("is no e-mail address") }
            configuration.mail.from = text
        },
        ConfigurationKey(
            "PORTAL_MAIL_DIR", "Where mails lie that nobody sends", standardFrom: { "\($0.dataDirectory)/mail" }
        ) {
            text, configuration in configuration.mail.directory = Reading.path(text)
        },
    ]

    private static let directories = [
        ConfigurationKey(
            "PORTAL_COMPANY_DIRECTORY",
            "Looks companies up, such as https://recherche-entreprises.api.gouv.fr; empty: nothing is asked",
            standard: ""
        ) { text, configuration throws(Unfit) in configuration.companyDirectory = try service(text) },
        ConfigurationKey(
            "PORTAL_TOWN_DIRECTORY",
            "Looks towns up by postal code, such as https://geo.api.gouv.fr; empty: nothing is asked", standard: ""
        ) { text, configuration throws(Unfit) in configuration.townDirectory = try service(text) },
    ]

    /// The address of a service of others, without the last slash.
    private static func service(_ text: String) throws(Unfit) -> String {
        guard BaseURL(text) != nil else { throw Unfit("is no address like https://host") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private static let words = [
        ConfigurationKey(
            "PORTAL_SITE_NAME", "What the portal is called until its settings say otherwise", standard: "Portal"
        ) {
            text, configuration throws(Unfit) in
            guard text.count <= 80 else { throw Unfit("is longer than 80 characters") }
            configuration.siteName = text
        },
        ConfigurationKey("PORTAL_DEFAULT_LANGUAGE", "The language of whoever asks for none", standard: "fr") {
            text, configuration in
            configuration.defaultLanguage = text
        },
        ConfigurationKey("PORTAL_TIME_ZONE", "The organisation's time zone", standard: "Europe/Paris") {
            text, configuration throws(Unfit) in
            guard Zone(text) != nil else { throw Unfit("is no time zone like Europe/Paris") }
            configuration.timeZone = text
        },
        ConfigurationKey(
            "PORTAL_RESOURCES", "The folder of templates, translations and styles", standard: Places.find("Resources")
        ) {
            text, configuration throws(Unfit) in configuration.resources = try folder(text)
        },
        ConfigurationKey("PORTAL_MIGRATIONS", "The folder of migrations", standard: Places.find("migrations")) {
            text, configuration throws(Unfit) in configuration.migrations = try folder(text)
        },
    ]

    private static let running = [
        ConfigurationKey("PORTAL_MAINTENANCE", "Keeps visitors out, whatever the screen says", standard: "off") {
            text, configuration throws(Unfit) in
            configuration.maintenance = try Reading.flag(text)
        },
        ConfigurationKey("PORTAL_LOG_LEVEL", "What the log leaves out", standard: "info") {
            text, configuration throws(Unfit) in
            configuration.logLevel = try Reading.choice(text)
        },
        ConfigurationKey(
            "PORTAL_LOG_FORMAT", "text for people, json for programs",
            standardFrom: { $0.environment == .production ? "json" : "text" }
        ) { text, configuration throws(Unfit) in
            configuration.logFormat = try Reading.choice(text)
        },
    ]

    private typealias Unfit = ConfigurationKey.Unfit

    private static func file(_ text: String) throws(Unfit) -> String {
        guard FileManager.default.isReadableFile(atPath: text), !Places.isDirectory(text) else {
            throw Unfit("is no file that can be read")
        }
        return text
    }

    private static func folder(_ text: String) throws(Unfit) -> String {
        guard Places.isDirectory(text) else { throw Unfit("is no folder") }
        return Reading.path(text)
    }

    /// Where the server itself listens, for a portal nobody has given an address.
    private var localURL: String {
        let host =
            ["0.0.0.0", "::", ""].contains(hostname) ? "127.0.0.1" : hostname.contains(":") ? "[\(hostname)]" : hostname
        return "\(speaksTLS ? "https" : "http")://\(host):\(max(port, 1))"
    }

    private var localSender: String {
        let isName = baseURL.host.contains(".") && !baseURL.host.hasPrefix("[") && IPAddress(baseURL.host) == nil
        return "portal@" + (isName ? baseURL.host : "localhost")
    }
}
