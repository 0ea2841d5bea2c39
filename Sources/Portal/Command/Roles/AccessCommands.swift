import Accounts
import ArgumentParser
import PortalDatabase
import PortalKit

/// `portal access …`
struct AccessCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Who may what, and why.", subcommands: [ExplainAccess.self])
}

/// `portal access explain USERNAME|PUBLIC ACTION SCOPE [ELEMENT]`
struct ExplainAccess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Print “allowed” or “denied”, then why; exit with 0 or 1.")

    @Argument(help: "A user name, or PUBLIC for a visitor.")
    var username: String

    @OptionGroup
    var permission: TypedPermission

    func run() async throws {
        let explanation = try await Desk.open { desk in
            let scopes = desk.scopes
            let scope = try permission.scope(in: scopes)
            let action = Action(permission.action)
            let element = permission.element
            return try await desk.database.read { [username] db in
                let person = username == "PUBLIC" ? nil : try People.find(username: username, db)
                guard username == "PUBLIC" || person != nil else {
                    throw CommandError("nobody signs in as “\(username)”")
                }
                let held = try Roles.held(of: person, db)
                switch try TypedPermission.target(element, in: scope, db) {
                case .every: return try db.explain(action, scope, element: nil, held: held, person: person, in: scopes)
                case .element(let id):
                    return try db.explain(action, scope, element: id, held: held, person: person, in: scopes)
                case .relation(let name):
                    return try db.explain(action, scope, relation: name, held: held, person: person, in: scopes)
                }
            }
        }
        Terminal.say(explanation.allowed ? "allowed" : "denied")
        for reason in explanation.reasons { Terminal.say(reason) }
        if !explanation.allowed { throw ExitCode.failure }
    }
}

extension Connection {
    /// Explains a right on elements that stand in a relation to the person, whichever these are.
    fileprivate func explain(
        _ action: Action, _ scope: Scope, relation: String, held: [HeldGrant], person: Int64?, in scopes: Scopes
    ) throws -> Explanation {
        // No relation can name a visitor.
        let targets: [Grant.Target] = person == nil ? [.every] : [.every, .relation(relation)]
        let fitting = held.filter { $0.grant.scope == scope.name && targets.contains($0.grant.target) }
        let request = action == .write ? [Action.create, .update] : [action]
        let answering = request.map { part in
            fitting.filter { $0.grant.action.covers(part) || $0.grant.action.covers(action) }
        }
        guard answering.allSatisfy({ !$0.isEmpty }) else {
            let reason = "no role of theirs, nor PUBLIC, holds \(action)/\(scope.name)[\(relation)] or more"
            return Explanation(allowed: false, reasons: [reason])
        }
        var reasons: [String] = []
        for one in answering.joined() {
            let reason = "role \(one.roleName) holds \(try describe(one.grant, in: scopes))"
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        return Explanation(allowed: true, reasons: reasons)
    }
}
