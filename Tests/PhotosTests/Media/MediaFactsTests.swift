import Foundation
import PortalValues
import Testing

@testable import Photos

/// What files say of themselves.
@Suite struct MediaFactsTests {
    @Test func `everything a camera writes is read`() async throws {
        let pictures = try Pictures()
        let path = try await pictures.make("Été [1] $(x) ; `y`.jpg")
        try await pictures.tag(
            "Été [1] $(x) ; `y`.jpg", "-Make=NIKON CORPORATION", "-Model=NIKON D750", "-LensModel=50mm f/1.8",
            "-DateTimeOriginal=2026:11:20 21:04:05", "-SubSecTimeOriginal=12", "-OffsetTimeOriginal=+01:00",
            "-Orientation#=6", "-Artist=Zoé  Lefèvre", "-ImageDescription=Un soir,\n au gala", "-GPSLatitude=48.85",
            "-GPSLatitudeRef=N", "-GPSLongitude=2.35", "-GPSLongitudeRef=W", "-ExposureTime=1/60", "-FNumber=1.8",
            "-ISO=1600", "-FocalLength=50")
        let facts = try await MediaFacts.read(path)
        #expect(facts.type == .jpeg && facts.orientation == 6)
        #expect(facts.width == 400 && facts.height == 600 && facts.isPortrait)
        #expect(facts.taken?.description == "2026-11-20T21:04:05.120000")
        #expect(facts.taken?.instant == Instant(iso: "2026-11-20T20:04:05.120000Z"))
        #expect(facts.camera == "Nikon D750" && facts.lens == "50mm f/1.8")
        #expect(facts.author == "Zoé Lefèvre" && facts.caption == "Un soir, au gala")
        #expect(facts.place == MapPoint(latitude: 48.85, longitude: -2.35))
        #expect(facts.exposure.aperture == 1.8 && facts.exposure.iso == 1600 && facts.exposure.focalLength == 50)
        #expect(abs((facts.exposure.seconds ?? 0) - 1.0 / 60) < 0.0001)
    }

    @Test(arguments: [MediaType.png, .webp, .avif, .heic, .gif])
    func `other pictures have a size too, and XMP`(type: MediaType) async throws {
        let pictures = try Pictures()
        let name = "picture.\(type.fileExtension)"
        let path = try await pictures.make(name, width: 300, height: 200)
        if type != .gif, type != .avif, type != .heic {
            try await pictures.tag(name, "-XMP:Description=Le gala", "-XMP:Creator=Ana", "-XMP:Creator=Bo")
        }
        let facts = try await MediaFacts.read(path)
        #expect(facts.type == type && facts.width == 300 && facts.height == 200 && facts.taken == nil)
        if type == .png || type == .webp { #expect(facts.caption == "Le gala" && facts.author == "Ana, Bo") }
    }

    @Test func `what cannot be is not believed`() async throws {
        let pictures = try Pictures()
        let path = try await pictures.make("picture.jpg", width: 60, height: 40)
        try await pictures.tag(
            "picture.jpg", "-DateTimeOriginal=0000:00:00 00:00:00", "-CreateDate=9999:99:99 99:99:99",
            "-ImageDescription=OLYMPUS DIGITAL CAMERA         ", "-Artist=   ", "-GPSLatitude=0", "-GPSLongitude=0",
            "-ISO=0", "-FNumber=0", "-Orientation#=9", "-IPTC:Caption-Abstract=\(String(repeating: "é", count: 1000))",
            "-XMP:Creator=\(String(repeating: "b", count: 500))")
        let facts = try await MediaFacts.read(path)
        #expect(facts.taken == nil && facts.place == nil && facts.orientation == 1)
        #expect(facts.exposure.iso == nil && facts.exposure.aperture == nil)
        #expect(facts.caption?.count == 280 && facts.author?.count == 64)
    }

    @Test func `numbers as texts are texts, and monstrous ones do not harm the batch`() async throws {
        let pictures = try Pictures()
        let paths = [try await pictures.make("a.jpg", width: 60, height: 40), try await pictures.make("b.jpg")]
        try await pictures.tag("a.jpg", "-ImageDescription=1e999", "-Artist=2026")
        try await pictures.tag("b.jpg", "-ImageDescription=2026")
        let results = await MediaFacts.read(paths)
        #expect(try results[0].get().author == "2026")
        #expect(try results[1].get().caption == "2026")
    }

    @Test func `a batch answers for each file, in order`() async throws {
        let pictures = try Pictures()
        let good = try await pictures.make("good.jpg", width: 60, height: 40)
        let paths = [
            try pictures.write("empty.jpg", []), good, try pictures.write("page.jpg", Array("<html>".utf8)),
            try pictures.write("stump.jpg", [0xff, 0xd8, 0xff]), pictures.path("missing.jpg"), good,
        ]
        let results = await MediaFacts.read(paths)
        #expect(results.count == 6)
        #expect(results[0] == .failure(.empty) && results[2] == .failure(.unknownType))
        #expect(results[4] == .failure(.unknownType))
        guard case .failure(.damaged) = results[3] else {
            Issue.record("\(results[3])")
            return
        }
        #expect(try results[1].get() == results[5].get())
        #expect(try results[1].get().width == 60)
        #expect(await MediaFacts.read([]).isEmpty)
    }

    @Test func `files of random bytes are refused, whatever they begin with`() async throws {
        let pictures = try Pictures()
        let starts: [[UInt8]] = [
            [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], Array("GIF89a".utf8), [0, 0, 0, 24] + Array("ftypisom".utf8),
            [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], Array("RIFF\0\0\0\0WEBPVP8 ".utf8),
        ]
        let paths = try (0..<40).map { number in
            let tail = (0..<2000).map { _ in UInt8.random(in: 0...255) }
            return try pictures.write("\(number).jpg", starts[number % starts.count] + tail)
        }
        for result in await MediaFacts.read(paths) {
            // Some look like a size; none like a picture.
            if case .success(let facts) = result { #expect(facts.width > 0 && facts.height > 0) }
        }
    }

    @Test(
        arguments: [
            ("NIKON CORPORATION", "NIKON D750", "Nikon D750"), ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
            ("Apple", "iPhone 15", "Apple iPhone 15"), ("samsung", "SM-G991B", "Samsung SM-G991B"),
            ("OLYMPUS IMAGING CORP.  ", "E-M10", "Olympus E-M10"), ("SONY", "ILCE-7M3", "Sony ILCE-7M3"),
            ("FUJIFILM", "X-T3", "Fujifilm X-T3"), ("LG Electronics", "LG-H870", "LG-H870"), (nil, "X", "X"),
            ("Leica Camera AG", nil, "Leica"),
        ] as [(String?, String?, String)])
    func `a camera is named once`(make: String?, model: String?, camera: String) {
        #expect(FactWords.camera(make: make, model: model) == camera)
    }

    @Test func `a moment is exact, with or without its offset`() throws {
        let day = try #require(Day(year: 2026, month: 3, day: 29))
        let taken = try #require(TakenAt(day: day, microsecondOfDay: 86_399_000_000, offset: nil))
        #expect(taken.description == "2026-03-29T23:59:59.000000" && taken.instant == nil)
        #expect(taken.instant(assumingOffset: 120) == Instant(iso: "2026-03-29T21:59:59Z"))
        #expect(taken.adding(seconds: 1).description == "2026-03-30T00:00:00.000000")
        #expect(TakenAt(iso: taken.description, offset: nil) == taken)
        #expect(TakenAt(iso: "2026-03-29T21:04", offset: 60)?.instant == Instant(iso: "2026-03-29T20:04:00Z"))
        #expect(TakenAt(iso: "2026-03-29T21:04:05Z", offset: 0) == nil)
        #expect(TakenAt(exif: "2026:03:29 21:04:05", offset: "   :  ")?.offset == nil)
        #expect(TakenAt(exif: "2026:03:29 21:04:05-05:30")?.offset == -330)
        #expect(TakenAt(exif: "2026:03:29 21:04:05Z")?.offset == 0)
        #expect(TakenAt(exif: "1802:03:29 21:04:05") == nil && TakenAt(exif: "garbage, more garbage") == nil)
        #expect(TakenAt(exif: "2026:03:29 21:04:05.25", subseconds: "")?.microsecondOfDay == 75_845_250_000)
    }

    @Test func `no place is none`() {
        #expect(MapPoint(latitude: 0, longitude: 0) == nil && MapPoint(latitude: 91, longitude: 0) == nil)
        #expect(MapPoint(latitude: .nan, longitude: 1) == nil && MapPoint(latitude: 1, longitude: .infinity) == nil)
        #expect(MapPoint(latitude: 0, longitude: 6.5)?.longitude == 6.5)
    }

    @Test func `too many pixels are refused before anything is decoded`() throws {
        #expect(throws: MediaError.tooLarge(width: 30_001, height: 1)) {
            try #require(MediaFacts(type: .png, width: 30_001, height: 1)).checkSize()
        }
        #expect(throws: MediaError.tooLarge(width: 12_000, height: 10_001)) {
            try #require(MediaFacts(type: .jpeg, width: 12_000, height: 10_001)).checkSize()
        }
        try #require(MediaFacts(type: .jpeg, width: 12_000, height: 10_000)).checkSize()
        #expect(MediaFacts(type: .jpeg, width: 0, height: 5) == nil)
        #expect(MediaFacts(type: .jpeg, width: .max, height: .max) == nil)
    }
}
