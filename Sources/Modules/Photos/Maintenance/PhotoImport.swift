import Foundation
import PortalDatabase
public import PortalKit
import PortalLanguage

/// Brings a tree of `<collection>/<album>/<file>` into the portal; what is there stays untouched. Run again, it brings what is new.
public enum PhotoImport {
    /// What stops an import before it begins.
    public enum Fault: Error, Sendable, CustomStringConvertible {
        /// There is no such folder.
        case noFolder(String)
        /// The folder is the portal's own.
        case ownFolder(String)

        /// In words for a terminal.
        public var description: String {
            switch self {
            case .noFolder(let path): "there is no folder \(path)"
            case .ownFolder(let path):
                "\(path) is the portal's own folder: `portal photos sync` looks at what is new there"
            }
        }
    }

    /// Imports, or with `dryRun` only counts what is not there.
    ///
    /// - Throws: ``Fault``, and what the database throws; files that cannot be taken are remarked on.
    public static func run(
        _ directory: String, dryRun: Bool = false, actor: AuditActor, in environment: PhotoEnvironment,
        listener: PhotoListener
    ) async throws -> PhotoReport {
        let root = URL(fileURLWithPath: directory).resolvingSymlinksInPath().path
        let own = URL(fileURLWithPath: environment.store.root).resolvingSymlinksInPath().path
        guard root != own, !root.hasPrefix(own + "/") else { throw Fault.ownFolder(directory) }
        let tree = try await Disk.run {
            guard Disk.exists(root) else { throw Fault.noFolder(directory) }
            return PhotoTree.read(root)
        }
        try await Disk.run { try environment.store.prepare() }
        for stray in tree.strays {
            listener.remark(
                PhotoRemark(path: stray, words: tr("Skipped: photos belong in an album inside a collection.")))
        }
        var report = PhotoReport()
        if dryRun {
            try await Comparison(environment: environment).count(tree, &report)
            return report
        }
        let intake = PhotoFolderImport(environment: environment, actor: actor, listener: listener)
        var done = 0
        for collection in tree.collections {
            for folder in collection.albums where !folder.files.isEmpty {
                let path = collection.directory + "/" + folder.directory
                let (album, counts) = try await environment.database.write { [report] db in
                    var report = report
                    let shelves = AlbumFolders(actor: actor, now: environment.clock())
                    let shelf = try shelves.collection(
                        AlbumFolders.directory(collection.directory, otherwise: "collection"), &report, db)
                    let album = try shelves.album(
                        AlbumFolders.directory(folder.directory, otherwise: "album"), in: shelf, &report, db)
                    return (album, report)
                }
                report = counts
                let items = folder.files.map {
                    PhotoFolderImport.Item(source: root + "/" + path + "/" + $0, name: $0, isInPlace: false)
                }
                try await intake.take(items, into: album, after: done, of: tree.fileCount, &report)
                done += folder.files.count
            }
        }
        return report
    }
}
