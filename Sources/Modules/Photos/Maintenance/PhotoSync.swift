import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// Makes the database say what the disk says: folders and files that are new come in, hidden; what has vanished goes into the trash. Run
/// again, it changes nothing.
public enum PhotoSync {
    /// Compares and follows, or with `dryRun` only counts.
    ///
    /// - Throws: what the database throws; files that cannot be taken are remarked on.
    public static func run(
        dryRun: Bool = false, actor: AuditActor, in environment: PhotoEnvironment, listener: PhotoListener
    ) async throws -> PhotoReport {
        try await Disk.run { try environment.store.prepare() }
        // What the database holds to be moved is moved first: the disk is the truth only once it has followed.
        if !dryRun { _ = try? await FileMoveJournal.settle(environment) }
        let tree = try await Disk.run { PhotoTree.read(environment.store.root) }
        for stray in tree.strays {
            listener.remark(
                PhotoRemark(path: stray, words: tr("Skipped: photos belong in an album inside a collection.")))
        }
        var report = PhotoReport()
        let comparison = Comparison(environment: environment)
        if dryRun {
            try await comparison.count(tree, &report)
        } else {
            try await bringIn(tree, actor, environment, listener, comparison, &report)
        }
        try await MissingFiles(environment: environment, actor: actor, listener: listener).follow(
            dryRun: dryRun, &report)
        return report
    }

    private static func bringIn(
        _ tree: PhotoTree, _ actor: AuditActor, _ environment: PhotoEnvironment, _ listener: PhotoListener,
        _ comparison: Comparison, _ report: inout PhotoReport
    ) async throws {
        let intake = PhotoFolderImport(environment: environment, actor: actor, listener: listener)
        var done = 0
        for collection in tree.collections {
            guard let directory = usable(collection.directory, listener) else { continue }
            for folder in collection.albums {
                guard let name = usable(folder.directory, listener) else { continue }
                let (album, counts) = try await environment.database.write { [report] db in
                    var report = report
                    let shelves = AlbumFolders(actor: actor, now: environment.clock())
                    let shelf = try shelves.collection(directory, &report, db)
                    return (try shelves.album(name, in: shelf, &report, db), report)
                }
                report = counts
                let known = try await comparison.files(of: album.id)
                let new = folder.files.filter { known[$0] == nil }
                report.known += folder.files.count - new.count
                done += folder.files.count - new.count
                let items = new.map { PhotoFolderImport.Item(source: "", name: $0, isInPlace: true) }
                if !items.isEmpty {
                    try await intake.take(items, into: album, after: done, of: tree.fileCount, &report)
                }
                done += new.count
            }
            if collection.albums.isEmpty {
                report = try await environment.database.write { [report] db in
                    var report = report
                    _ = try AlbumFolders(actor: actor, now: environment.clock()).collection(directory, &report, db)
                    return report
                }
            }
        }
    }

    /// The folder's own name, where an address can hold it: the disk is not changed to please us.
    private static func usable(_ directory: String, _ listener: PhotoListener) -> String? {
        if let name = DirectoryName(existing: directory)?.text, name == directory, !PhotoPath.reserved.contains(name) {
            return name
        }
        listener.remark(
            PhotoRemark(
                path: directory, words: tr("This folder’s name cannot be used in an address; please rename it.")))
        return nil
    }
}
