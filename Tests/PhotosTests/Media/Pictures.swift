import Foundation
import PortalKit
import PortalProcesses
import Testing

@testable import Photos

/// A folder of files to test with, gone afterwards.
final class Pictures: Sendable {
    let folder = NSTemporaryDirectory() + "pictures-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    /// Red, green and blue over yellow, black and white: a picture of which one sees how it stands.
    func make(_ name: String, width: Int = 600, height: Int = 400) async throws -> String {
        let colours = ["f00", "0f0", "00f", "ff0", "000", "fff"]
        let cells = colours.enumerated().map { cell, colour in
            "<rect x='\(cell % 3)' y='\(cell / 3)' width='1' height='1' fill='#\(colour)'/>"
        }
        let svg =
            "<svg xmlns='http://www.w3.org/2000/svg' width='\(width)' height='\(height)' viewBox='0 0 3 2' "
            + "preserveAspectRatio='none'><g shape-rendering='crispEdges'>\(cells.joined())</g></svg>"
        try write("drawing.svg", Array(svg.utf8))
        try await run(
            "vips", ["thumbnail", "drawing.svg", "drawn.v", "\(width)", "--size", "force", "--height", "\(height)"])
        // Without opacity, as cameras take pictures.
        try await run("vips", ["flatten", "drawn.v", "flat.v"])
        try await run("vips", ["copy", "flat.v", name])
        return path(name)
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    @discardableResult
    func run(_ program: String, _ arguments: [String]) async throws -> String {
        let ended = try await ChildProcess.run(program, arguments, directory: folder)
        return String(decoding: ended.output, as: UTF8.self)
    }

    /// Writes tags into a file.
    func tag(_ name: String, _ tags: String...) async throws {
        try await run("exiftool", ["-q", "-m", "-overwrite_original"] + tags + [name])
    }
}
