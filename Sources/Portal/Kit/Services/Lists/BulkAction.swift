public import PortalDatabase
public import PortalLanguage
public import PortalTemplates

/// Something that can be done to several records of a list at once, chosen from the menu below it.
public struct BulkAction: Sendable {
    /// What the menu sends.
    let name: String
    let label: Message
    let work: @Sendable (String, RequestContext, any Connection) throws -> Bool

    /// - Parameters:
    ///   - name: one word, or several for one of several choices: `assign zlefevre`.
    ///   - label: what the menu says.
    ///   - work: does it to the record of this identifier, and tells whether that changed anything. It asks for the right to it itself, and
    ///     throws a ``Failure`` where the record is not to be had, or is in no state for it; the others are done all the same.
    public init(
        _ name: String, _ label: Message,
        _ work: @escaping @Sendable (String, RequestContext, any Connection) throws -> Bool
    ) {
        self.name = name
        self.label = label
        self.work = work
    }
}

extension BulkAction {
    /// Something that is done to records of a scope by whoever may do `need` to each; `work` tells whether that changed anything.
    public init(
        _ name: String, _ label: Message, _ need: Action, _ scope: Scope,
        _ work: @escaping @Sendable (Int64, RequestContext, any Connection) throws -> Bool
    ) {
        self.init(name, label) { key, context, db in
            guard let id = try db.element(key, of: scope) else { throw Failure.notFound }
            try context.demand(need, scope, on: id, db)
            try context.demandUnerased(id, of: scope, db)
            return try work(id, context, db)
        }
    }

    /// Putting several records away and taking them back, for whoever may do `need` to any; `work` tells whether that changed anything.
    public static func archiving(
        _ scope: Scope, need: Action = .update, _ context: RequestContext,
        _ work: @escaping @Sendable (_ isArchived: Bool, Int64, RequestContext, any Connection) throws -> Bool
    ) -> [BulkAction] {
        guard context.maySome(need, scope) else { return [] }
        return [("archive", tr("Archive"), true), ("restore", tr("Restore"), false)].map { name, label, isArchived in
            BulkAction(name, label, need, scope) { try work(isArchived, $0, $1, $2) }
        }
    }
}

/// What can be done to the lines of a list, as `partials/selection.html` draws it.
public struct BulkBar: Model {
    let action, back: String
    let choices: [Choice]

    /// What its partial may name.
    public static let fields: [Field<BulkBar>] = [
        .text("action") { $0.action }, .text("back") { $0.back }, .list("choices") { $0.choices },
    ]
}

extension BulkBar {
    /// An invented one.
    public static var sample: BulkBar {
        BulkBar(
            action: "/clients/selection", back: "/clients",
            choices: [Choice("archive", tr("Archive"), selected: false)])
    }
}

/// What it sends: the ticked records, and what is to be done to them.
struct SelectionForm: Form {
    let picked: [String]
    let action, back: String
    static let names = ["action", "back"]
    static let lists = ["pick"]
    init(_ fields: Fields) {
        var seen: Set<String> = []
        picked = fields.all("pick").filter { seen.insert($0).inserted }
        action = fields["action"]
        back = fields["back"]
    }
}

/// The lines of a list that are ticked, and what can be done to them.
public struct Selection: Sendable {
    /// As many records as can be ticked at once: more than any page shows.
    static let mostPicked = 200

    private let path: String
    let actions: @Sendable (RequestContext, any Connection) throws -> [BulkAction]

    /// Of the list at `path`; `actions` are those that the visitor may choose.
    public init(
        _ path: String, _ actions: @escaping @Sendable (RequestContext, any Connection) throws -> [BulkAction]
    ) {
        self.path = path
        self.actions = actions
    }

    /// Where what was chosen is done to the ticked records, for whoever may see the list: each of them all or nothing, in one transaction.
    public func route(_ access: Access) -> Route {
        .post(path + "/selection", .all([.signedIn, access]), bodyLimit: 64 << 10, apply)
    }

    /// What stands below the list; nil where the visitor may do nothing.
    public func bar(_ context: RequestContext, _ db: any Connection) throws -> BulkBar? {
        let actions = try actions(context, db)
        guard context.actor.id != nil, !actions.isEmpty else { return nil }
        return BulkBar(
            action: context.url(path + "/selection"), back: context.request.pathAndQuery,
            choices: actions.map { Choice($0.name, $0.label, selected: false) })
    }

    private func apply(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SelectionForm = try context.form()
        let reply = HandlerResponse.seeOther(Escape.back(form.back, within: path))
        guard let action = try actions(context, db).first(where: { $0.name == form.action }) else {
            return reply.noticing(.warn, tr("Please choose what to do with the selected lines."))
        }
        guard form.picked.count <= Self.mostPicked else { throw Failure.badRequest(.parameter("pick")) }
        guard !form.picked.isEmpty else { return reply.noticing(.warn, tr("Please select at least one line first.")) }
        var (changed, refused) = (0, [String]())
        for id in form.picked {
            do {
                if try db.savepoint({ try action.work(id, context, db) }) { changed += 1 }
            } catch is Failure { refused.append(String(id.prefix(40))) }
        }
        var notices = reply
        if changed > 0 {
            notices = notices.noticing(
                .good,
                trn(
                    "%(count)s record was changed: %(action)s.", "%(count)s records were changed: %(action)s.", changed,
                    ["action": .message(action.label)]))
        } else if refused.isEmpty {
            notices = notices.noticing(.info, tr("Nothing has changed."))
        }
        if !refused.isEmpty {
            notices = notices.noticing(
                .warn,
                tr("This could not be done to: %(names)s", ["names": .text(refused.prefix(10).joined(separator: ", "))])
            )
        }
        return notices
    }
}
