public import PortalLanguage
import PortalValues

/// One member of a record as programs see it. What may be written has the name that the page's form gives it.
public struct ApiField: Sendable {
    /// What stands in it.
    public indirect enum Kind: Sendable {
        /// A text of so many characters at most.
        case text(most: Int)
        /// The identifier that people gave the record, or the one of another record.
        case identifier
        /// An address for mail.
        case email
        /// A whole number.
        case integer
        /// An amount: `"1275.45"`.
        case money
        /// A day: `"2026-11-21"`.
        case day
        /// A moment in UTC: `"2026-11-21T04:05:06.123456Z"`.
        case instant
        /// True or false.
        case flag
        /// One of these words.
        case choice([String])
        /// Some texts.
        case texts
        /// Some records.
        case records(ApiShape)
    }

    /// Whether programs may write it.
    public enum Role: Sendable {
        /// Read, never written: OpenAPI’s `readOnly`.
        case readOnly
        /// Read and written; `needed` where a new record cannot be without it.
        case readWrite(needed: Bool)
        /// Written, never read: OpenAPI’s `writeOnly`.
        case writeOnly(needed: Bool)
    }

    /// Its name in JSON, in filters and in forms.
    public let name: StaticString
    /// What people call it.
    public let title: Message
    let kind: Kind
    let role: Role
    /// Whether it may be null: nothing there.
    let isOptional: Bool

    /// A member.
    public init(
        _ name: StaticString, _ title: Message, _ kind: Kind, _ role: Role = .readOnly, isOptional: Bool = false
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        self.role = role
        self.isOptional = isOptional
    }

    /// The name as text.
    public var text: String { name.description }

    var isRead: Bool {
        if case .writeOnly = role { return false }
        return true
    }

    var isWritten: Bool {
        if case .readOnly = role { return false }
        return true
    }

    var isNeeded: Bool {
        switch role {
        case .readOnly: false
        case .readWrite(let needed), .writeOnly(let needed): needed
        }
    }
}

/// A kind of record: its name in `/api/openapi.json`, and its members in the order in which they are written.
public struct ApiShape: Sendable {
    /// `Client`.
    public let name: String
    /// Its members.
    public let fields: [ApiField]

    /// A kind of record.
    public init(_ name: String, _ fields: [ApiField]) {
        self.name = name
        self.fields = fields
    }

    /// The members that programs write.
    public var written: [ApiField] { fields.filter(\.isWritten) }
}
