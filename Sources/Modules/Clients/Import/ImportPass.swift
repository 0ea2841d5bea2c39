import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// One way through the file: what each line would be, and, in the second, what it becomes.
struct ImportPass: Sendable {
    /// A line that is right.
    private struct Entry {
        let facts: ClientFacts
        let company: CompanyPlan
        let commercial: Int64?
    }

    private enum CompanyPlan {
        case none
        case known(CompanyRef)
        case new(CustomID?, name: String)
    }

    private(set) var report = ImportReport()
    /// The identifiers that the file's lines name: proposals keep away from them.
    private(set) var typedIDs: Set<String> = []
    private let reserved: Set<String>
    private let commercials: [String: Int64]
    private let moment: RecordMoment
    /// Companies that the first pass would make: identifiers, and how many of each folded name.
    private var plannedIDs: Set<String> = []
    private var plannedNames: [String: Int] = [:]

    init(reserved: Set<String>, commercials: [Commercial], moment: RecordMoment) {
        self.reserved = reserved
        self.moment = moment
        self.commercials = Dictionary(
            commercials.map { ($0.username.lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    /// Looks at a line, and remembers what it would make.
    mutating func look(_ row: ImportRow<ClientColumn>, _ db: any Connection) throws -> ImportLine {
        var errors = FieldErrors()
        let entry = try check(row, &errors, db)
        guard errors.isEmpty else { return note(row, .refused(row.problems(errors))) }
        if case .new(let id, let name) = entry.company {
            if let id { plannedIDs.insert(id.key) }
            plannedNames[name.folded, default: 0] += 1
        }
        return note(row, .new)
    }

    /// Stores a line; nil where it was refused before.
    mutating func store(_ row: ImportRow<ClientColumn>, now: Instant, _ db: any Connection) throws -> ImportLine? {
        var errors = FieldErrors()
        let entry = try check(row, &errors, db)
        guard errors.isEmpty else {
            _ = note(row, .refused(row.problems(errors)))
            return nil
        }
        let company: CompanyRef? =
            switch entry.company {
            case .none: nil
            case .known(let ref): ref
            case .new(let id, let name): try newCompany(id, name, now: now, db)
            }
        let id = try entry.facts.customID ?? CustomID.propose(entry.facts.proposal, in: "client", except: reserved, db)
        var facts = entry.facts
        facts.customID = id
        _ = try Clients.insert(facts, company: company, commercial: entry.commercial, now: now, db)
        return note(row, .new, storedAs: id.text)
    }

    private mutating func note(_ row: ImportRow<ClientColumn>, _ outcome: ImportOutcome, storedAs id: String? = nil)
        -> ImportLine
    {
        let line = ImportLine(
            line: row.record.line, identifier: id ?? row[.clientID], label: row[.lastName], outcome: outcome,
            isStored: id != nil)
        report.add(line)
        return line
    }

    private func newCompany(_ id: CustomID?, _ name: String, now: Instant, _ db: any Connection) throws -> CompanyRef {
        var facts = CompanyFacts()
        facts.customID = id
        facts.name = name
        facts.address.country = PostalAddress.france
        return try Companies.insert(facts, now: now, db)
    }

    private mutating func check(
        _ row: ImportRow<ClientColumn>, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> Entry {
        row.demandWidth(&errors)
        let facts = ClientFacts().changed(by: row.form, at: moment, &errors)
        if let id = facts.customID {
            let isStored = try db.row("SELECT id FROM client WHERE custom_id_key = \(id.key)") != nil
            if !typedIDs.insert(id.key).inserted {
                errors["client_id"] = tr("Another line of the file has this identifier.")
            } else if isStored {
                errors["client_id"] = tr("Another client already has this identifier.")
            }
        }
        let company = try company(row, &errors, db)
        var commercial: Int64?
        let username = row[.commercial].tidied
        if !username.isEmpty {
            commercial = commercials[username.lowercased()]
            if commercial == nil { errors["commercial"] = tr("Nobody with this user name looks after clients.") }
        }
        return Entry(facts: facts, company: company, commercial: commercial)
    }

    /// The company of a line: by its identifier, made with its name where there is none yet; else by its name.
    private func company(
        _ row: ImportRow<ClientColumn>, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> CompanyPlan {
        let name = errors.line("company_name", row[.companyName], most: 130)
        let typed = row[.companyID]
        if let id = errors.checkTyped("company_id", typed, { text throws(TextFault) in try CustomID(typed: text) }) {
            if let known = try Companies.known(id, db) { return .known(known) }
            if plannedIDs.contains(id.key) { return .none }
            if name.isEmpty { errors["company_id"] = tr("There is no such company; with a name, it would be created.") }
            return .new(id, name: name)
        }
        guard !name.isEmpty else { return .none }
        let found = try Companies.named(name, db)
        let count = found.count + (plannedNames[name.folded] ?? 0)
        if count > 1 { errors["company_name"] = tr("Several companies have this name; give the identifier of one.") }
        if let known = found.first { return .known(known) }
        return count == 0 ? .new(nil, name: name) : .none
    }
}
