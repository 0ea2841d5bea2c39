import Foundation

/// Mails as files for whoever develops: `20261121T041528Z-<id>.eml`, opened by any mail program.
public struct DirectoryTransport: MailTransport {
    /// Where the files go; made at the first mail.
    public let directory: String

    /// Writes into this folder.
    public init(directory: String) { self.directory = directory }

    /// The file appears whole or not at all; the same mail sent twice is one file. Throws `.configuration` when the
    /// folder cannot be written.
    public func send(_ message: MailMessage) throws(MailError) {
        let bytes = try message.encoded()
        let file = URL(fileURLWithPath: directory).appendingPathComponent(Self.fileName(of: message))
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data(bytes).write(to: file, options: .atomic)
        } catch {
            throw .configuration("cannot write \(file.path): \(error.localizedDescription)")
        }
    }

    /// The name of a mail's file: date first, so that names sort in time; nothing of the identifier that could leave
    /// the folder.
    public static func fileName(of message: MailMessage) -> String {
        let left = message.id.prefix { $0 != "@" }.utf8.map { byte -> UInt8 in
            switch byte {
            case 48...57, 65...90, 97...122, 45: byte
            default: UInt8(ascii: "_")
            }
        }
        return (MailDate.compact(message.date) ?? "0") + "-" + String(decoding: left.prefix(100), as: UTF8.self)
            + ".eml"
    }
}
