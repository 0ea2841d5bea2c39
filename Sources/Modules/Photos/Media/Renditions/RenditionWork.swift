import Foundation
import PortalKit
import PortalProcesses

/// The making of one photo's renditions, in a folder of its own.
///
/// The original is decoded once, to the largest width, into an uncompressed file; each smaller one is shrunk from the one before, and one
/// process writes all files of a format. Programs start slower than they shrink: measured on pictures of 12 megapixels, this takes
/// three quarters of the time of `vipsthumbnail` called for each of the eight files.
struct RenditionWork {
    let desk: WorkFolder
    private let facts: MediaFacts
    private let quarterTurns: Int

    init(_ original: String, _ facts: MediaFacts, in folder: String, quarterTurns: Int) throws(MediaError) {
        desk = try WorkFolder(in: folder)
        // Programs are never told a name that somebody else chose.
        try desk.link("original", to: original)
        self.facts = facts
        self.quarterTurns = ((quarterTurns % 4) + 4) % 4
    }

    func run(_ widths: [Int]) async throws(MediaError) {
        guard let largest = widths.max() else { return }
        let source = facts.type.isVideo ? try await Poster.make(in: desk) : "original"
        try await decode(source, to: largest)
        var last = largest
        for width in widths.sorted(by: >).dropFirst() {
            try await vips(
                "vips",
                [
                    "thumbnail", "\(last).v", "\(width).v", "\(width)", "--height", "\(Renditions.longestSide)",
                    "--size", "down",
                ])
            last = width
        }
        for format in RenditionFormat.allCases {
            // They have their size already; what is asked for is more than any has.
            try await vips(
                "vipsthumbnail",
                widths.map { "\($0).v" } + ["--size", "\(Renditions.longestSide)x>", "-o", "%s." + format.saving])
        }
    }

    /// Six colours of the smallest one.
    func placeholder(_ widths: [Int]) throws(MediaError) -> Placeholder {
        guard let smallest = widths.min(), let data = FileManager.default.contents(atPath: desk.place("\(smallest).v")),
            let placeholder = Placeholder(vips: [UInt8](data))
        else { throw .damaged("no pixels") }
        return placeholder
    }

    /// The whole picture, upright and in sRGB, no wider than this; an error anywhere in the file is one here.
    private func decode(_ source: String, to width: Int) async throws(MediaError) {
        let isTurned = quarterTurns % 2 == 1
        let box = isTurned ? (Renditions.longestSide, width) : (width, Renditions.longestSide)
        let target = quarterTurns == 0 ? "\(width).v" : "lying.v"
        let words = [
            "thumbnail", source, target, "\(box.0)", "--height", "\(box.1)", "--size", "down", "--fail-on", "error",
            "--export-profile", "srgb", "--intent", "relative",
        ]
        do throws(MediaError) {
            // A picture without a profile is in sRGB; unless told so, libvips gets there by a way that dulls its colours.
            try await vips("vips", words + ["--import-profile", "srgb"], isTrusted: false)
        } catch .damaged {
            // Grey ones have no use for that profile and are refused with it; what is damaged fails again.
            try await vips("vips", words, isTrusted: false)
        }
        try strip(target)
        if quarterTurns > 0 {
            try await vips("vips", ["rot", target, "\(width).v", "d\(quarterTurns * 90)"])
        }
    }

    /// Takes everything but the pixels away: position, names, dates, profiles. (Not left to the `strip` of the formats' writers: the one for
    /// WebP in libvips 8.14 leaves all of it in.) libvips keeps it behind the pixels of its own files.
    private func strip(_ name: String) throws(MediaError) {
        guard let handle = FileHandle(forUpdatingAtPath: desk.place(name)) else { throw .damaged("no pixels") }
        do {
            guard let head = try handle.read(upToCount: PixelFile.headLength), let file = PixelFile(head: [UInt8](head))
            else { throw MediaError.damaged("no pixels") }
            try handle.truncate(atOffset: UInt64(file.length))
            try handle.close()
        } catch let fault as MediaError {
            throw fault
        } catch {
            throw .disk(error.localizedDescription)
        }
    }

    /// - Parameter isTrusted: our own intermediate files are; others are read by the decoders that libvips trusts, and no others.
    private func vips(_ program: String, _ arguments: [String], isTrusted: Bool = true) async throws(MediaError) {
        // Two photos are worked on side by side; threads within one would only get in each other's way.
        var environment = ["VIPS_CONCURRENCY": "1", "VIPS_WARNING": "0", "TMPDIR": desk.path]
        if !isTrusted { environment["VIPS_BLOCK_UNTRUSTED"] = "1" }
        do {
            _ = try await ChildProcess.run(
                program, arguments, limits: Self.limits, environment: environment, directory: desk.path)
        } catch {
            throw MediaError(error)
        }
    }

    private static let limits = ProcessLimits(
        memory: 2 << 30, cpuSeconds: 60, wallSeconds: 90, fileSize: 1 << 30, openFiles: 64, output: 65_536)
}
