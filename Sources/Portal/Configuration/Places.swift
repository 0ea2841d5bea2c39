import Foundation

/// Where the portal's own files are: beside the current folder in a clone, beside the program once installed.
enum Places {
    /// The first of the usual places that has this folder; its plain name where none has.
    static func find(_ folder: String, from program: String? = Bundle.main.executablePath) -> String {
        candidates(folder, from: program).first { isDirectory($0) } ?? folder
    }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    private static func candidates(_ folder: String, from program: String?) -> [String] {
        guard let program else { return [folder] }
        let home = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        // bin/portal and share/portal/Resources are siblings when installed; .build/<platform>/debug/portal lies three
        // below a clone.
        return [folder]
            + [folder, "../share/portal/\(folder)", "../../../\(folder)"].map {
                home.appendingPathComponent($0).standardizedFileURL.path
            }
    }
}
