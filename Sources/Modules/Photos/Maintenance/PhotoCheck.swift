import PortalDatabase
import PortalLanguage
import PortalValues

/// Compares everything that is stored with what the database says of it: originals by their digests, renditions by their presence.
public enum PhotoCheck {
    /// Looks at everything and remarks on each fault; how many photos there are, and how many faults.
    public static func run(in environment: PhotoEnvironment, listener: PhotoListener) async throws -> (
        photos: Int, faults: Int
    ) {
        let total = try await environment.database.read {
            try $0.value("SELECT COUNT(*) FROM photo", as: Int.self) ?? 0
        }
        var (done, faults) = (0, 0)
        var last: Int64 = 0
        func report(_ path: String, _ words: Message) {
            faults += 1
            listener.remark(PhotoRemark(path: path, words: words))
        }
        for move in try await environment.database.read({
            try $0.values("SELECT source FROM photo_move", as: String.self)
        }
        ) {
            report(move, tr("Waiting to be moved; the portal does this while it runs."))
        }
        while true {
            let page = try await environment.database.read { [last] db in try items(after: last, db) }
            guard let end = page.last else { break }
            for item in page {
                for fault in try await look(item, environment) { report(item.path, fault) }
                done += 1
                listener.progress(PhotoProgress(done: done, total: total))
            }
            last = end.id
        }
        for stray in try await strays(environment) { report(stray, tr("Unknown: `portal photos sync` adds it.")) }
        return (done, faults)
    }

    private struct Item: Sendable {
        let id: Int64
        let path, sha256: String
        let isMade: Bool
        let clean: String?
    }

    private static func items(after last: Int64, _ db: any Connection) throws -> [Item] {
        try db.rows(
            """
            SELECT id, sha256, type, clean, renditions FROM photo WHERE id > \(last) ORDER BY id LIMIT 200
            """
        ).map { row in
            let id: Int64 = try row.get("id")
            let type = MediaType(rawValue: try row.get("type")) ?? .jpeg
            return Item(
                id: id, path: try PhotoFiles.path(of: id, db) ?? "", sha256: try row.get("sha256"),
                isMade: try row.get("renditions", as: String.self) == Photo.RenditionState.made.rawValue,
                clean: try row.get("clean", as: Bool.self) ? PhotoFiles.clean(id, type) : nil)
        }
    }

    private static func look(_ item: Item, _ environment: PhotoEnvironment) async throws -> [Message] {
        try await Disk.run {
            var faults: [Message] = []
            let path = environment.store.full(item.path)
            if !Disk.exists(path) {
                faults.append(tr("The file is missing."))
            } else if try Disk.sha256(path) != item.sha256 {
                faults.append(tr("The file is not what was stored."))
            }
            if item.isMade, !environment.store.renditions(of: item.id).missing.isEmpty {
                faults.append(tr("Renditions are missing: `portal photos renditions --missing` makes them."))
            }
            if let clean = item.clean, !environment.has(clean) {
                faults.append(tr("The copy for downloads is missing."))
            }
            return faults
        }
    }

    /// Files among the photos that no row names.
    private static func strays(_ environment: PhotoEnvironment) async throws -> [String] {
        let tree = try await Disk.run { PhotoTree.read(environment.store.root) }
        var strays = tree.strays
        for collection in tree.collections {
            for folder in collection.albums {
                let path = collection.directory + "/" + folder.directory
                let album = try await environment.database.read { try Albums.find(path: path, $0) }
                var known: Set<String> = []
                if let album { known = Set(try await Comparison(environment: environment).files(of: album.id).keys) }
                strays += folder.files.filter { !known.contains($0) }.map { path + "/" + $0 }
            }
        }
        return strays
    }
}
