public import PortalDatabase

/// How a person wants the portal to look and speak.
public enum Preferences {
    /// The language of pages and mails.
    public static func set(language: String, of person: Int64, _ db: any Connection) throws {
        try db.run("UPDATE person SET language = \(language) WHERE id = \(person)")
    }

    /// `auto`, `light` or `dark`.
    public static func set(theme: String, of person: Int64, _ db: any Connection) throws {
        try db.run("UPDATE person SET theme = \(theme) WHERE id = \(person)")
    }
}
