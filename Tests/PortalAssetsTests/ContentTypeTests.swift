import PortalAssets
import Testing

@Suite struct `A file is what its bytes say` {
    static func box(_ brand: String, _ others: String = "", length: UInt8? = nil) -> [UInt8] {
        let body = Array(("ftyp" + brand + "\0\0\0\0" + others).utf8)
        return [0, 0, 0, length ?? UInt8(body.count + 4)] + body + Array("moov".utf8)
    }

    @Test(
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0], .png),
            (Array("GIF89a".utf8), .gif), (Array("GIF87a<script>".utf8), .gif),
            (Array("RIFF\u{1}\0\0\0WEBPVP8 ".utf8), .webp),
            (Array("%PDF-1.7".utf8), .pdf), ([0x50, 0x4B, 3, 4, 20], .zip), ([0x50, 0x4B, 5, 6], .zip),
            (box("avif"), .avif), (box("mif1", "avifheic"), .avif), (box("mif1", "heic"), .heic), (box("heic"), .heic),
            (box("isom", "mp41"), .mp4), (box("mp42", length: 255), .mp4), (box("isom", length: 0), .mp4),
            ([0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84] + Array("webm".utf8), .webm),
            (Array("Zoé;Martin\r\n\t".utf8), .text), (Array("<script>alert(1)</script>".utf8), .text),
        ] as [([UInt8], ContentType)])
    func `it is known by its beginning`(_ bytes: [UInt8], _ expected: ContentType) {
        #expect(ContentType.sniff(bytes) == expected)
    }

    @Test(
        arguments: [
            [], [0], [0xFF, 0xD8], Array("RIFF\0\0\0\0WAVE".utf8), box("qt  "), box("mif1", "xxxx"),

            [0, 0, 0, 0] + Array("ftyp".utf8), [0, 0, 0, 0] + Array("ftypav".utf8),
            [0x1A, 0x45, 0xDF, 0xA3] + Array("matroska".utf8),
            Array("MZ\0".utf8), [0x7F] + Array("ELF".utf8), Array("Zo".utf8) + [0xE9], Array("a\0b".utf8),
            Array("\u{1B}[2J".utf8),
        ] as [[UInt8]])
    func `what is none of those is nothing`(_ bytes: [UInt8]) {
        #expect(ContentType.sniff(bytes) == nil)
    }

    @Test func `a text whose last character is cut at the end of the prefix is still text`() {
        for shift in 0..<4 {
            let text = String(repeating: "a", count: shift) + String(repeating: "🎉", count: 200)
            #expect(ContentType.sniff(Array(text.utf8.prefix(ContentType.prefixLength))) == .text)
            #expect(ContentType.sniff(Array(text.utf8)) == .text)
        }
        #expect(ContentType.sniff(Array("Zoé".utf8.dropLast())) == nil)
    }

    @Test func `every beginning of random bytes is answered`() {
        for _ in 0..<5000 {
            let starts: [[UInt8]] = [
                [], Array("RIFF".utf8), [0, 0, 0, 200] + Array("ftyp".utf8), [0x1A, 0x45, 0xDF, 0xA3],
                [255, 255, 255, 255] + Array("ftyp".utf8),
            ]
            let bytes =
                (starts.randomElement() ?? []) + (0..<Int.random(in: 0...40)).map { _ in UInt8.random(in: 0...255) }
            if let type = ContentType.sniff(bytes) {
                #expect(MediaType.of("x." + type.fileExtension) == type.mediaType)
            }
        }
        for type in ContentType.allCases { #expect(MediaType.of("x." + type.fileExtension) == type.mediaType) }
    }

    @Test(arguments: [
        ("portal.css", "text/css; charset=utf-8"), ("A.B.SVG", "image/svg+xml"), ("x.woff2", "font/woff2"),
        ("noextension", MediaType.unknown), ("", MediaType.unknown), (".", MediaType.unknown),
        ("x.exe", MediaType.unknown),
    ])
    func `the end of a name gives the type to send`(_ name: String, _ expected: String) {
        #expect(MediaType.of(name) == expected)
    }
}
