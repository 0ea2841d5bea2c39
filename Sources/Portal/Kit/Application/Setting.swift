public import PortalLanguage

/// A type that a setting may have: it knows how a form shows it and what may be typed.
public protocol SettingType: Sendable {
    /// How the settings page asks for it.
    static var control: SettingControl { get }
    /// Reads what was typed or stored; nil where it makes no sense.
    init?(typed: String)
    /// What is stored, and shown in the form.
    var typed: String { get }
}

/// The form control of a setting.
public enum SettingControl: String, Sendable { case text, number, box, hue, lines }

extension String: SettingType {
    public static var control: SettingControl { .text }
    public init?(typed: String) { self = typed }
    public var typed: String { self }
}

extension Int: SettingType {
    public static var control: SettingControl { .number }
    public init?(typed: String) { self.init(typed) }
    public var typed: String { String(self) }
}

extension Bool: SettingType {
    public static var control: SettingControl { .box }
    public init?(typed: String) { self = typed == "true" || typed == "on" || typed == "1" }
    public var typed: String { self ? "true" : "false" }
}

/// Something an association may set, whatever its type.
public protocol AnySetting: Sendable {
    /// Names it in the database: `module.name`.
    var name: String { get }
    /// The label.
    var title: Message { get }
    /// A sentence below the field.
    var help: Message? { get }
    /// The form control.
    var control: SettingControl { get }
    /// The default, as it would be typed.
    var standardTyped: String { get }
    /// What is wrong with a typed value; nil when it may be stored.
    func fault(_ typed: String) -> Message?
}

/// Something an association may set.
public struct Setting<Value: SettingType>: AnySetting {
    public let name: String
    public let title: Message
    public let help: Message?
    /// What holds until somebody sets it.
    public let standard: Value
    let rule: @Sendable (Value) -> Message?

    /// Declares a setting; `rule` says what is wrong with a value, if anything.
    public init(
        _ name: String, title: Message, help: Message? = nil, standard: Value,
        rule: @escaping @Sendable (Value) -> Message? = { _ in nil }
    ) {
        self.name = name
        self.title = title
        self.help = help
        self.standard = standard
        self.rule = rule
    }

    public var control: SettingControl { Value.control }
    public var standardTyped: String { standard.typed }

    public func fault(_ typed: String) -> Message? {
        guard let value = Value(typed: typed) else { return tr("This value cannot be read.") }
        return rule(value)
    }
}

/// All settings at one moment.
public struct SettingValues: Sendable {
    let stored: [String: String]

    /// Values as stored; for tests, or none.
    public init(_ stored: [String: String] = [:]) { self.stored = stored }

    /// The value of a setting: stored, or its default where nothing (sensible) is.
    public subscript<Value>(setting: Setting<Value>) -> Value {
        guard let text = stored[setting.name], let value = Value(typed: text), setting.rule(value) == nil else {
            return setting.standard
        }
        return value
    }

    /// As it would be typed.
    public func typed(_ setting: any AnySetting) -> String { stored[setting.name] ?? setting.standardTyped }
}
