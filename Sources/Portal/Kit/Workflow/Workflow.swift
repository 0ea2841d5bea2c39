public import PortalDatabase
public import PortalLanguage
import PortalTemplates
public import PortalValues

/// The life of a kind of record: its states, who takes it from one to the next, and what is noted of it.
///
/// The record's table has the name of the scope, with `state`, `version` and `updated_at`; each step is a row of `NAME_step` (`NAME_id`, `name`,
/// `from_state`, `to_state`, `reason`, `person_id`, `person_name`, `created_at`).
public struct Workflow<Action: WorkflowAction>: Sendable {
    /// A record on its way, as far as a step needs to know it.
    public typealias Subject = (id: Int64, state: Action.State, label: String)

    /// What rights over it are about.
    public let scope: Scope
    /// Said where somebody else was faster.
    let overtaken: Message

    /// The life of the records of a scope.
    public init(_ scope: Scope, overtaken: Message) {
        self.scope = scope
        self.overtaken = overtaken
    }

    private var table: SQL { "\(identifier: scope.name)" }
    private var steps: SQL { "\(identifier: scope.name + "_step")" }
    private var owner: SQL { "\(identifier: scope.name + "_id")" }

    /// One route for each action that a button does, or whose page asks for a reason: `/contracts/{contract}/transitions/send`.
    ///
    /// - Parameter path: the page of a record: `/contracts/{contract}`.
    public func routes(
        _ path: String, except others: Set<Action> = [],
        _ take: @escaping @Sendable (Action, RequestContext, any Connection) throws -> HandlerResponse
    ) -> [Route] {
        Action.allCases.filter { !others.contains($0) }.map { action in
            .post("\(path)/transitions/\(action.rawValue)", action.access(scope)) { context, db in
                try take(action, context, db)
            }
        }
    }

    /// Takes a step, for pages and programs: asks for the right that the state asks for, checks the reason, stores it and tells the log.
    ///
    /// - Throws: ``FieldErrors``, 403, and 409 where the state has no such way out or somebody else was faster.
    public func move(
        _ subject: Subject, _ action: Action, _ form: ReasonForm, _ context: RequestContext, _ db: any Connection
    ) throws {
        let transition = try action.transition(from: subject.state)
        try demand(transition, on: subject.id, context, db)
        var errors = FieldErrors()
        let reason = errors.lines("reason", form.reason, most: 1_000, optional: !transition.needsReason)
        try errors.check()
        try take(transition, on: subject, reason: reason, context, db)
    }

    /// Asks for the right to a step, and whether another module still has something that stands and falls with a record that would leave its way.
    ///
    /// - Throws: 403, and 409 with the reason.
    public func demand(
        _ transition: Transition<Action>, on id: Int64, _ context: RequestContext, _ db: any Connection
    ) throws {
        try context.demand(transition.permission, scope, on: id, db)
        guard !Action.State.way.contains(transition.to) else { return }
        if let reason = try context.hold(on: id, of: scope, db) { throw Failure.conflict(reason) }
    }

    /// Stores a step and tells the log, with what else changed with it.
    ///
    /// - Throws: 409 where somebody else took one meanwhile.
    public func take(
        _ transition: Transition<Action>, on subject: Subject, reason: String = "", changes: [AuditChange] = [],
        _ context: RequestContext, _ db: any Connection
    ) throws {
        guard try step(subject, transition, reason: reason, by: context.actorRef, now: context.now, db) else {
            throw Failure.conflict(overtaken, code: .staleVersion)
        }
        let told =
            [
                AuditChange(field: "state", before: subject.state.rawValue, after: transition.to.rawValue),
                AuditChange(field: "reason", before: nil, after: reason.isEmpty ? nil : reason),
            ] + changes
        try context.record(
            transition.name.rawValue, scope.name, id: subject.id, label: subject.label,
            changes: told.filter { $0.before != $0.after }, db)
    }

    /// Changes the state, and notes who changed it and why; false where the record is not in that state any more.
    public func step(
        _ subject: Subject, _ transition: Transition<Action>, reason: String, by who: ActorRef, now: Instant,
        _ db: any Connection
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE \(sql: table) SET state = \(transition.to), version = version + 1, updated_at = \(now)
            WHERE id = \(subject.id) AND state = \(subject.state)
            """)
        guard changed > 0 else { return false }
        try note(
            subject.id, named: transition.name.rawValue, from: subject.state, to: transition.to, reason: reason,
            by: who,
            now: now, db)
        return true
    }

    /// Notes a step; one that an imported record took elsewhere is named `import`.
    public func note(
        _ id: Int64, named name: String = "import", from: Action.State, to: Action.State, reason: String,
        by who: ActorRef, now: Instant, _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO \(sql: steps) (\(sql: owner), name, from_state, to_state, reason, person_id, person_name, created_at)
            VALUES (\(id), \(name), \(from), \(to), \(reason), \(who.id), \(who.name), \(now))
            """)
    }

    /// The steps of a record, newest first; the last two hundred.
    public func steps(of id: Int64, _ db: any Connection) throws -> [WorkflowStep] {
        try db.rows(
            """
            SELECT from_state, to_state, reason, person_name, created_at FROM \(sql: steps) WHERE \(sql: owner) = \(id)
            ORDER BY id DESC LIMIT 200
            """
        ).map { row in
            WorkflowStep(
                from: try row.get("from_state", as: Action.State.self),
                to: try row.get("to_state", as: Action.State.self),
                who: try row.get("person_name"), reason: try row.get("reason"), when: try row.get("created_at"))
        }
    }

    /// The buttons that whoever looks may press now.
    public func buttons(
        _ subject: Subject, path: String, _ context: RequestContext, _ db: any Connection
    ) throws -> [WorkflowButton] {
        try Transition<Action>.from(subject.state).filter {
            try context.may($0.permission, scope, on: subject.id, db)
        }.map { WorkflowButton($0.name, path: path) }
    }
}
