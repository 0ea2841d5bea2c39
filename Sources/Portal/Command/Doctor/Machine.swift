import Foundation
import PortalConfiguration
import PortalKit
import PortalProcesses

/// Folders, disk, clock and programs.
enum Machine {
    static func findings(_ configuration: Configuration) -> [Finding] {
        [folder(configuration.dataDirectory), disk(configuration.dataDirectory), clock()]
            + [
                program("msgfmt", for: "compiling translations"), program("msgmerge", for: "updating translations"),
                program("vips", for: "renditions of photos"), program("vipsthumbnail", for: "renditions of photos"),
                program("exiftool", for: "dates and captions of photos"),
                program("prlimit", for: "bounding other programs"), program("setpriv", for: "bounding other programs"),
            ]
    }

    private static func folder(_ path: String) -> Finding {
        let probe = path + "/.doctor"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data("portal".utf8).write(to: URL(fileURLWithPath: probe))
            try FileManager.default.removeItem(atPath: probe)
            return .good("data folder", "\(path) can be written")
        } catch {
            return .bad("data folder", "\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    private static func disk(_ path: String) -> Finding {
        // No answer is reported as such.
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .warning("disk", "nobody can say how much is free")
        }
        let words = "\(free >> 20) MiB free"
        return free < 100 << 20 ? .bad("disk", words) : free < 1 << 30 ? .warning("disk", words) : .good("disk", words)
    }

    /// Links in mails, sessions and certificates all go by the clock.
    private static func clock() -> Finding {
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        if !(2026...2100).contains(year) { return .bad("clock", "it is the year \(year) here") }
        switch run("timedatectl", ["show", "--property=NTPSynchronized", "--value"]) {
        case "yes": return .good("clock", "kept right by the network")
        case "no": return .warning("clock", "not kept right by the network (NTP)")
        default: return .good("clock", "plausible; whether the network keeps it right is unknown")
        }
    }

    private static func program(_ name: String, for purpose: String) -> Finding {
        guard let path = ChildProcess.path(of: name) else {
            return .warning(name, "not installed; needed for \(purpose)")
        }
        return .good(name, path)
    }

    /// The first line a program prints; nil where it is missing or fails.
    private static func run(_ name: String, _ arguments: [String]) -> String? {
        guard let ended = try? ChildProcess.runAndWait(name, arguments) else { return nil }
        return String(decoding: ended.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}
