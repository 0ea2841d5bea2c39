import Foundation
import Logging
public import PortalConfiguration
public import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

extension PhotosModule {
    /// Who takes photos in a demonstration, and what everybody may see: the role Photographer changes one collection, PUBLIC reads
    /// another.
    public func furnish(_ configuration: Configuration, _ database: Database) async throws {
        let environment = PhotoEnvironment(
            database: database, dataDirectory: configuration.dataDirectory, logger: Logger(label: "portal.photos"))
        let folder = NSTemporaryDirectory() + "/portal-demo-" + Token().text
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // A portal without pictures is better than none: without the tools it starts all the same.
        do { try await DemoGallery.hang(in: folder, environment) } catch let fault as MediaError {
            environment.logger.warning("no demonstration photos: \(fault)")
        }
        try await database.write { db in try DemoGallery.open(scopes: Scopes(scopes), now: environment.clock(), db) }
    }
}

/// The gallery of a demonstration.
enum DemoGallery {
    private struct Plan {
        let collection, collectionName, album, name, place: String
        let count: Int
    }

    private static let plans = [
        Plan(
            collection: "2026", collectionName: "Année 2026", album: "gala", name: "Gala d’été", place: "Nantes",
            count: 6),
        Plan(
            collection: "2026", collectionName: "Année 2026", album: "integration",
            name: "Week-end d’intégration", place: "La Baule", count: 5),
        Plan(
            collection: "campus", collectionName: "Le campus", album: "portes_ouvertes", name: "Portes ouvertes",
            place: "Campus", count: 5),
    ]

    /// Draws the pictures and brings them in as a photographer's folder would be.
    static func hang(in folder: String, _ environment: PhotoEnvironment) async throws {
        var pictures = try await SamplePictures.make(plans.reduce(0) { $0 + $1.count }, into: folder)[...]
        for plan in plans {
            let album = "\(folder)/tree/\(plan.collection)/\(plan.album)"
            try FileManager.default.createDirectory(atPath: album, withIntermediateDirectories: true)
            for picture in pictures.prefix(plan.count) {
                let name = (picture.path as NSString).lastPathComponent
                try FileManager.default.moveItem(atPath: picture.path, toPath: album + "/" + name)
            }
            pictures = pictures.dropFirst(plan.count)
        }
        _ = try await PhotoImport.run(
            folder + "/tree", actor: .portal("demo"), in: environment, listener: PhotoListener())
    }

    /// Names and publishes the albums, and gives the rights.
    static func open(scopes: Scopes, now: Instant, _ db: any Connection) throws {
        for plan in plans {
            try db.run(
                """
                UPDATE photo_collection SET name = \(plan.collectionName), visible = 1 WHERE path = \(plan.collection)
                """)
            try db.run(
                """
                UPDATE photo_album SET name = \(plan.name), place = \(plan.place), visible = 1
                WHERE path = \(plan.collection + "/" + plan.album)
                """)
        }
        let role =
            try Roles.find("Photographer", db)?.id
            ?? Roles.create("Photographer", position: 200, colour: "teal", now: now, db)
        var grants = [Grant(.read, "photos"), Grant(.write, "photos")]
        if let year = try PhotoCollections.find(directory: "2026", db) {
            grants += [.read, .write].map { Grant($0, "collection", .element(year.id)) }
        }
        for grant in grants { try Roles.grant(grant, to: role, in: scopes, db) }
        if let person = try db.value(
            "SELECT person_id FROM account WHERE username_key = 'management'", as: Int64.self)
        {
            try Roles.give(role, to: person, now: now, db)
        }
        try Roles.grant(Grant(.read, "photos"), to: Role.publicID, in: scopes, db)
        if let campus = try PhotoCollections.find(directory: "campus", db) {
            try Roles.grant(Grant(.read, "collection", .element(campus.id)), to: Role.publicID, in: scopes, db)
        }
    }
}
