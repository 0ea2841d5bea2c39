import Crypto
import Foundation
import PortalTestSupport
import Testing

@testable import PortalSecurity

@Suite struct `Common passwords are known by their hashes` {
    private static let file = TestPlaces.resources + "/passwords/common.bin"

    @Test func `more than the hundred thousand most used are known, in less than a mebibyte`() throws {
        let list = try CommonPasswords(resources: TestPlaces.resources)
        #expect(list.count > 200_000)
        let size = try FileManager.default.attributesOfItem(atPath: Self.file)[.size] as? Int
        #expect(try #require(size) < 1 << 20)
    }

    @Test func `every hash is found where it stands, first and last of each byte too`() throws {
        let words = (0..<5000).map { "word \($0)" }
        let list = try #require(CommonPasswords(Self.file(of: words)))
        #expect(list.count == 5000)
        #expect(words.allSatisfy(list.contains))
        #expect(!(0..<5000).contains { list.contains("other \($0)") })
    }

    @Test func `a list of one word knows this one, and a list of none knows nothing`() throws {
        let one = try #require(CommonPasswords(Self.file(of: ["soleil"])))
        #expect(one.contains("soleil") && !one.contains("lune"))
        let none = try #require(CommonPasswords(Self.file(of: [])))
        #expect(!none.contains("soleil") && !none.contains(""))
    }

    @Test func `of 100,000 random texts at most one is taken for a common one`() throws {
        let list = try CommonPasswords(resources: TestPlaces.resources)
        var random = Chance(seed: 7)
        let wrong = (0..<100_000).count { _ in list.contains(String(random.next(), radix: 36)) }
        #expect(wrong <= 1)
    }

    @Test func `a missing list is an error that names the file`() {
        let fault = #expect(throws: CommonPasswordsError.self) { try PasswordPolicy(resources: "/nowhere") }
        #expect(fault?.description.contains("/nowhere/passwords/common.bin, cannot be read") == true)
    }

    @Test(arguments: [0, 1, 19, 1000, 1070, 948_451, 948_482])
    func `a list that was cut short is an error, not a shorter list`(length: Int) throws {
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: Self.file)))
        #expect(CommonPasswords(Array(whole.prefix(length))) == nil)
    }

    @Test(arguments: [0, 18, 19, 22, 23, 500, 1047, 500_000, -1, -32, -33])
    func `a list in which one bit was turned is an error`(place: Int) throws {
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.file)))
        bytes[place < 0 ? bytes.count + place : place] ^= 1
        #expect(CommonPasswords(bytes) == nil)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fault = #expect(throws: CommonPasswordsError.self) { try CommonPasswords(file: path) }
        #expect(fault?.reason.hasPrefix("is damaged") == true)
    }

    /// The digest is right, the numbers are not: a look-up must stay inside.
    @Test(arguments: ["count", "ends", "order"])
    func `a list that contradicts itself is an error`(what: String) {
        var body = Array(Self.file(of: ["soleil", "lune"]).dropLast(32))
        switch what {
        case "count": body[22] = 3
        case "ends": body[23 + 255 * 4 + 3] = 200
        default: body[23] = 127
        }
        #expect(CommonPasswords(body + Array(SHA256.hash(data: body))) == nil)
    }

    @Test func `reading takes less than a twentieth of a second`() throws {
        let clock = ContinuousClock()
        let best = try (0..<5).map { _ in try clock.measure { _ = try CommonPasswords(file: Self.file) } }.min()
        #expect(best ?? .seconds(1) < .milliseconds(50))
    }

    /// As `bin/common-passwords` packs them.
    private static func file(of words: [String]) -> [UInt8] {
        let hashes = Set(words.map { Array(SHA256.hash(data: Array($0.utf8)).prefix(5)) })
            .sorted { $0.lexicographicallyPrecedes($1) }
        var body = Array("portal-passwords-1\n".utf8) + big(hashes.count)
        for first in 0..<256 { body += big(hashes.count { Int($0[0]) <= first }) }
        for hash in hashes { body += hash.dropFirst() }
        return body + Array(SHA256.hash(data: body))
    }

    private static func big(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) } }
}
