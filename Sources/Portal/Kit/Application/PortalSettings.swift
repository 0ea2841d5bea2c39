public import PortalDatabase
import PortalLanguage
public import PortalValues

/// The settings of the portal itself.
public enum PortalSettings {
    /// What the portal is called on its pages and in its mails.
    public static func siteName(default name: String) -> Setting<String> {
        Setting("house.name", title: tr("Name of the portal"), standard: name) {
            (1...60).contains($0.count) ? nil : tr("Between 1 and 60 characters.")
        }
    }

    /// The one colour an association chooses, as an OKLCH hue in degrees (CSS Color 4).
    public static let hue = Setting(
        "house.hue", title: tr("Accent colour"),
        help: tr("A hue between 0 and 359 degrees: 20 is red, 55 orange, 150 green, 200 teal, 262 blue, 300 violet."),
        standard: 262
    ) { (0...359).contains($0) ? nil : tr("A number between 0 and 359.") }

    /// Whether strangers may make themselves an account.
    public static let registration = Setting(
        "house.registration", title: tr("Visitors may create an account"),
        help: tr("They confirm their e-mail address; what they may do then is up to the roles you give them."),
        standard: true)

    /// After how many days without a visit a session ends.
    public static let idleDays = Setting(
        "house.session.idle", title: tr("End a session that nobody uses after (days)"),
        help: tr(
            "The session of a browser in which “Stay signed in” was not ticked; it never lives longer than 30 days."),
        standard: 14
    ) { (1...30).contains($0) ? nil : tr("A number of days between 1 and 30.") }

    /// The same for a browser that stays signed in.
    public static let rememberedIdleDays = Setting(
        "house.session.remembered-idle", title: tr("End a remembered session that nobody uses after (days)"),
        help: tr("The session of a browser that stays signed in; it never lives longer than a year."), standard: 60
    ) { (1...180).contains($0) ? nil : tr("A number of days between 1 and 180.") }

    /// Whether the portal is being worked on.
    public static let maintenance = Setting("house.maintenance", title: tr("Maintenance mode"), standard: false)

    /// What visitors read meanwhile.
    public static let maintenanceText = Setting(
        "house.maintenance.text", title: tr("Message to visitors"), help: tr("For example when you expect to be back."),
        standard: ""
    ) { $0.count <= 500 ? nil : tr("At most 500 characters.") }

    /// The legal notice, in Markdown.
    public static let legal = Setting<Lines>(
        "house.legal", title: tr("Legal notice"),
        help: tr("Markdown. Who publishes this portal, and how to reach them."),
        standard: Lines(""))

    /// Whether a module is switched on.
    public static func module(_ id: String) -> Setting<Bool> {
        Setting("module.\(id)", title: tr("Switched on"), standard: true)
    }

    /// The settings shown on the settings page, the portal's own first.
    public static func all(siteName name: String) -> [any AnySetting] {
        [siteName(default: name), hue, registration, idleDays, rememberedIdleDays, SecurityLog.months, legal]
    }
}

/// A text of several lines.
public struct Lines: SettingType {
    public static var control: SettingControl { .lines }
    /// The text.
    public let text: String
    /// A text of several lines.
    public init(_ text: String) { self.text = text }
    public init?(typed: String) {
        guard typed.count <= 20_000 else { return nil }
        text = typed
    }
    public var typed: String { text }
}

extension Connection {
    /// Stores one setting and tells every process.
    public func set(_ name: String, _ typed: String, now: Instant) throws {
        try run(
            """
            INSERT INTO setting (name, value, updated_at) VALUES (\(name), \(typed), \(now))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """)
        try bump("settings")
    }

    /// Every stored setting; what nobody has set has its standard value there.
    public func storedSettings() throws -> SettingValues {
        var stored: [String: String] = [:]
        for row in try rows("SELECT name, value FROM setting") {
            stored[try row.get("name")] = try row.get("value", as: String.self)
        }
        return SettingValues(stored)
    }

    /// Raises a generation, so that every process forgets what it remembers of it.
    func bump(_ generation: String) throws {
        try run("UPDATE generation SET number = number + 1 WHERE name = \(generation)")
    }
}
