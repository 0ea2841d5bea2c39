import PortalDatabase
import PortalValues

/// What people like, each for themselves.
enum Favourites {
    static func has(_ photo: Int64, _ person: Int64?, _ db: any Connection) throws -> Bool {
        guard let person else { return false }
        return try db.row(
            "SELECT 1 AS found FROM photo_favourite WHERE person_id = \(person) AND photo_id = \(photo)") != nil
    }

    /// Those of the photos that the person likes.
    static func among(_ photos: [Int64], _ person: Int64?, _ db: any Connection) throws -> Set<Int64> {
        guard let person, !photos.isEmpty else { return [] }
        return Set(
            try db.rows(
                "SELECT photo_id FROM photo_favourite WHERE person_id = \(person) AND photo_id IN \(in: photos)"
            ).map { try $0.get("photo_id") })
    }

    static func set(_ photo: Int64, _ person: Int64, _ wanted: Bool, now: Instant, _ db: any Connection) throws {
        guard wanted else {
            try db.run("DELETE FROM photo_favourite WHERE person_id = \(person) AND photo_id = \(photo)")
            return
        }
        try db.run(
            """
            INSERT INTO photo_favourite (person_id, photo_id, created_at) VALUES (\(person), \(photo), \(now))
            ON CONFLICT (person_id, photo_id) DO NOTHING
            """)
    }
}
