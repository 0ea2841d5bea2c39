import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Finds the collections and albums of folders, and makes those that are missing, hidden.
struct AlbumFolders {
    let actor: AuditActor
    let now: Instant

    func collection(_ directory: String, _ report: inout PhotoReport, _ db: any Connection) throws -> PhotoCollection {
        if let known = try PhotoCollections.find(directory: directory, db) { return known }
        var facts = PhotoCollectionFacts()
        facts.name = directory
        let id = try PhotoCollections.insert(facts, directory: directory, now: now, db)
        report.collections += 1
        try Audit.record(by: actor, at: now, action: "create", entity: "photo_collection", id: id, label: directory, db)
        guard let made = try PhotoCollections.find(id, db) else { throw Failure.notFound }
        return made
    }

    func album(_ directory: String, in collection: PhotoCollection, _ report: inout PhotoReport, _ db: any Connection)
        throws -> Album
    {
        if let known = try Albums.find(path: collection.path + "/" + directory, db) { return known }
        var facts = AlbumFacts()
        facts.name = directory
        let id = try Albums.insert(facts, directory: directory, in: collection, now: now, db)
        report.albums += 1
        try Audit.record(
            by: actor, at: now, action: "create", entity: "photo_album", id: id,
            label: collection.path + "/" + directory, db)
        guard let made = try Albums.find(id, db) else { throw Failure.notFound }
        return made
    }

    /// The name a folder can have in an address: its own, or one made from it.
    static func directory(_ found: String, otherwise: String) -> String {
        let name = DirectoryName(existing: found)?.text ?? DirectoryName(found, otherwise: otherwise).text
        return PhotoPath.reserved.contains(name) ? name + "_" : name
    }
}
