public import PortalDatabase
import PortalLanguage
public import PortalValues

/// One erasure, being done: who is erased, and what stands in their place.
public struct Erasure: Sendable {
    /// Who.
    public let subject: DataSubject
    /// The number of the pseudonym: the same subject never gets another one.
    public let number: Int64
    /// “Anonymous”, and “#12”: in place of the first and the last name.
    public let first, last: String
    /// When.
    public let now: Instant

    /// Both together, in place of a whole name.
    public var pseudonym: String { "\(first) \(last)" }

    /// An identifier in place of one that was made from a name.
    public var customID: String { "ANON-\(number)" }

    /// A text that is about the subject, without their names, addresses and numbers.
    public func cleaned(_ text: String) -> String { subject.words.replaced(in: text, by: pseudonym, .parts) }

    /// An identifier without their names.
    public func cleaned(identifier: String) -> String {
        subject.words.replaced(in: identifier, by: customID, .parts)
    }
}

/// Who was erased, and when.
public enum Erasures {
    /// When this one was erased; nil where it never was.
    public static func moment(_ kind: SubjectName, _ id: Int64, _ db: any Connection) throws -> Instant? {
        try db.value(
            "SELECT erased_at FROM erasure WHERE kind = \(kind.rawValue) AND subject_id = \(id)", as: Instant.self)
    }

    /// Why nothing of an erased subject is changed.
    public static func refusal(_ moment: Instant) -> Failure {
        .conflict(
            tr(
                "The personal data behind this record were erased on %(moment)s. Nothing of it can be changed any more.",
                ["moment": .instant(moment)]))
    }

    /// Takes the subject out of every table, in this transaction, and out of the audit log; notes that it was done.
    ///
    /// - Throws: 409 where somebody else was faster.
    static func erase(_ subject: DataSubject, _ context: RequestContext, _ db: any Connection) throws {
        let subject = try subject.remembered(db)
        let number: Int64
        do {
            number = try db.savepoint {
                let row = try db.row(
                    """
                    INSERT INTO erasure (kind, subject_id, erased_at)
                    VALUES (\(subject.kind.rawValue), \(subject.id), \(context.now)) RETURNING id
                    """)
                guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
                return try row.get("id")
            }
        } catch DatabaseError.unique("erasure_subject_key") {
            throw refusal(try moment(subject.kind, subject.id, db) ?? context.now)
        }
        let erasure = Erasure(
            subject: subject, number: number,
            // Stored once, in the portal's own language: names are put together in a hundred places.
            first: context.application.assetStore.assets.languages.standard.text(trc("pseudonym", "Anonymous")),
            last: "#\(number)", now: context.now)
        let concerned = context.application.holdings(of: subject.kind)
        // What is found through other rows goes before the rows it is found by.
        let lines = try AuditRedaction.lines(about: subject, concerned, db)
        for (table, holding) in concerned.reversed() {
            if let erase = holding.erase {
                try erase(erasure, db)
            } else if holding.fate == .deleted {
                let rows = holding.rows(subject, db.dialect)
                try db.run("DELETE FROM \(identifier: table) WHERE \(sql: rows)")
            }
        }
        try AuditRedaction.redact(lines, erasure, by: context.auditActor, db)
        try context.record("erase", subject.kind.rawValue, id: subject.id, label: erasure.pseudonym, db)
    }
}

extension PortalApplication {
    /// Everything that is held of a kind of subject, in the order of the modules: whoever refers stands behind what is referred to.
    func holdings(of kind: SubjectName) -> [(table: String, holding: PersonalHolding)] {
        personalTables.flatMap { table in
            table.holdings.filter { $0.concerns(kind) }.map { (table.name, $0) }
        }
    }
}
