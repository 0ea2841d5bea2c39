/// One thing that can be configured: its name, what it is for, what holds when nobody says anything, and how its text
/// is read.
package struct ConfigurationKey: Sendable {
    /// Why a text is no value of its key.
    package struct Unfit: Error {
        package let reason: String

        package init(_ reason: String) { self.reason = reason }
    }

    /// Reads a text into the configuration; the keys before it in the table hold already.
    package typealias Reader = @Sendable (String, inout Configuration) throws(Unfit) -> Void

    package let name: String
    package let meaning: String
    package let secrecy: Secrecy
    /// The text that holds by default; it may depend on the keys before it. Empty for none.
    package let standard: @Sendable (Configuration) -> String
    package let read: Reader

    package init(
        _ name: String, _ meaning: String, secrecy: Secrecy = .open,
        standard: @autoclosure @escaping @Sendable () -> String, read: @escaping Reader
    ) {
        self.init(name, meaning, secrecy: secrecy, standardFrom: { _ in standard() }, read: read)
    }

    package init(
        _ name: String, _ meaning: String, secrecy: Secrecy = .open,
        standardFrom standard: @escaping @Sendable (Configuration) -> String, read: @escaping Reader
    ) {
        self.name = name
        self.meaning = meaning
        self.secrecy = secrecy
        self.standard = standard
        self.read = read
    }
}

/// How the texts of the configuration are read.
enum Reading {
    typealias Unfit = ConfigurationKey.Unfit

    static func choice<C: RawRepresentable & CaseIterable>(_ text: String) throws(Unfit) -> C
    where C.RawValue == String {
        guard let value = C(rawValue: text.lowercased()) else {
            throw Unfit("is none of " + C.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }

    static func flag(_ text: String) throws(Unfit) -> Bool {
        switch text.lowercased() {
        case "on", "true", "yes", "1": return true
        case "off", "false", "no", "0": return false
        default: throw Unfit("is neither on nor off")
        }
    }

    static func number(_ text: String, _ range: ClosedRange<Int>) throws(Unfit) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw Unfit("is no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A path without a slash at its end.
    static func path(_ text: String) -> String {
        text.count > 1 && text.hasSuffix("/") ? path(String(text.dropLast())) : text
    }
}
