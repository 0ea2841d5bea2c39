public import PortalDatabase
import PortalLanguage
import PortalValues

/// Decides whether a visit may pass, on the state as stored in this very unit of work.
enum Authorizer {
    /// Throws what a refused visitor meets. Resolves the elements that the path names on the way.
    static func check(_ access: Access, _ context: inout RequestContext, _ db: any Connection) throws {
        switch access {
        case .everyone, .machine:
            return
        case .signedIn:
            guard !context.actor.isVisitor else { throw Failure.signIn }
        case .may(let action, let scope):
            guard context.may(action, scope) else { throw context.refusal("\(action)/\(scope.name)") }
        case .maySome(let action, let scope):
            guard context.maySome(action, scope) else { throw context.refusal("\(action)/\(scope.name)") }
        case .mayOn(let action, let scope, let path):
            try checkElement(action, scope, path, &context, db)
        case .rule(let rule):
            try rule.check(&context, db)
        case .all(let list):
            for one in list { try check(one, &context, db) }
        case .any(let list):
            var last: any Error = Failure.notFound
            for one in list {
                do { return try check(one, &context, db) } catch let failure as Failure { last = failure }
            }
            throw last
        case .confirmed(let inner):
            try check(inner, &context, db)
            try context.demandConfirmed(db)
        }
    }

    private static func checkElement(
        _ action: Action, _ scope: Scope, _ path: String, _ context: inout RequestContext, _ db: any Connection
    ) throws {
        let key = path.split(separator: "/").map { context.parameter(String($0)) }.joined(separator: "/")
        guard let element = try db.element(key, of: scope) else {
            // Whoever may not look at such things at all is not told which of them exist.
            guard context.maySome(action, scope) else { throw context.refusal("\(action)/\(scope.name)") }
            throw Failure.notFound
        }
        guard try context.may(action, scope, on: element, db) else {
            if scope.confidential, !context.actor.isVisitor { throw Failure.notFound }
            throw context.refusal("\(action)/\(scope.name)")
        }
        if action != .read { try context.demandUnerased(element, of: scope, db) }
        context.elements[path] = element
    }
}

extension RequestContext {
    /// Throws where the personal data of this element were erased: nothing is written into it again, by whichever way.
    public func demandUnerased(_ element: Int64, of scope: Scope, _ db: any Connection) throws {
        guard application.subjectKinds.contains(where: { $0.locks && $0.scope.name == scope.name }),
            let moment = try Erasures.moment(SubjectName(rawValue: scope.name), element, db)
        else { return }
        throw Erasures.refusal(moment)
    }
}
