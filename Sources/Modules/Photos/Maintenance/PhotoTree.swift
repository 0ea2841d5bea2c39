import Foundation

/// A tree of photos on disk as it is: collections, albums, files. What the portal, other galleries and desktops keep for themselves is
/// left out.
struct PhotoTree: Sendable {
    struct Album: Sendable {
        let directory: String
        let files: [String]
    }

    struct Collection: Sendable {
        let directory: String
        let albums: [Album]
    }

    let collections: [Collection]
    /// What lies where no photo is expected, below the root.
    let strays: [String]

    var fileCount: Int { collections.reduce(0) { $0 + $1.albums.reduce(0) { $0 + $1.files.count } } }

    /// Reads a tree. A folder that vanishes meanwhile counts as empty.
    static func read(_ root: String) -> PhotoTree {
        var strays: [String] = []
        let collections = entries(root).compactMap { name -> Collection? in
            guard isFolder(root + "/" + name) else {
                strays.append(name)
                return nil
            }
            let albums = entries(root + "/" + name).compactMap { album -> Album? in
                let path = name + "/" + album
                guard isFolder(root + "/" + path) else {
                    strays.append(path)
                    return nil
                }
                var files: [String] = []
                for file in entries(root + "/" + path) {
                    if isFolder(root + "/" + path + "/" + file) {
                        strays.append(path + "/" + file)
                    } else {
                        files.append(file)
                    }
                }
                return Album(directory: album, files: files)
            }
            return Collection(directory: name, albums: albums)
        }
        return PhotoTree(collections: collections, strays: strays)
    }

    /// What is in a folder, by name, without what is nobody's photo: names with a leading `_` or `.`, compressed copies, what Windows
    /// leaves behind.
    private static func entries(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            !name.hasPrefix("_") && !name.hasPrefix(".") && !name.lowercased().hasSuffix(".gz")
                && name.lowercased() != "thumbs.db" && name.lowercased() != "desktop.ini"
        }.sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
