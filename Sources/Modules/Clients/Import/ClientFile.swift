import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// What a line of a file of clients means: a new client, perhaps with a new company, or what changes of a client who is here. It is stored
/// by the functions that the client's page calls, by the rights of whoever imports.
struct ClientFile: ImportTask {
    /// A line that is right.
    struct Plan: Sendable {
        let form: ClientForm
        let old: Client?
        let company: CompanyPlan?
        /// When the client was entered elsewhere; nil for now.
        let createdAt: Instant?
    }

    /// A company that is not here yet.
    struct CompanyPlan: Sendable {
        /// Its identifier or, without one, its name.
        let key: String
        /// Nil where an earlier line enters it.
        let form: CompanyForm?
    }

    /// The identifiers of companies that earlier lines enter.
    struct Memory: ImportMemory {
        var companies: Set<String> = []
    }

    static let identifier = ClientColumn.clientID
    static let label = ClientColumn.lastName
    static func key(_ identifier: String) -> String { CustomID.key(identifier) }

    let context: RequestContext

    func look(
        _ row: ImportRow<ClientColumn>, after earlier: Memory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        let key = CustomID.key(row[.clientID])
        let id = key.isEmpty ? nil : try db.element(key, of: ClientsModule.client)
        let old = try id.flatMap { try ClientsModule.clients.find($0, db) }
        if let old, try !context.may(.read, ClientsModule.client, on: old.id, db) {
            errors["client_id"] = tr("Another client already has this identifier.")
            return .refused
        }
        var form = old?.form ?? ClientForm(Fields())
        form.overlay(row)
        form["company_id"] = old?.facts.company?.customID ?? ""
        if let old { form["client_id"] = old.customID }
        let company = try company(row, old, after: earlier, &form, &errors, db)
        var found = FieldErrors()
        let draft = try found.noting("commercial") { found in
            try ClientsModule.clients.draft(form, over: old, &found, context, db)
        }
        for one in found.list {
            // The company stands in two columns of a file; told is the one that says something.
            let isByName = one.field == "company_id" && row[.companyID].tidied.isEmpty
            errors[isByName ? ClientColumn.companyName.rawValue : one.field] = one.message
        }
        guard let old, let draft else {
            return .new(Plan(form: form, old: nil, company: company, createdAt: row.created(&errors, context)))
        }
        row.compareCreation(with: old.createdAt, &errors, context)
        var changes = ClientFacts.changes(from: old.facts, to: draft).map {
            ClientFacts.labels[$0.field] ?? .verbatim($0.field)
        }
        if company != nil { changes.append(tr("Company")) }
        guard !changes.isEmpty else { return .unchanged }
        if try !context.may(.update, ClientsModule.client, on: old.id, db) {
            errors["client_id"] = tr("You may not change this client.")
        }
        try errors.note("client_id") { try context.demandUnerased(old.id, of: ClientsModule.client, db) }
        return .changed(Plan(form: form, old: old, company: company, createdAt: nil), changes)
    }

    func remember(_ plan: Plan, in memory: inout Memory) {
        if let company = plan.company?.form { memory.companies.insert(CustomID.key(company["company_id"])) }
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        var form = plan.form
        if let company = plan.company {
            // An earlier line may have entered it meanwhile.
            let known = try Companies.meant(by: company.key, db).first
            form["company_id"] =
                try known?.customID
                ?? company.form.map { try ClientsModule.companies.enter($0, context, db).customID } ?? company.key
        }
        if let old = plan.old { return try ClientsModule.clients.save(form, over: old, context, db).customID }
        let client = try ClientsModule.clients.enter(form, except: reserved, context, db)
        if let created = plan.createdAt { try ClientsModule.clients.carry(created, of: client.id, db) }
        return client.customID
    }

    /// Puts the company of a line into the form; gives one that is not here yet, where nothing is known by its identifier, or, without one, by
    /// its name.
    private func company(
        _ row: ImportRow<ClientColumn>, _ old: Client?, after earlier: Memory, _ form: inout ClientForm,
        _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> CompanyPlan? {
        let (id, name) = (row[.companyID].tidied, row[.companyName].tidied)
        let typed = id.isEmpty ? name : id
        if typed.isEmpty { return nil }
        // The name of the company that the client has already, in whatever way there are others of that name.
        if id.isEmpty, let company = old?.facts.company, company.name.folded == name.folded { return nil }
        form["company_id"] = typed
        guard typed.utf8.count <= 600, try Companies.meant(by: typed, db).isEmpty else { return nil }
        if !id.isEmpty, earlier.companies.contains(CustomID.key(id)) {
            form["company_id"] = old?.facts.company?.customID ?? ""
            return CompanyPlan(key: id, form: nil)
        }
        guard !name.isEmpty else { return nil }
        form["company_id"] = old?.facts.company?.customID ?? ""
        var company = CompanyForm(Fields())
        company["company_id"] = id
        company["company_name"] = name
        var found = FieldErrors()
        _ = CompanyFacts().changed(by: company, at: context.recordMoment, &found)
        for one in found.list { errors[one.field] = one.message }
        if !context.may(.create, ClientsModule.company) {
            errors["company_name"] = tr("There is no such company, and you may not enter companies.")
        }
        return CompanyPlan(key: typed, form: company)
    }
}

extension FieldErrors {
    /// Notes, in words, what is refused as a whole; nil then.
    fileprivate mutating func noting<T>(_ field: String, _ work: (inout FieldErrors) throws -> T) throws -> T? {
        do { return try work(&self) } catch Failure.forbidden {
            self[field] = tr("You may not do this.")
            return nil
        }
    }
}

extension ClientsModule {
    /// What the pages do, for whoever calls it without them.
    public var importedClients: any FileImport { clientImport }

    /// The pages that bring clients in.
    var clientImport: ImportController<ClientFile> {
        ImportController(
            "/clients", "client", tr("Clients"), .may(.create, Self.client),
            notes: [
                tr("The file is what the export of clients writes; an export that is sent again changes nothing."),
                tr(
                    "Only the names are needed. A line whose identifier is here already changes that client; an empty cell changes nothing."
                ),
                tr(
                    "A line names its company by identifier, or by name; a company that is not here yet is entered, where you may do that."
                ),
            ]
        ) { context in ClientFile(context: context) }
    }
}

/// A column of a file of clients.
typealias ClientColumn = RecordColumn<ClientFacts>

extension RecordColumn<ClientFacts> {
    static var clientID: Self { named("client_id") }
    static var lastName: Self { named("last_name") }
    static var companyID: Self { named("company_id") }
    static var companyName: Self { named("company_name") }
    static var commercial: Self { named("commercial") }

    private static func named(_ name: String) -> Self { Self(rawValue: name) ?? .created }
}
