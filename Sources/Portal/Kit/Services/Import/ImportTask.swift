public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// What a line of a file means for one kind of record, and how it is stored: by the functions that the record's page calls.
///
/// It is made anew for each unit of work, for whoever imports as they are known in it.
public protocol ImportTask: Sendable {
    /// The columns.
    associatedtype Column: ImportColumn
    /// A line that is right.
    associatedtype Plan: Sendable
    /// What earlier lines will have made, as far as later ones lean on it: needed as long as nothing is stored.
    associatedtype Memory: ImportMemory = NoImportMemory

    /// The column that tells records apart, and the one that people know them by.
    static var identifier: Column { get }
    /// What a line is shown by.
    static var label: Column { get }
    /// An identifier, as identifiers are compared.
    static func key(_ identifier: String) -> String

    /// Looks at a line and stores nothing; notes everything that is wrong with it.
    func look(
        _ row: ImportRow<Column>, after earlier: Memory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan>
    /// Adds what a line that is right would make.
    func remember(_ plan: Plan, in memory: inout Memory)
    /// Stores a line that is right, and tells the record's identifier. `reserved` are the keys that the file itself names: what the
    /// portal proposes keeps away from them.
    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String
}

/// What earlier lines of a file will have made.
public protocol ImportMemory: Sendable {
    /// Nothing yet.
    init()
}

/// For lines that do not lean on each other.
public struct NoImportMemory: ImportMemory {
    /// Nothing, ever.
    public init() {}
}

extension ImportTask where Memory == NoImportMemory {
    /// Nothing to remember.
    public func remember(_ plan: Plan, in memory: inout NoImportMemory) {}
}

/// What a line would do.
public enum ImportPlan<Plan: Sendable>: Sendable {
    case new(Plan)
    /// With what changes, in the words of the page.
    case changed(Plan, [Message])
    case unchanged
    /// What is wrong stands among the errors.
    case refused
}

/// Who imports, as they are known in one unit of work.
public struct ImportActor<Task: ImportTask>: Sendable {
    let task: Task
    let actor: AuditActor
    let now: Instant

    /// Somebody, at this moment, and what lines mean for them.
    public init(_ task: Task, _ actor: AuditActor, _ now: Instant) {
        self.task = task
        self.actor = actor
        self.now = now
    }
}

extension FieldErrors {
    /// Notes, in words, why something would be refused as a whole.
    public mutating func note(_ field: String, _ demand: () throws -> Void) throws {
        do { try demand() } catch Failure.conflict(let reason, _) { self[field] = reason } catch Failure.forbidden {
            self[field] = tr("You may not do this.")
        }
    }
}
