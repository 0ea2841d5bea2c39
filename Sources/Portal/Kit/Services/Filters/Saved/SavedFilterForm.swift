import PortalDatabase
import PortalLanguage
import PortalValues

/// What a browser says of a filter to be kept.
struct SavedFilterForm: Form {
    var name = ""
    var text = ""
    /// The role that shares it; empty for oneself.
    var role = ""
    var version = ""
    static let names = ["name", "text", "role", "version"]

    init(_ fields: Fields) {
        name = fields["name"]
        text = fields["text"]
        role = fields["role"]
        version = fields["version"]
    }

    init(_ filter: SavedFilter) {
        name = filter.name
        text = filter.text
        role = filter.role?.name ?? ""
        version = String(filter.version)
    }

    static let labels: [String: Message] = [
        "name": tr("Name"), "text": tr("Condition"), "role": trc("filter", "Shared with"),
    ]
    /// A person, or a role, has at most so many for a list.
    static let most = 50
    /// A name has at most so many characters.
    static let longestName = 60
}

/// Whether a list opens with a filter.
struct SavedFilterDefaultForm: Form {
    let isDefault: Bool
    static let names = ["default"]
    init(_ fields: Fields) { isDefault = fields["default"] == "yes" }
}

extension SavedFilterController {
    /// The checked facts; nil, and what is wrong, where something is. The condition must be one that the list understands now.
    func facts(
        _ form: SavedFilterForm, over old: SavedFilter?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> SavedFilterFacts? {
        guard let person = context.actor.id else { throw Failure.signIn }
        let name = errors.line("name", form.name, most: SavedFilterForm.longestName, optional: false)
        let text = form.text.tidied
        if text.isEmpty { errors["text"] = tr("Please fill this in.") }
        do {
            try Filter(FilterQuery(text), catalogue(context), FilterContext(context, db), id: id).check(db)
        } catch let fault as FilterError { errors["text"] = fault.message }
        var holder = SavedFilter.Holder.person(person)
        if !form.role.tidied.isEmpty {
            guard let role = try roles(context, db).first(where: { $0.name == form.role }) else {
                errors["role"] = tr("A filter is shared with a role that you hold, or that you may change.")
                return nil
            }
            holder = .role(role.id)
        }
        let isMoved = old.map { Self.holder($0) != holder } ?? true
        if isMoved, try SavedFilter.count(holder, list: scope.name, db) >= SavedFilterForm.most {
            errors["name"] = tr(
                "There are %(count)s of them already; remove one first.", ["count": .number(SavedFilterForm.most)])
        }
        return errors.isEmpty ? SavedFilterFacts(name: name, text: text, holder: holder) : nil
    }

    static func holder(_ filter: SavedFilter) -> SavedFilter.Holder {
        if let role = filter.role { return .role(role.id) }
        return .person(filter.personID ?? 0)
    }

    /// The roles with which the visitor may share: those they hold, and those they may change.
    func roles(_ context: RequestContext, _ db: any Connection) throws -> [Role] {
        guard let person = context.actor.id else { return [] }
        let held = Set(try Roles.held(by: person, db).map(\.id))
        return try Roles.list(db).filter { try held.contains($0.id) || administers($0.id, context, db) }
    }

    /// Whether the visitor may change a role, and so what it shares.
    func administers(_ role: Int64, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        guard let roles = context.application.scopes["role"] else { return false }
        return try context.may(.update, roles, on: role, db)
    }

    /// Whether the visitor may change a filter: their own, what they share with a role they still hold, and what a role shares that
    /// they may change.
    func mayChange(_ filter: SavedFilter, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        guard let person = context.actor.id else { return false }
        guard let role = filter.role else { return filter.personID == person }
        if try administers(role.id, context, db) { return true }
        return try filter.personID == person && Roles.held(by: person, db).contains { $0.id == role.id }
    }
}
