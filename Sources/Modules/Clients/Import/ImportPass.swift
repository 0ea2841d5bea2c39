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

    private(set) var report = ClientImportReport()
    /// The identifiers that the file's lines name: proposals keep away from them.
    private(set) var typedIDs: Set<String> = []
    private let reserved: Set<String>
    private let commercials: [String: Int64]
    /// Companies that the first pass would make: identifiers, and how many of each folded name.
    private var plannedIDs: Set<String> = []
    private var plannedNames: [String: Int] = [:]

    init(reserved: Set<String>, commercials: [Commercial]) {
        self.reserved = reserved
        self.commercials = Dictionary(
            commercials.map { ($0.username.lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    /// Looks at a line, and remembers what it would make.
    mutating func look(_ record: CSVRecord, _ columns: ImportColumns, _ db: any Connection) throws -> ClientImportLine {
        var errors = FieldErrors()
        let entry = try check(record, columns, &errors, db)
        guard errors.isEmpty else { return refuse(record, errors) }
        report.lines += 1
        report.valid += 1
        if case .new(let id, let name) = entry.company {
            if let id { plannedIDs.insert(id.key) }
            plannedNames[name.folded, default: 0] += 1
        }
        return ClientImportLine(line: record.line, outcome: .valid)
    }

    /// Stores a line; nil where it was refused before.
    mutating func store(
        _ record: CSVRecord, _ columns: ImportColumns, now: Instant, _ db: any Connection
    ) throws -> ClientImportLine? {
        var errors = FieldErrors()
        let entry = try check(record, columns, &errors, db)
        guard errors.isEmpty else {
            _ = refuse(record, errors)
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
        report.lines += 1
        report.stored += 1
        return ClientImportLine(line: record.line, outcome: .stored(customID: id.text))
    }

    private func newCompany(_ id: CustomID?, _ name: String, now: Instant, _ db: any Connection) throws -> CompanyRef {
        var facts = CompanyFacts()
        facts.customID = id
        facts.name = name
        facts.address.country = PostalAddress.france
        return try Companies.insert(facts, now: now, db)
    }

    private mutating func refuse(_ record: CSVRecord, _ errors: FieldErrors) -> ClientImportLine {
        let problems = errors.list.map { ClientImportProblem(line: record.line, column: $0.field, message: $0.message) }
        report.lines += 1
        report.add(problems)
        return ClientImportLine(line: record.line, outcome: .invalid(problems))
    }

    private mutating func check(
        _ record: CSVRecord, _ columns: ImportColumns, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> Entry {
        if record.fields.dropFirst(columns.width).contains(where: { !$0.isEmpty }) {
            errors[""] = tr("The line has more fields than there are titles.")
        }
        let facts = columns.form(record).facts(&errors)
        if let id = facts.customID {
            let isStored = try db.row("SELECT id FROM client WHERE custom_id_key = \(id.key)") != nil
            if !typedIDs.insert(id.key).inserted {
                errors["client_id"] = tr("Another line of the file has this identifier.")
            } else if isStored {
                errors["client_id"] = tr("Another client already has this identifier.")
            }
        }
        let company = try company(record, columns, &errors, db)
        var commercial: Int64?
        let username = columns.value(.commercial, of: record).tidied
        if !username.isEmpty {
            commercial = commercials[username.lowercased()]
            if commercial == nil { errors["commercial"] = tr("Nobody with this user name looks after clients.") }
        }
        return Entry(facts: facts, company: company, commercial: commercial)
    }

    /// The company of a line: by its identifier, made with its name where there is none yet; else by its name.
    private func company(
        _ record: CSVRecord, _ columns: ImportColumns, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> CompanyPlan {
        let name = errors.line("company_name", columns.value(.companyName, of: record), most: 130)
        let typed = columns.value(.companyID, of: record)
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
