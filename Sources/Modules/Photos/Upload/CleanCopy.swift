import Foundation
import PortalKit
import PortalProcesses

/// Copies of originals that do not tell where they were taken.
enum CleanCopy {
    /// Copies a file without anything about its place, pixels untouched, with `exiftool` in a process of its own.
    ///
    /// - Throws: ``MediaError``.
    static func make(of source: String, at target: String) async throws(MediaError) {
        let limits = ProcessLimits(memory: 1 << 30, cpuSeconds: 60, wallSeconds: 120)
        do {
            _ = try await ChildProcess.run(
                "exiftool",
                [
                    "-q", "-q", "-m", "-gps:all=", "-xmp:geotag=", "-xmp-exif:gps*=", "-xmp-iptcExt:location*=",
                    "-location:all=", "-o", target, source,
                ], limits: limits)
        } catch {
            try? Disk.remove(target)
            throw MediaError(error)
        }
    }
}
