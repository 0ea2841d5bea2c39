import Foundation
import PortalConfiguration
import PortalKit

/// The folders the portal keeps its things in.
enum Folders {
    /// Makes what is missing, for nobody's eyes but the portal's own.
    static func make(_ configuration: Configuration) throws {
        var folders = [configuration.dataDirectory, configuration.dataDirectory + "/tmp"]
        if configuration.databaseURL.hasPrefix("sqlite:") {
            let file = String(configuration.databaseURL.dropFirst("sqlite:".count))
            let folder = (file as NSString).deletingLastPathComponent
            if !file.hasPrefix(":"), !folder.isEmpty, !folder.hasPrefix("//") { folders.append(folder) }
        }
        for folder in folders where !FileManager.default.fileExists(atPath: folder) {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw CommandError("the folder \(folder) cannot be made: \(error.localizedDescription)")
            }
        }
    }
}
