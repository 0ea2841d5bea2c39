import Foundation
import PortalTestSupport
import Testing

@testable import Photos

/// What a file is, by its first bytes.
@Suite struct MediaTypeTests {
    @Test(arguments: [MediaType.jpeg, .png, .webp, .avif, .heic, .gif])
    func `a picture is what its content is, whatever its name`(type: MediaType) async throws {
        let pictures = try Pictures()
        _ = try await pictures.make("picture.\(type.fileExtension)", width: 120, height: 80)
        let bytes = try pictures.bytes("picture.\(type.fileExtension)")
        #expect(MediaType(head: bytes) == type)
        #expect(MediaType(file: try pictures.write("holiday.html", bytes)) == type)
    }

    @Test(arguments: [
        ("isom", ["isom", "iso2", "avc1", "mp41"], MediaType.mp4), ("qt  ", ["qt  "], .mp4), ("3gp4", ["isom"], .mp4),
        ("mp42", [], .mp4), ("mif1", ["mif1", "heic"], .heic), ("mif1", ["miaf", "avif"], .avif), ("avis", [], .avif),
        ("heix", ["mif1"], .heic),
    ])
    func `containers say what they hold`(main: String, others: [String], type: MediaType) {
        #expect(MediaType(head: Self.container(main, others)) == type)
    }

    @Test(arguments: ["M4A ", "crx ", "jp2 ", "jxl ", "    "])
    func `sound, raw pictures and unknown things are no media`(brand: String) {
        #expect(
            MediaType(head: Self.container(brand, ["isom"].filter { _ in brand == "M4A " || brand == "crx " })) == nil)
    }

    @Test func `WebM is told from other Matroska files`() {
        let head: [UInt8] = [0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82]
        #expect(MediaType(head: head + [0x84] + Array("webm".utf8)) == .webm)
        #expect(MediaType(head: head + [0x88] + Array("matroska".utf8)) == nil)
    }

    @Test func `nothing, text and pages are no media`() throws {
        for text in ["", "x", "<html>", "<svg xmlns=", "%PDF-1.7", "GIF8", "RIFF....WAVE", "BM", "II*\0", "#!/bin/sh"] {
            #expect(MediaType(head: Array(text.utf8)) == nil, "\(text)")
        }
        #expect(MediaType(file: "/nonexistent") == nil)
        #expect(MediaType(file: "/tmp") == nil)
    }

    @Test func `whatever stands at the beginning, there is an answer`() {
        var random = Chance(seed: 11)
        let starts: [[UInt8]] = [
            [], [0, 0, 0, 0] + Array("ftyp".utf8), [255, 255, 255, 255] + Array("ftypisom".utf8),
        ]
        for _ in 0..<3000 {
            let start = starts.randomElement(using: &random) ?? []
            let tail = (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            let type = MediaType(head: start + tail)
            if start.isEmpty, tail.count < 3 { #expect(type == nil) }
        }
    }

    @Test func `each type has an ending of its own, and videos are two`() {
        let endings = MediaType.allCases.flatMap(\.extensions)
        #expect(Set(endings).count == endings.count)
        #expect(MediaType.allCases.filter(\.isVideo) == [.mp4, .webm])
        #expect(MediaType.allCases.filter { !$0.isShownByBrowsers } == [.heic])
        #expect(MediaType.jpeg.contentType == "image/jpeg" && MediaType.mp4.contentType == "video/mp4")
    }

    private static func container(_ main: String, _ others: [String]) -> [UInt8] {
        let length = UInt8(16 + 4 * others.count)
        return [0, 0, 0, length] + Array("ftyp\(main)".utf8) + [0, 0, 2, 0] + others.flatMap { Array($0.utf8) }
            + [0, 0, 0, 8] + Array("free".utf8)
    }
}
