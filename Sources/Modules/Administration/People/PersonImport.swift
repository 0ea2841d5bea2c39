import Accounts
import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// The columns of a file of people: those that the export writes, and what a new person needs besides.
enum PersonColumn: String, ImportColumn {
    case username
    case lastName = "last_name"
    case firstName = "first_name"
    case email, language, account, roles
    case disabled = "disabled_at"
    case lastSeen = "last_login_at"

    static let required: [PersonColumn] = [.lastName, .firstName]

    var title: Message {
        switch self {
        case .username: tr("User name")
        case .lastName: tr("Last name")
        case .firstName: tr("First name")
        case .email: tr("E-mail")
        case .language: tr("Language")
        case .account: tr("Account")
        case .roles: tr("Roles")
        case .disabled: tr("Account disabled on")
        case .lastSeen: tr("Last sign-in")
        }
    }

    var aliases: [String] {
        switch self {
        case .username: ["user name", "login", "identifiant", "nom d utilisateur", "pseudo", "utilisateur"]
        case .lastName: ["last name", "nom", "nom de famille", "surname", "family name", "lastname"]
        case .firstName: ["first name", "prenom", "prenoms", "given name", "firstname"]
        case .email:
            ["e mail", "mail", "courriel", "email address", "e mail address", "adresse e mail", "adresse mail"]
        case .language: ["langue", "lang"]
        case .account: ["compte", "invite", "invitation"]
        case .roles: ["role", "groupes", "groups"]
        case .disabled: ["account disabled on", "compte desactive le"]
        case .lastSeen: ["last sign in", "derniere connexion"]
        }
    }
}

/// What a line of a file of people means: somebody new, perhaps with an account, or what changes of somebody who is here. It is stored by
/// the functions that the person's page calls, by the rights of whoever imports. Roles are given, never taken.
struct PersonImport: ImportTask {
    /// A line that is right.
    struct Plan: Sendable {
        let form: PersonForm
        /// Nil for somebody new.
        let old: Int64?
        let roles: [Role]
    }

    /// Who earlier lines have named: nobody stands in a file twice.
    struct Memory: ImportMemory {
        var addresses: Set<String> = []
        /// First and last names of those without both.
        var names: Set<String> = []
    }

    static let identifier = PersonColumn.username
    static let label = PersonColumn.lastName
    static func key(_ identifier: String) -> String { identifier.tidied.lowercased() }

    let module: AdministrationModule
    let context: RequestContext

    func look(
        _ row: ImportRow<PersonColumn>, after earlier: Memory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        let old = try known(row, &errors, db)
        if let old, try !context.may(.read, .person, on: old.id, db) {
            errors["username"] = tr("Somebody else already has this user name or address.")
            return .refused
        }
        let form = form(row, over: old, &errors)
        let email = form.email.tidied.lowercased()
        if !email.isEmpty, earlier.addresses.contains(email) {
            errors["email"] = tr("An earlier line has this address already.")
        }
        if old == nil, Self.isNameless(form), earlier.names.contains(Self.names(form)) {
            errors["last_name"] = tr(
                "An earlier line has the same names: an address or a user name tells the two apart.")
        }
        try checkAccount(row, form, old, &errors, db)
        var person: NewPerson?
        do throws(FieldErrors) { person = try form.person(context.application.assetStore.assets.languages) } catch {
            for one in error.list { errors[one.field] = one.message }
        }
        let roles = try roles(row, of: old, &errors, db)
        guard let old else { return .new(Plan(form: form, old: nil, roles: roles)) }
        guard let person else { return .refused }
        var changes = old.differences(from: person, context.application).map(\.label)
        if !roles.isEmpty { changes.append(tr("Roles")) }
        guard !changes.isEmpty else { return .unchanged }
        if try !context.may(.update, .person, on: old.id, db) { errors["username"] = tr("You may not change this.") }
        if person.email != old.email {
            if old.id == context.actor.id { errors["email"] = AdministrationModule.ownAddress }
            try errors.note("email") { try RoleGift.demandRank(over: old.id, context, db) }
        }
        return .changed(Plan(form: form, old: old.id, roles: roles), changes)
    }

    func remember(_ plan: Plan, in memory: inout Memory) {
        let email = plan.form.email.tidied.lowercased()
        if !email.isEmpty { memory.addresses.insert(email) }
        if plan.old == nil, Self.isNameless(plan.form) { memory.names.insert(Self.names(plan.form)) }
    }

    private static func isNameless(_ form: PersonForm) -> Bool { form.email.tidied.isEmpty && !form.account }

    private static func names(_ form: PersonForm) -> String { "\(form.firstName.tidied)\n\(form.lastName.tidied)" }

    /// What the account and the address of a line say that storing it would refuse, or that no file changes.
    private func checkAccount(
        _ row: ImportRow<PersonColumn>, _ form: PersonForm, _ old: StoredPerson?, _ errors: inout FieldErrors,
        _ db: any Connection
    ) throws {
        let zone = context.language.formats.zone
        if let old {
            row.compare(.disabled, &errors) { typed in
                guard let moment = try? WallTime.day(typed, in: zone), let since = old.disabledAt else { return false }
                return WallTime.isSame(moment, since, in: zone)
            }
            let email = form.email.tidied.lowercased()
            let holder = try db.value("SELECT id FROM person WHERE email_key = \(email)", as: Int64.self)
            if !email.isEmpty, let holder, holder != old.id {
                errors["email"] = tr("Somebody else already has this user name or address.")
            }
            try errors.note("username") { try context.demandUnerased(old.id, of: .person, db) }
        } else if form.account {
            if !row[.disabled].tidied.isEmpty {
                errors["disabled_at"] = tr("This account is disabled: an import opens none of those.")
            }
            if !form.username.isEmpty, let fault = People.usernameFault(form.username) { errors["username"] = fault }
        }
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        let id: Int64
        if let old = plan.old {
            try module.save(plan.form, over: try StoredPerson.find(old, db), context, db)
            id = old
        } else {
            id = try module.enter(plan.form, except: reserved, context, db)
        }
        let person = try StoredPerson.find(id, db)
        for role in plan.roles { _ = try module.give(role, to: person, context, db) }
        return person.username ?? ""
    }

    /// Whom the line names: by user name, by address, or, where it says neither, by names that only people without both bear.
    private func known(_ row: ImportRow<PersonColumn>, _ errors: inout FieldErrors, _ db: any Connection) throws
        -> StoredPerson?
    {
        let (username, email) = (row[.username].tidied, row[.email].tidied)
        var id: Int64?
        if !username.isEmpty { id = try People.find(username: username, db) }
        if id == nil, !email.isEmpty {
            id = try db.value("SELECT id FROM person WHERE email_key = \(email.lowercased())", as: Int64.self)
            if id != nil, !username.isEmpty {
                errors["username"] = tr("Somebody with this address has another user name, or no account.")
            }
        }
        if username.isEmpty, email.isEmpty {
            id = try db.value(
                """
                SELECT person.id FROM person WHERE first_name = \(row[.firstName].tidied) AND last_name = \(row[.lastName].tidied)
                    AND email IS NULL AND NOT EXISTS (SELECT 1 FROM account WHERE account.person_id = person.id)
                ORDER BY id LIMIT 1
                """, as: Int64.self)
        }
        return try id.map { try StoredPerson.find($0, db) }
    }

    /// The line as the form of the page. An empty cell says nothing about whoever is here; an account is opened for new people only.
    private func form(_ row: ImportRow<PersonColumn>, over old: StoredPerson?, _ errors: inout FieldErrors)
        -> PersonForm
    {
        func cell(_ column: PersonColumn, _ stored: String?) -> String {
            let typed = row[column].tidied
            return typed.isEmpty ? stored ?? "" : typed
        }
        var pairs = [
            ("first_name", cell(.firstName, old?.firstName)), ("last_name", cell(.lastName, old?.lastName)),
            ("email", cell(.email, old?.email)), ("language", language(row, &errors) ?? old?.language ?? ""),
            ("version", old.map { String($0.version) } ?? ""),
        ]
        if old == nil, wantsAccount(row, &errors) {
            pairs += [("account", "on"), ("username", row[.username].tidied)]
        }
        return PersonForm(Fields(pairs))
    }

    /// A language by its code or its name.
    private func language(_ row: ImportRow<PersonColumn>, _ errors: inout FieldErrors) -> String? {
        let typed = row[.language].tidied
        if typed.isEmpty { return nil }
        let all = context.application.assetStore.assets.languages.all
        return all.first { $0.code == typed.lowercased() || $0.name.folded == typed.folded }?.code ?? typed
    }

    /// Whoever has a user name in the file has an account; others where a column says so.
    private func wantsAccount(_ row: ImportRow<PersonColumn>, _ errors: inout FieldErrors) -> Bool {
        let typed = row[.account].tidied
        if typed.isEmpty { return !row[.username].tidied.isEmpty }
        if context.application.says(typed, trc("setting", "yes"), or: "true") || typed == "1" { return true }
        if !context.application.says(typed, trc("setting", "no"), or: "false"), typed != "0" {
            errors["account"] = tr("Yes or no.")
        }
        return false
    }

    /// The roles that the line names and the person does not have yet, as far as whoever imports may give them.
    private func roles(
        _ row: ImportRow<PersonColumn>, of old: StoredPerson?, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> [Role] {
        let names = row[.roles].split(separator: ",").map { String($0).tidied }.filter { !$0.isEmpty }
        if names.isEmpty { return [] }
        let held = Set(try old.map { try Roles.held(by: $0.id, db).map(\.id) } ?? [])
        var roles: [Role] = []
        for name in names {
            guard let role = try Roles.find(name, db), role.id != Role.publicID else {
                errors["roles"] = tr("There is no role “%(name)s”.", ["name": .text(name)])
                continue
            }
            if held.contains(role.id) { continue }
            try errors.note("roles") {
                try context.demand(.update, .role, on: role.id, db)
                try RoleGift.demand(role.id, context, db)
                if let old {
                    try context.demand(.update, .person, on: old.id, db)
                } else if !context.may(.update, .person) {
                    throw Failure.forbidden(missing: "update/person")
                }
            }
            roles.append(role)
        }
        return roles
    }
}

extension AdministrationModule {
    /// The import of people from the command line.
    public var importedPeople: any FileImport { peopleImport }

    /// The pages that bring people in.
    var peopleImport: ImportController<PersonImport> {
        ImportController(
            "/administration/people", "person", tr("People"), .may(.create, .person),
            notes: [
                tr("The file is what the export of people writes; an export that is sent again changes nothing."),
                tr(
                    "Somebody is known by user name or by address. An empty cell changes nothing; roles are given, never taken."
                ),
                tr(
                    "Whoever is new gets an account where the line has a user name, or “yes” in the column “Account”; a link to choose a password is then sent."
                ),
            ]
        ) { context in PersonImport(module: self, context: context) }
    }
}
