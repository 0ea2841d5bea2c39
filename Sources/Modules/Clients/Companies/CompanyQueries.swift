import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What clients, contracts and files ask of the companies.
enum Companies {
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
