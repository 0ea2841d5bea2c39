public import PortalDatabase
public import PortalLanguage

/// What one table holds of people. Every table of the database is declared by the module that owns it: a test compares.
public struct PersonalTable: Sendable {
    /// The table.
    public let name: String
    /// What it holds, one entry for each kind of subject and purpose; empty where it holds nothing of anybody.
    public let holdings: [PersonalHolding]
    /// Why it holds nothing.
    public let reason: Message?

    /// A table that holds something.
    public static func holds(_ name: String, _ holdings: PersonalHolding...) -> PersonalTable {
        PersonalTable(name: name, holdings: holdings, reason: nil)
    }

    /// A table that holds nothing of anybody, and why.
    public static func nothing(_ name: String, _ reason: Message) -> PersonalTable {
        PersonalTable(name: name, holdings: [], reason: reason)
    }
}

/// Why the law allows to keep something (GDPR, article 6).
public enum LegalBasis: Sendable, CaseIterable {
    /// A contract with the person, or steps before it: 6(1)(b).
    case contract
    /// A duty, such as accounting: 6(1)(c).
    case duty
    /// What the association needs to work and to stay secure: 6(1)(f).
    case interest

    /// In words.
    public var title: Message {
        switch self {
        case .contract: tr("Contract (GDPR, article 6.1.b)")
        case .duty: tr("Legal duty (GDPR, article 6.1.c)")
        case .interest: tr("Legitimate interest (GDPR, article 6.1.f)")
        }
    }
}

/// What becomes of a row when its subject is erased.
public enum ErasureFate: String, Sendable, CaseIterable {
    /// Gone; there without the person; there as it was, which the plan gives a reason for.
    case deleted, anonymised, kept

    /// In words, over the lines of a plan.
    public var title: Message {
        switch self {
        case .deleted: trc("personal data", "Deleted")
        case .anonymised: trc("personal data", "Anonymised")
        case .kept: trc("personal data", "Kept")
        }
    }
}

/// How long something is kept.
public enum RetentionPeriod: Sendable {
    /// As many years as the association has set.
    case years(Setting<Int>)
    /// The portal forgets it by itself after so many days.
    case days(Int)
    /// As long as something else is.
    case with(Message)

    /// In words.
    public func words(_ settings: SettingValues) -> Message {
        switch self {
        case .years(let setting): trn("%(count)s year", "%(count)s years", settings[setting])
        case .days(let days): trn("%(count)s day", "%(count)s days", days)
        case .with(let words): words
        }
    }

    /// A number of years that an association sets; `title` says of what, `help` where the number comes from.
    public static func setting(_ name: String, title: Message, help: Message, years: Int) -> Setting<Int> {
        Setting(name, title: title, help: help, standard: years) {
            (1...100).contains($0) ? nil : tr("A number of years between 1 and 100.")
        }
    }
}

/// Some rows of a table that are about one kind of subject.
public struct PersonalHolding: Sendable {
    /// The kinds of subjects; nil for every kind.
    let subjects: [SubjectName]?
    /// What it is.
    public let title: Message
    /// What for.
    public let purpose: Message
    /// Why it is lawful.
    public let basis: LegalBasis
    /// How long.
    public let period: RetentionPeriod
    /// What erasing does.
    public let fate: ErasureFate
    /// Why it is kept, or what of it is.
    public let reason: Message?
    /// What the audit log calls the things of this table, where lines about them may name the subject.
    let entity: String?
    /// Columns that are not given out: of no meaning outside, or about others. Digests and search keys never are.
    let withheld: Set<String>
    /// A condition over the table: the rows about this subject.
    let rows: @Sendable (DataSubject, Dialect) -> SQL
    /// Takes the person out of the rows; nil deletes them, or leaves them where they are kept.
    let erase: (@Sendable (Erasure, any Connection) throws -> Void)?

    /// Declares what a table holds of these kinds of subjects.
    public init(
        of subjects: [SubjectName]?, _ title: Message, purpose: Message, basis: LegalBasis, period: RetentionPeriod,
        fate: ErasureFate, because reason: Message? = nil, entity: String? = nil, withheld: Set<String> = [],
        rows: @escaping @Sendable (DataSubject, Dialect) -> SQL,
        erase: (@Sendable (Erasure, any Connection) throws -> Void)? = nil
    ) {
        self.subjects = subjects
        self.title = title
        self.purpose = purpose
        self.basis = basis
        self.period = period
        self.fate = fate
        self.reason = reason
        self.entity = entity
        self.withheld = withheld
        self.rows = rows
        self.erase = erase
    }

    func concerns(_ kind: SubjectName) -> Bool { subjects?.contains(kind) ?? true }
}

extension PersonalHolding {
    /// Rows that only refer to somebody by number: they stay, and the number leads to the pseudonym.
    public static func reference(
        of subjects: [SubjectName], _ title: Message, purpose: Message, period: RetentionPeriod,
        withheld: Set<String> = [], rows: @escaping @Sendable (DataSubject, Dialect) -> SQL
    ) -> PersonalHolding {
        PersonalHolding(
            of: subjects, title, purpose: purpose, basis: .interest, period: period, fate: .anonymised,
            because: tr("The record stays as it is; the person behind it has a pseudonym."), withheld: withheld,
            rows: rows, erase: { _, _ in })
    }
}
