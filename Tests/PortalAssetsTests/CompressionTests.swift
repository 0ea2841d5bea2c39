import Foundation
import PortalAssets
import Testing

@Suite struct `Bytes become smaller and come back whole` {
    static let samples: [[UInt8]] = [
        [], [0], Array("Bonjour Zoé\n".utf8), [UInt8](repeating: 65, count: 100_000),
        (0..<70_000).map { _ in UInt8.random(in: 0...255) },
    ]

    /// Python's gzip and brotli programs are not everywhere; `gzip` itself is part of Debian's base.
    private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc"]
        let folder = Folder()
        try folder.write("packed.gz", bytes)
        process.standardInput = FileHandle(forReadingAtPath: folder.path + "/packed.gz")
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(data)
    }

    @Test(arguments: samples) func `gzip reads back what we packed`(_ bytes: [UInt8]) throws {
        for level in [Int.min, 1, 5, 9, Int.max] {
            #expect(try unpacked(#require(Compression.gzip(bytes, level: level))) == bytes)
        }
    }

    @Test func `a page becomes a fraction of itself`() throws {
        let page = Array(String(repeating: "<tr><td>Zoé</td><td>zoe@example.org</td></tr>\n", count: 200).utf8)
        let gzip = try #require(Compression.gzip(page)), brotli = try #require(Compression.brotli(page))
        #expect(gzip.count < page.count / 10)
        #expect(brotli.count < gzip.count)
    }

    @Test(arguments: samples) func `brotli takes anything`(_ bytes: [UInt8]) throws {
        let packed = try #require(Compression.brotli(bytes, quality: .max))
        #expect(packed.count <= bytes.count + 16)
        #expect(try #require(Compression.brotli(bytes, quality: .min)).count <= bytes.count + 64)
    }
}
