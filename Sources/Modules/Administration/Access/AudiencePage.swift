import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// Everybody who may do something with one element, or with a scope as a whole, and why.
struct AudiencePage: Page {
    let scope: Message
    let element, url: String
    let actions: [Choice]
    let everybody: Bool
    let roles: [PermissionView]
    let people: [Entitled]
    let count: Message
    let cut: Bool

    /// Somebody who may.
    struct Entitled: Model {
        let person: HolderView
        let roles: [RoleView]
        static let fields: [Field<Entitled>] = [.model("person") { $0.person }, .list("roles") { $0.roles }]
    }

    static let template = "administration/audience.html"
    static let fields: [Field<AudiencePage>] = [
        .message("scope") { $0.scope }, .text("element") { $0.element }, .text("url") { $0.url },
        .list("actions") { $0.actions },
        .flag("everybody") { $0.everybody }, .list("roles") { $0.roles }, .list("people") { $0.people },
        .message("count") { $0.count }, .flag("cut") { $0.cut },
    ]
    static var sample: AudiencePage {
        AudiencePage(
            scope: tr("Roles"), element: "Commercial", url: "/administration/access/role/commercial",
            actions: [Choice("read", Action.read.words, selected: true)], everybody: false, roles: [.sample],
            people: [
                Entitled(
                    person: HolderView(
                        name: "Zoé Lefèvre", initials: "ZL", url: "/administration/people/zlefevre", note: "zlefevre"),
                    roles: [.sample])
            ], count: PeoplePage.counted(1), cut: false)
    }
}

extension AdministrationModule {
    func showAudience(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let scope = context.application.scopes[context.parameter("scope")] else { throw Failure.notFound }
        let key = context.parameter("element")
        let element = key.isEmpty ? nil : try db.element(key, of: scope)
        guard key.isEmpty || element != nil else { throw Failure.notFound }
        let chosen = context.request.query["action"]
        let action = chosen.isEmpty ? Action.read : Action(chosen)
        guard scope.everyAction.contains(action) else { throw Failure.badRequest(.parameter("action")) }
        // Its name is on the page: whoever may not look at the thing does not learn it here.
        if let element { try context.demand(.read, scope, on: element, db) }
        let question = AccessQuestion(person: nil, action: action, scope: scope, element: element)
        let audience = try Audience(question, context, db)
        return .page(
            AudiencePage(
                scope: scope.title, element: try element.flatMap { try db.label($0, of: scope) } ?? "",
                url: context.url(context.request.path),
                actions: scope.everyAction.map { Choice($0.name, $0.words, selected: $0 == action) },
                everybody: audience.everybody,
                roles: audience.reaching, people: audience.people, count: PeoplePage.counted(audience.people.count),
                cut: audience.isCut))
    }
}
