import Foundation

/// A folder of its own for one test, gone with it.
final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("portal-assets-\(UUID().uuidString)").path

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
