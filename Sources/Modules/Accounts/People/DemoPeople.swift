public import PortalDatabase
public import PortalKit
import PortalValues

/// The people that demonstration data begins with; all have the same password.
enum DemoPeople {
    /// User name, first name, last name, language.
    static let all: [(username: String, first: String, last: String, language: String?)] = [
        ("admin", "Maëlle", "Kerguelen", nil), ("commercial", "Camille", "Dubois", nil),
        ("commercial2", "Paul", "Martin", nil),
        ("management", "Noémie", "Garnier", nil), ("support", "Théo", "Marchand", nil),
        ("member", "Inès", "Benali", nil),
    ]
}

extension AccountsModule {
    public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {
        for person in DemoPeople.all where try People.find(username: person.username, db) == nil {
            let new = try NewPerson(
                firstName: person.first, lastName: person.last, email: "\(person.username)@portal.example",
                emailVerified: true,
                language: person.language)
            let id = try People.create(new, now: demonstration.now, db)
            try People.openAccount(
                of: id, username: person.username, passwordHash: demonstration.passwordHash, now: demonstration.now, db)
        }
    }
}
