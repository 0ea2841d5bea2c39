import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a line of a file of clients means: a new client, and perhaps a new company.
struct ClientImportTask: ImportTask {
    /// A line that is right.
    struct Plan: Sendable {
        let facts: ClientFacts
        let company: CompanyPlan
        let commercial: Commercial?
    }

    /// Where the client works.
    enum CompanyPlan: Sendable {
        case none
        case known(CompanyRef)
        case new(CustomID?, name: String)
    }

    /// The companies that earlier lines would make: identifiers, and how many of each folded name.
    struct Memory: ImportMemory {
        var ids: Set<String> = []
        var names: [String: Int] = [:]
    }

    static let identifier = ClientColumn.clientID
    static let label = ClientColumn.lastName
    static let isLogged = false
    static func key(_ identifier: String) -> String { CustomID.key(identifier) }

    let now: Instant
    private let commercials: [String: Commercial]

    /// For one unit of work.
    init(now: Instant, _ db: any Connection) throws {
        self.now = now
        commercials = Dictionary(
            try Commercials.all(db).map { ($0.username.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func look(
        _ row: ImportRow<ClientColumn>, after earlier: Memory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        let moment = RecordMoment(today: now.utc.day, zone: .utc)
        var form = ClientForm(Fields())
        form.overlay(row)
        let facts = ClientFacts().changed(by: form, at: moment, &errors)
        if let id = facts.customID, try db.row("SELECT id FROM client WHERE custom_id_key = \(id.key)") != nil {
            errors["client_id"] = tr("Another client already has this identifier.")
        }
        let company = try company(row, after: earlier, &errors, db)
        var commercial: Commercial?
        let username = row[.commercial].tidied
        if !username.isEmpty {
            commercial = commercials[username.lowercased()]
            if commercial == nil { errors["commercial"] = tr("Nobody with this user name looks after clients.") }
        }
        return .new(Plan(facts: facts, company: company, commercial: commercial))
    }

    func remember(_ plan: Plan, in memory: inout Memory) {
        guard case .new(let id, let name) = plan.company else { return }
        if let id { memory.ids.insert(id.key) }
        memory.names[name.folded, default: 0] += 1
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        let company: CompanyRef? =
            switch plan.company {
            case .none: nil
            case .known(let ref): ref
            case .new(let id, let name): try newCompany(id, name, db)
            }
        var facts = plan.facts
        facts.company = company
        facts.commercial = plan.commercial
        return try ClientsModule.clients.insert(facts, except: reserved, now: now, db).customID
    }

    private func newCompany(_ id: CustomID?, _ name: String, _ db: any Connection) throws -> CompanyRef {
        var facts = CompanyFacts()
        facts.customID = id
        facts.name = name
        facts.address.country = PostalAddress.france
        return try ClientsModule.companies.insert(facts, now: now, db).ref
    }

    /// The company of a line: by its identifier, made with its name where there is none yet; else by its name.
    private func company(
        _ row: ImportRow<ClientColumn>, after earlier: Memory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> CompanyPlan {
        let name = errors.line("company_name", row[.companyName], most: 130)
        let typed = row[.companyID]
        if let id = errors.checkTyped("company_id", typed, { text throws(TextError) in try CustomID(typed: text) }) {
            if let known = try Companies.known(id, db) { return .known(known) }
            if earlier.ids.contains(id.key) { return .none }
            if name.isEmpty { errors["company_id"] = tr("There is no such company; with a name, it would be created.") }
            return .new(id, name: name)
        }
        guard !name.isEmpty else { return .none }
        let found = try Companies.named(name, db)
        let count = found.count + (earlier.names[name.folded] ?? 0)
        if count > 1 { errors["company_name"] = tr("Several companies have this name; give the identifier of one.") }
        if let known = found.first { return .known(known) }
        return count == 0 ? .new(nil, name: name) : .none
    }
}
