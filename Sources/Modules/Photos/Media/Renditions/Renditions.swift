import Foundation
import PortalKit

/// The coding of a rendition.
enum RenditionFormat: String, CaseIterable, Sendable {
    case webp, jpg

    /// For the `Content-Type` header.
    var contentType: String { self == .webp ? "image/webp" : "image/jpeg" }

    /// How `vipsthumbnail` writes it: no metadata of any kind; JPEG opaque on white, and shown from the first bytes on.
    var saving: String {
        switch self {
        case .webp: "webp[Q=80,strip]"
        case .jpg: "jpg[Q=82,strip,optimize_coding,interlace,background=255 255 255]"
        }
    }
}

/// A photo in the sizes in which pages show it: upright, in sRGB, without metadata.
///
/// All of them always exist: where the original is narrower than a width, that file has the original's size. They are made by libvips
/// in processes of their own; a file that brings such a process down harms nothing else.
struct Renditions: Sendable {
    /// In pixels, smallest first.
    static let widths = [320, 640, 1280, 2048]

    /// The one that is made while the uploader waits: it proves that the file can be decoded to its end.
    static let firstWidth = 320

    /// WebP knows no longer side, in pixels.
    static let longestSide = 16_383

    /// Where they lie: `320.webp`, `320.jpg` … `2048.jpg`.
    let folder: String

    init(folder: String) { self.folder = folder }

    /// `640.webp`.
    static func fileName(_ width: Int, _ format: RenditionFormat) -> String { "\(width).\(format.rawValue)" }

    func path(_ width: Int, _ format: RenditionFormat) -> String { "\(folder)/\(Self.fileName(width, format))" }

    /// The widths of which a file is missing. Blocks for a few looks at the disk.
    var missing: [Int] {
        Self.widths.filter { width in
            RenditionFormat.allCases.contains { !FileManager.default.fileExists(atPath: path(width, $0)) }
        }
    }

    /// Makes the first width, and six colours to show before anything is loaded. The file is decoded to its end: one that is cut off
    /// or damaged is refused here.
    ///
    /// - Parameter quarterTurns: how often to turn it clockwise, on top of what the file itself says.
    func makeFirst(
        from original: String, _ facts: MediaFacts, quarterTurns: Int = 0
    ) async throws(MediaError) -> Placeholder {
        try await make([Self.firstWidth], from: original, facts, quarterTurns)
    }

    /// Makes all the other widths.
    func makeRest(from original: String, _ facts: MediaFacts, quarterTurns: Int = 0) async throws(MediaError) {
        _ = try await make(Self.widths.filter { $0 != Self.firstWidth }, from: original, facts, quarterTurns)
    }

    /// Makes every width from one decoding, which takes less than ``makeFirst(from:_:quarterTurns:)`` and
    /// ``makeRest(from:_:quarterTurns:)``.
    func makeAll(
        from original: String, _ facts: MediaFacts, quarterTurns: Int = 0
    ) async throws(MediaError) -> Placeholder {
        try await make(Self.widths, from: original, facts, quarterTurns)
    }

    /// Files are moved to their places when all are finished: nothing half is ever seen, and old ones are replaced at once.
    private func make(
        _ widths: [Int], from original: String, _ facts: MediaFacts, _ quarterTurns: Int
    ) async throws(MediaError) -> Placeholder {
        try facts.checkSize()
        WorkFolder.sweep(folder)
        let work = try RenditionWork(original, facts, in: folder, quarterTurns: quarterTurns)
        try await work.run(widths)
        let placeholder = try work.placeholder(widths)
        for width in widths {
            for format in RenditionFormat.allCases {
                try work.desk.move(Self.fileName(width, format), to: path(width, format))
            }
        }
        return placeholder
    }

    /// Removes the folder with everything in it; true where nothing is left.
    @discardableResult
    func remove() -> Bool {
        // What was never there needs no removing.
        try? FileManager.default.removeItem(atPath: folder)
        return !FileManager.default.fileExists(atPath: folder)
    }
}
