/// How a database stands to the files of migrations.
public struct MigrationState: Sendable, Hashable {
    /// Files whose step the database has not taken: it is behind.
    public let pending: [Migration]
    /// Files that are not as they were when their step was taken.
    public let edited: [Migration]
    /// Steps above the last file: a newer portal has used this database; it is ahead.
    public let ahead: [String]
    /// Steps below the last file that have no file.
    public let missing: [String]

    init(files: [Migration], applied: [Migrator.Applied]) {
        let last = files.last?.version ?? 0
        let known = Set(files.map(\.version))
        let taken = Dictionary(applied.map { ($0.version, $0.hash) }, uniquingKeysWith: { first, _ in first })
        pending = files.filter { taken[$0.version] == nil }
        edited = files.filter { file in taken[file.version].map { $0 != file.hash } ?? false }
        ahead = applied.filter { $0.version > last }.map(\.label)
        missing = applied.filter { $0.version <= last && !known.contains($0.version) }.map(\.label)
    }

    /// Whether the database is exactly as the files say.
    public var isCurrent: Bool { refusalToServe == nil }

    /// Why the portal must not work on this database, naming the files; nil where it may.
    public var refusalToServe: String? {
        if let refusal = refusalToUpgrade { return refusal }
        if pending.isEmpty { return nil }
        return "the database is behind: \(Self.list(pending.map(\.file))) must be applied (portal db upgrade)"
    }

    /// Why no step may be taken; nil where they may.
    var refusalToUpgrade: String? {
        if !edited.isEmpty { return "edited after being applied: \(Self.list(edited.map(\.file)))" }
        if !ahead.isEmpty { return "the database is ahead of this portal: \(Self.list(ahead)) are not among its files" }
        if !missing.isEmpty { return "applied, but their files are missing: \(Self.list(missing))" }
        return nil
    }

    private static func list(_ files: [String]) -> String {
        files.prefix(5).joined(separator: ", ") + (files.count > 5 ? " and \(files.count - 5) more" : "")
    }
}
