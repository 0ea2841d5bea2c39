import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// The table of companies: every change of it goes through here.
enum Companies {
    static func find(_ id: Int64, _ db: any Connection) throws -> Company? {
        try db.row("SELECT \(sql: Company.columns) FROM company WHERE company.id = \(id)").map(Company.init)
    }

    /// Enters a company; without an identifier one is proposed. Throws `.unique("company_custom_id_key")` where it is taken.
    static func insert(
        _ facts: CompanyFacts, except reserved: Set<String> = [], now: Instant, _ db: any Connection
    ) throws -> CompanyRef {
        var facts = facts
        let customID = try facts.customID ?? CustomID.propose(facts.proposal, in: "company", except: reserved, db)
        facts.customID = customID
        let row = try db.row(
            """
            INSERT INTO company (\(sql: CompanyFacts.insertedColumns), sort_name, sort_town, created_at, updated_at)
            VALUES (\(sql: facts.insertedValues), \(facts.name.folded), \(facts.address.town.folded), \(now), \(now))
            RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        let id: Int64 = try row.get("id")
        try WordIndex.company.add(facts.words(customID: customID.text).all, to: id, db)
        return CompanyRef(id: id, customID: customID.text, name: facts.name)
    }

    /// Changes a company that still is as it was read; false where somebody was faster. Throws `.unique("company_custom_id_key")`.
    static func update(_ old: Company, _ facts: CompanyFacts, now: Instant, _ db: any Connection) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE company SET \(sql: facts.assignments), sort_name = \(facts.name.folded),
                sort_town = \(facts.address.town.folded), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        let new = old.changed(facts)
        try WordIndex.company.set(facts.words(customID: new.customID).all, of: old.id, db)
        if facts.name != old.facts.name { try Clients.follow(new.ref, db) }
        return true
    }

    /// Puts a company away, or takes it back.
    static func archive(_ old: Company, _ isArchived: Bool, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE company SET archived_at = \(isArchived ? now : nil), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id)
            """)
    }

    /// Deletes a company. Throws `.foreignKey` where something refers to it.
    static func delete(_ old: Company, _ db: any Connection) throws {
        try db.run("DELETE FROM company WHERE id = \(old.id)")
    }

    /// How many clients belong to a company, archived ones included.
    static func clients(of id: Int64, _ db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM client WHERE company_id = \(id)", as: Int.self) ?? 0
    }

    /// The company of this identifier.
    static func known(_ id: CustomID, _ db: any Connection) throws -> CompanyRef? {
        try refs("custom_id_key = \(id.key)", db).first
    }

    /// The companies of this name, case and accents ignored; at most twenty.
    static func named(_ typed: String, _ db: any Connection) throws -> [CompanyRef] {
        let name = typed.folded
        guard !name.isEmpty else { return [] }
        // Twice, because each of the two indexes of names holds one half of the companies.
        return try refs("sort_name = \(name) AND archived_at IS NULL", db)
            + refs("sort_name = \(name) AND archived_at IS NOT NULL", db)
    }

    private static func refs(_ condition: SQL, _ db: any Connection) throws -> [CompanyRef] {
        try db.rows("SELECT id, custom_id, name FROM company WHERE \(sql: condition) ORDER BY id LIMIT 10").map {
            CompanyRef(id: try $0.get("id"), customID: try $0.get("custom_id"), name: try $0.get("name"))
        }
    }

    /// The companies meant by an identifier or, where there is no such identifier, by a name.
    static func meant(by typed: String, _ db: any Connection) throws -> [CompanyRef] {
        let byID = try refs("custom_id_key = \(CustomID.key(typed))", db)
        return byID.isEmpty ? try named(typed, db) : byID
    }

    /// The company a form names; notes what is wrong. `mayName` says which companies the visitor may know of.
    static func chosen(
        _ typed: String, now current: CompanyRef?, _ errors: inout FieldErrors, _ db: any Connection,
        mayName: (Int64) throws -> Bool
    ) throws -> CompanyRef? {
        let typed = typed.tidied
        if typed.isEmpty { return nil }
        if let current, CustomID.key(current.customID) == CustomID.key(typed) { return current }
        let found = typed.utf8.count <= 600 ? try meant(by: typed, db).filter { try mayName($0.id) } : []
        if found.count > 1 {
            let ids = found.map(\.customID).joined(separator: ", ")
            errors["company_id"] = tr(
                "Several companies have this name. Type the identifier of one: %(ids)s", ["ids": .text(ids)])
            return nil
        }
        if found.isEmpty { errors["company_id"] = tr("There is no company with this identifier or name.") }
        return found.first
    }

    /// Names to suggest while typing, the first of the alphabet; those that several companies bear by their identifier.
    static func suggestions(_ condition: SQL, _ db: any Connection) throws -> [String] {
        let companies = try db.rows(
            """
            SELECT company.custom_id, company.name, company.sort_name FROM company
            WHERE company.archived_at IS NULL AND \(sql: condition) ORDER BY company.sort_name, company.id LIMIT 200
            """
        ).map { (id: try $0.get("custom_id", as: String.self), name: try $0.get("name", as: String.self)) }
        let doubles = Dictionary(grouping: companies) { $0.name.folded }.filter { $0.value.count > 1 }
        return companies.map { doubles[$0.name.folded] == nil ? $0.name : $0.id }
    }
}
