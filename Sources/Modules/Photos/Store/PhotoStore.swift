import Foundation
import PortalConfiguration
import PortalKit

/// The folders of photos on disk. Originals lie where people find them, `<collection>/<album>/<file>`; names that begin with `_` are
/// the portal's own.
struct PhotoStore: Sendable {
    /// Everything below this.
    let root: String

    init(_ application: PortalApplication) { self.init(dataDirectory: application.configuration.dataDirectory) }
    init(dataDirectory: String) {
        // Programs that read files have a folder of their own: they need whole paths.
        let isWhole = dataDirectory.hasPrefix("/")
        root = (isWhole ? "" : FileManager.default.currentDirectoryPath + "/") + dataDirectory + "/photos"
    }

    /// The full path of something named below the root.
    func full(_ relative: String) -> String { root + "/" + relative }

    /// An original.
    func original(album path: String, _ fileName: String) -> String { full(path + "/" + fileName) }

    /// Where files wait until they are known to be whole: on the same disk, so that moving them is one step.
    var incoming: String { full("_incoming") }

    /// The renditions of a photo: by its number, since names and albums change. A thousand to a folder keeps folders quick.
    func renditions(of photo: Int64) -> Renditions { Renditions(folder: full("_renditions/\(photo / 1000)/\(photo)")) }

    /// Makes the portal's own folders.
    func prepare() throws {
        for folder in [root, incoming, full("_renditions"), full("_trash")] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
    }
}
