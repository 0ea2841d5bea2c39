public import PortalDatabase
public import PortalLanguage
import PortalTemplates

/// A parameter of a list's address that narrows it: chosen in a select beside the search field, or set by a link from elsewhere.
public struct QuickFilter: Sendable {
    /// What was chosen.
    public struct Chosen: Sendable {
        let name: String
        /// As the address says it.
        let value: String
        let condition: SQL
        let note: Message?
    }

    /// What a value means.
    public struct Meaning: Sendable {
        let value: String
        let condition: SQL
        let note: Message?

        /// The value as addresses say it, the rows that it leaves, and what the page says of it where no select does.
        public init(_ value: String, _ condition: SQL, note: Message? = nil) {
            self.value = value
            self.condition = condition
            self.note = note
        }
    }

    let name: String
    let label: Message
    /// What programs are told about it.
    let help: Message
    let choices: (@Sendable (_ chosen: String, any Connection) throws -> [Choice])?
    private let read: @Sendable (String, any Connection) throws -> Meaning?

    /// - Parameters:
    ///   - help: what programs are told about it.
    ///   - choices: of the select, the usual one first; nil where only links choose.
    ///   - read: what a value means; nil for what no page of ours sends, which is answered with 400.
    public init(
        _ name: String, _ label: Message, help: Message,
        choices: (@Sendable (_ chosen: String, any Connection) throws -> [Choice])? = nil,
        read: @escaping @Sendable (String, any Connection) throws -> Meaning?
    ) {
        self.name = name
        self.label = label
        self.help = help
        self.choices = choices
        self.read = read
    }

    func chosen(_ value: String, _ db: any Connection) throws -> Chosen? {
        guard !value.isEmpty else { return nil }
        guard let meaning = try read(value, db) else { throw Failure.badRequest(.parameter(name)) }
        return Chosen(name: name, value: meaning.value, condition: meaning.condition, note: meaning.note)
    }
}
