import Crypto
import Foundation

/// One step of the schema's history: a file `migrations/0001_core.sql`, with the way up and the way down.
public struct Migration: Sendable, Hashable, Identifiable {
    /// The number the file's name starts with; steps are taken in this order.
    public let version: Int
    /// What the file's name says after the number.
    public let name: String
    /// The file's name, to be shown: `0001_core.sql`.
    public let file: String
    /// SHA-256 of the content, with line feeds only, in hexadecimal.
    public let hash: String
    let content: String

    /// The version.
    public var id: Int { version }

    /// Reads one file.
    ///
    /// - Throws: `MigrationError.file` where the name is no migration's or the file cannot be read.
    init(file url: URL) throws(MigrationError) {
        file = url.lastPathComponent
        let parts = file.dropLast(".sql".count).split(separator: "_", maxSplits: 1)
        guard file.hasSuffix(".sql"), parts.count == 2, parts[0].count >= 4, let version = Int(parts[0]), version > 0,
            parts[0].utf8.allSatisfy({ (48...57).contains($0) }), Migration.isName(String(parts[1]))
        else { throw .file(file, line: nil, "a migration is called like 0001_core.sql") }
        self.version = version
        name = String(parts[1])
        guard let data = try? Data(contentsOf: url), let text = String(validating: data, as: UTF8.self) else {
            throw .file(file, line: nil, "it cannot be read as UTF-8 text")
        }
        content = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        hash = SHA256.hash(data: Data(content.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// Lower-case letters, digits and underscores.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 60
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }

    /// All migrations of a folder, in order.
    ///
    /// - Throws: `MigrationError` where the folder cannot be read, a file is not one, or two have the same number.
    static func all(in directory: String) throws(MigrationError) -> [Migration] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw .file(directory, line: nil, "the folder of migrations cannot be read")
        }
        var migrations: [Migration] = []
        for name in names.sorted() where name.hasSuffix(".sql") && !name.hasPrefix(".") {
            migrations.append(try Migration(file: URL(fileURLWithPath: directory).appendingPathComponent(name)))
        }
        migrations.sort { $0.version < $1.version }
        for (one, next) in zip(migrations, migrations.dropFirst()) where one.version == next.version {
            throw .file(next.file, line: nil, "\(one.file) has the same number")
        }
        return migrations
    }
}

/// What stops a migration.
public enum MigrationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A file is not as it should be; the line where it is known.
    case file(String, line: Int?, String)
    /// A statement of a file failed: nothing of the file was kept.
    case failed(String, line: Int, DatabaseError)
    /// The database does not fit the files; the words name them.
    case refused(String)

    /// File, line and reason, for a terminal.
    public var description: String {
        switch self {
        case .file(let file, let line, let reason): "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)"
        case .failed(let file, let line, let error): "\(file):\(line): \(error)"
        case .refused(let reason): reason
        }
    }
}
