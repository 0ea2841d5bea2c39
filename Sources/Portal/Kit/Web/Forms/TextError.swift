public import PortalLanguage
import PortalValues

/// What is wrong with one typed text.
public struct TextError: Error, Equatable {
    /// In words, for whoever typed it.
    public let message: Message

    /// A fault.
    public init(_ message: Message) { self.message = message }
}

/// Typed texts on their way into the database.
public enum Words {
    /// One line of text, any alphabet: white space off the ends and squeezed inside, at most so many characters. Empty is a fault
    /// unless `optional`.
    public static func line(_ typed: String, most: Int, optional: Bool = false) throws(TextError) -> String {
        let text = try checked(typed.tidied, most: most, optional: optional)
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { throw invisible }
        return text.split(separator: " ").joined(separator: " ")
    }

    /// Several lines of text, such as a description: white space off the ends, line breaks kept, at most so many characters.
    public static func lines(_ typed: String, most: Int, optional: Bool = true) throws(TextError) -> String {
        let text = try checked(
            typed.replacing("\r\n", with: "\n").replacing("\r", with: "\n").tidied, most: most, optional: optional)
        let isOdd = text.unicodeScalars.contains {
            $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
        }
        if isOdd { throw invisible }
        return text
    }

    private static func checked(_ text: String, most: Int, optional: Bool) throws(TextError) -> String {
        if text.isEmpty, !optional { throw TextError(tr("Please fill this in.")) }
        if text.unicodeScalars.count > most {
            throw TextError(tr("At most %(count)s characters.", ["count": .number(most)]))
        }
        // Direction marks and odd line breaks would let one record look like another.
        let isOdd = text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
            case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
            default: false
            }
        }
        if isOdd { throw invisible }
        return text
    }

    private static var invisible: TextError {
        TextError(tr("This contains an invisible character that cannot be stored."))
    }
}

extension FieldErrors {
    /// One optional line of text; notes what is wrong with it.
    public mutating func line(_ field: String, _ typed: String, most: Int, optional: Bool = true) -> String {
        check(field) { () throws(TextError) in try Words.line(typed, most: most, optional: optional) } ?? ""
    }

    /// An optional text of several lines; notes what is wrong with it.
    public mutating func lines(_ field: String, _ typed: String, most: Int, optional: Bool = true) -> String {
        check(field) { () throws(TextError) in try Words.lines(typed, most: most, optional: optional) } ?? ""
    }

    /// A value, or a note of what is wrong with its field.
    public mutating func check<T>(_ field: String, _ read: () throws(TextError) -> T) -> T? {
        do throws(TextError) { return try read() } catch {
            self[field] = error.message
            return nil
        }
    }

    /// The same where nothing was typed: nil, without a fault.
    public mutating func checkTyped<T>(_ field: String, _ typed: String, _ read: (String) throws(TextError) -> T) -> T?
    {
        let text = typed.tidied
        guard !text.isEmpty else { return nil }
        return check(field) { () throws(TextError) in try read(text) }
    }
}
