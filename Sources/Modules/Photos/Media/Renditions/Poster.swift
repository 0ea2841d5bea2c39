import Foundation
import PortalKit
import PortalProcesses

/// One frame of a video as a picture, where a program is installed that can take it. The portal does not ask for one: without it, a
/// video is shown by an icon.
enum Poster {
    /// Makes a picture of the video `original` in the folder; its name.
    static func make(in desk: WorkFolder) async throws(MediaError) -> String {
        let name = "poster.png"
        let limits = ProcessLimits(memory: 2 << 30, cpuSeconds: 60, wallSeconds: 90, fileSize: 256 << 20)
        for (program, arguments) in programs where ChildProcess.path(of: program) != nil {
            do {
                _ = try await ChildProcess.run(program, arguments + [name], limits: limits, directory: desk.path)
            } catch {
                throw MediaError(error)
            }
            guard FileManager.default.fileExists(atPath: desk.place(name)) else { throw .damaged("no frame") }
            return name
        }
        throw .toolMissing("ffmpegthumbnailer")
    }

    static var isPossible: Bool { programs.contains { ChildProcess.path(of: $0.name) != nil } }

    /// The picture's name comes last.
    private static let programs: [(name: String, arguments: [String])] = [
        ("ffmpegthumbnailer", ["-i", "original", "-s", "0", "-t", "10%", "-c", "png", "-o"]),
        (
            "ffmpeg",
            [
                // A playlist in disguise must not make it read other files or the network.
                "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-threads", "1", "-i", "file:original",
                "-vf", "thumbnail=24", "-frames:v", "1", "-f", "image2", "-c:v", "png", "-y",
            ]
        ),
    ]
}

extension Renditions {
    /// Whether videos get renditions on this machine.
    static func canMakePosters() -> Bool { Poster.isPossible }
}
