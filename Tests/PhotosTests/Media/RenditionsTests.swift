import Foundation
import PortalKit
import PortalProcesses
import PortalValues
import Testing

@testable import Photos

/// Renditions, made by libvips in processes of their own.
@Suite struct RenditionsTests {
    /// Red, green, blue over yellow, black, white.
    static let upright = "f000f000fff0000fff"

    /// What libvips writes into every WebP by itself: nothing of it comes from the original.
    private static let constants: Set<String> = [
        "Orientation", "XResolution", "YResolution", "ResolutionUnit", "YCbCrPositioning", "ExifVersion",
        "ComponentsConfiguration", "FlashpixVersion", "ColorSpace", "ExifImageWidth", "ExifImageHeight",
    ]

    /// Lossy coding mixes neighbours a little.
    private static func alike(_ colours: String, _ others: String) -> Bool {
        colours.count == others.count
            && zip(colours, others).allSatisfy { abs(($0.hexDigitValue ?? 99) - ($1.hexDigitValue ?? -99)) <= 2 }
    }

    @Test func `every width exists in both formats, without metadata, and nothing else lies there`() async throws {
        let pictures = try Pictures()
        let original = try await pictures.make("holiday [Q=1].jpg", width: 1500, height: 1000)
        try await pictures.tag(
            "holiday [Q=1].jpg", "-GPSLatitude=48", "-GPSLatitudeRef=N", "-GPSLongitude=2", "-GPSLongitudeRef=E",
            "-Artist=Zoé", "-XMP:Description=secret", "-IPTC:By-line=Zoé", "-Comment=secret")
        let before = try pictures.bytes("holiday [Q=1].jpg")
        let renditions = Renditions(folder: pictures.path("deep/down/1"))
        let facts = try await MediaFacts.read(original)
        #expect(renditions.missing == Renditions.widths)
        #expect(Self.alike(try await renditions.makeFirst(from: original, facts).hex, Self.upright))
        #expect(renditions.missing == [640, 1280, 2048])
        try await renditions.makeRest(from: original, facts)
        #expect(renditions.missing.isEmpty)

        let names = try FileManager.default.contentsOfDirectory(atPath: renditions.folder)
        #expect(names.count == 8)
        for width in Renditions.widths {
            for format in RenditionFormat.allCases {
                let path = renditions.path(width, format)
                let made = try await MediaFacts.read(path)
                // Nothing is blown up.
                #expect(made.width == min(width, 1500) && made.type == (format == .webp ? .webp : .jpeg))
                #expect(abs(made.height - made.width * 2 / 3) <= 1)
                let words = ["-s", "-s", "-s", "-args", "-EXIF:all", "-XMP:all", "-IPTC:all", "-ICC_Profile:all", path]
                let tags = try await pictures.run("exiftool", words).split(separator: "\n")
                    .compactMap { $0.dropFirst().split(separator: "=").first.map(String.init) }
                #expect(Set(tags).isSubset(of: Self.constants), "\(tags)")
                let all = try await pictures.run("exiftool", ["-a", "-u", path])
                #expect(!all.contains("secret") && !all.contains("Zoé") && !all.contains("GPS"))
            }
        }
        #expect(try pictures.bytes("holiday [Q=1].jpg") == before)
        #expect(renditions.remove())
        #expect(renditions.remove())
    }

    @Test(arguments: [(1, nil), (3, "d180"), (6, "d270"), (8, "d90")] as [(Int, String?)])
    func `a picture stored in any way comes out upright`(orientation: Int, turn: String?) async throws {
        let pictures = try Pictures()
        _ = try await pictures.make("upright.png", width: 300, height: 200)
        if let turn {
            try await pictures.run("vips", ["rot", "upright.png", "stored.jpg[Q=100]", turn])
        } else {
            try await pictures.run("vips", ["copy", "upright.png", "stored.jpg[Q=100]"])
        }
        try await pictures.tag("stored.jpg", "-Orientation#=\(orientation)")
        let facts = try await MediaFacts.read(pictures.path("stored.jpg"))
        #expect(facts.width == 300 && facts.height == 200)
        let renditions = Renditions(folder: pictures.path("made"))
        #expect(Self.alike(try await renditions.makeAll(from: pictures.path("stored.jpg"), facts).hex, Self.upright))
        let made = try await MediaFacts.read(renditions.path(640, .webp))
        #expect(made.width == 300 && made.height == 200 && made.orientation == 1)
    }

    @Test func `a turn by hand comes on top, and a turned picture is no wider than asked`() async throws {
        let pictures = try Pictures()
        let original = try await pictures.make("a.png", width: 1200, height: 800)
        let facts = try await MediaFacts.read(original)
        let renditions = Renditions(folder: pictures.path("made"))
        // Yellow, red / black, green / white, blue.
        #expect(
            Self.alike(try await renditions.makeAll(from: original, facts, quarterTurns: 1).hex, "ff0f000000f0fff00f"))
        #expect(
            Self.alike(
                try await renditions.makeFirst(from: original, facts, quarterTurns: -1).hex, "00ffff0f0000f00ff0"))
        #expect(try await MediaFacts.read(renditions.path(320, .jpg)).width == 320)
        #expect(try await MediaFacts.read(renditions.path(320, .jpg)).height == 480)
        #expect(
            Self.alike(try await renditions.makeFirst(from: original, facts, quarterTurns: 2).hex, "fff000ff000f0f0f00")
        )
        #expect(Self.alike(try await renditions.makeFirst(from: original, facts, quarterTurns: 400).hex, Self.upright))
    }

    @Test(arguments: ["webp", "avif", "heic", "gif", "png"])
    func `every kind of picture has renditions`(ending: String) async throws {
        let pictures = try Pictures()
        let original = try await pictures.make("a.\(ending)", width: 400, height: 300)
        let renditions = Renditions(folder: pictures.path("made"))
        _ = try await renditions.makeAll(from: original, try await MediaFacts.read(original))
        #expect(renditions.missing.isEmpty)
        #expect(try await MediaFacts.read(renditions.path(320, .jpg)).width == 320)
    }

    @Test func `a transparent picture stays so in WebP and lies on white in JPEG`() async throws {
        let pictures = try Pictures()
        try await pictures.run("vips", ["black", "nothing.png", "300", "200", "--bands", "4"])
        let renditions = Renditions(folder: pictures.path("made"))
        let facts = try await MediaFacts.read(pictures.path("nothing.png"))
        #expect(
            try await renditions.makeAll(from: pictures.path("nothing.png"), facts).hex
                == String(repeating: "f", count: 18))
        #expect(try await pictures.run("vipsheader", ["-f", "bands", renditions.path(320, .webp)]) == "4\n")
        #expect(try await pictures.run("vipsheader", ["-f", "bands", renditions.path(320, .jpg)]) == "3\n")
        #expect(
            try await pictures.run("vips", ["getpoint", renditions.path(320, .jpg), "9", "9"]).hasPrefix("255 255 255"))
    }

    @Test(arguments: ["b-w", "grey16", "rgb16", "cmyk"])
    func `grey, deep and printers' pictures are shown in sRGB`(space: String) async throws {
        let pictures = try Pictures()
        _ = try await pictures.make("a.png", width: 400, height: 300)
        let name = space == "cmyk" ? "other.jpg" : "other.png"
        try await pictures.run("vips", ["colourspace", "a.png", name, space])
        let renditions = Renditions(folder: pictures.path("made"))
        let colours = try await renditions.makeAll(
            from: pictures.path(name), try await MediaFacts.read(pictures.path(name))
        ).hex
        if space == "rgb16" { #expect(Self.alike(colours, Self.upright)) }
        #expect(colours.hasSuffix("000fff") || space == "cmyk")
        #expect(try await pictures.run("vipsheader", [renditions.path(640, .jpg)]).contains("uchar, 3 bands, srgb"))
    }

    @Test(arguments: [(1, 1), (30_000, 1), (1, 30_000), (20, 25_000)])
    func `odd proportions are no obstacle`(width: Int, height: Int) async throws {
        let pictures = try Pictures()
        try await pictures.run("vips", ["black", "odd.png", "\(width)", "\(height)"])
        let facts = try await MediaFacts.read(pictures.path("odd.png"))
        let renditions = Renditions(folder: pictures.path("made"))
        _ = try await renditions.makeAll(from: pictures.path("odd.png"), facts)
        #expect(renditions.missing.isEmpty)
    }

    @Test(arguments: ["jpg", "png", "webp", "avif", "gif"])
    func `a file that is cut off is refused, and nothing is left of the try`(ending: String) async throws {
        let pictures = try Pictures()
        let original = try await pictures.make("a.\(ending)", width: 900, height: 600)
        let facts = try await MediaFacts.read(original)
        let bytes = try pictures.bytes("a.\(ending)")
        try pictures.write("cut.\(ending)", Array(bytes.prefix(bytes.count * 2 / 3)))
        let renditions = Renditions(folder: pictures.path("made"))
        do {
            _ = try await renditions.makeFirst(from: pictures.path("cut.\(ending)"), facts)
            Issue.record("accepted")
        } catch {
            guard case .damaged = error else {
                Issue.record("\(error)")
                return
            }
            #expect(!error.isWorthRetrying)
        }
        #expect(renditions.missing == Renditions.widths)
        #expect(try FileManager.default.contentsOfDirectory(atPath: renditions.folder).isEmpty)
    }

    @Test func `a bomb is refused before it is decoded`() async throws {
        let pictures = try Pictures()
        try await pictures.run("vips", ["black", "bomb.png", "12000", "10100"])
        let facts = try await MediaFacts.read(pictures.path("bomb.png"))
        let renditions = Renditions(folder: pictures.path("made"))
        await #expect(throws: MediaError.tooLarge(width: 12_000, height: 10_100)) {
            try await renditions.makeFirst(from: pictures.path("bomb.png"), facts)
        }
        #expect(!FileManager.default.fileExists(atPath: renditions.folder))
    }

    @Test func `what is no picture is not read by the decoders that are not trusted`() async throws {
        let pictures = try Pictures()
        _ = try await pictures.make("a.png", width: 30, height: 20)
        let facts = try await MediaFacts.read(pictures.path("a.png"))
        let renditions = Renditions(folder: pictures.path("made"))
        for name in ["drawing.svg", "flat.v"] {
            await #expect(throws: MediaError.self) { try await renditions.makeFirst(from: pictures.path(name), facts) }
        }
        await #expect(throws: MediaError.self) { try await renditions.makeFirst(from: pictures.path("none"), facts) }
    }

    @Test func `old renditions are replaced, and stay where the new ones fail`() async throws {
        let pictures = try Pictures()
        let first = try await pictures.make("a.png", width: 300, height: 200)
        let facts = try await MediaFacts.read(first)
        let renditions = Renditions(folder: pictures.path("made"))
        _ = try await renditions.makeAll(from: first, facts)
        let old = try pictures.bytes("made/640.webp")
        try pictures.write("broken.png", Array(try pictures.bytes("a.png").prefix(200)))
        await #expect(throws: MediaError.self) {
            try await renditions.makeAll(from: pictures.path("broken.png"), facts, quarterTurns: 1)
        }
        #expect(try pictures.bytes("made/640.webp") == old)
        _ = try await renditions.makeAll(from: first, facts, quarterTurns: 2)
        #expect(try pictures.bytes("made/640.webp") != old)
    }

    @Test(.enabled(if: !Renditions.canMakePosters()))
    func `where no program can take a frame of a video, that is said`() async throws {
        let pictures = try Pictures()
        let facts = try #require(MediaFacts(type: .mp4, width: 640, height: 360))
        let film = try pictures.write("film.mp4", [1, 2, 3])
        await #expect(throws: MediaError.toolMissing("ffmpegthumbnailer")) {
            try await Renditions(folder: pictures.path("made")).makeFirst(from: film, facts)
        }
    }

    @Test(
        .enabled(if: Renditions.canMakePosters() && ChildProcess.path(of: "ffmpeg") != nil), arguments: ["mp4", "webm"])
    func `a video has a length, and renditions of one of its frames`(ending: String) async throws {
        let pictures = try Pictures()
        let source = "color=red:size=640x360:rate=10:duration=2"
        try await pictures.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", source, "-metadata", "creation_time=2026-06-01T20:15:00Z",
                "a.\(ending)",
            ])
        let facts = try await MediaFacts.read(pictures.path("a.\(ending)"))
        #expect(facts.type.isVideo && facts.width == 640 && facts.height == 360 && facts.duration == 2)
        if ending == "mp4" { #expect(facts.taken?.instant == Instant(iso: "2026-06-01T20:15:00Z")) }
        let renditions = Renditions(folder: pictures.path("made"))
        let colours = try await renditions.makeAll(from: pictures.path("a.\(ending)"), facts).hex
        #expect(Self.alike(colours, String(repeating: "f00", count: 6)))
        #expect(renditions.missing.isEmpty)
        try pictures.write("cut.\(ending)", Array(try pictures.bytes("a.\(ending)").prefix(300)))
        await #expect(throws: MediaError.self) {
            try await renditions.makeAll(from: pictures.path("cut.\(ending)"), facts)
        }
    }

    @Test func `six colours are kept in 18 digits, and nothing else is taken for them`() {
        #expect(Placeholder(hex: "F000f000fff0000fff") == nil && Placeholder(hex: "f00") == nil)
        #expect(Placeholder(vips: []) == nil && Placeholder(vips: [UInt8](repeating: 255, count: 100)) == nil)
    }
}
