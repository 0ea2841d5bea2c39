import PortalTestSupport
import Testing

@testable import PortalLanguage

@Suite struct ZoneFileTests {
    @Test(.enabled(if: File.exists("/usr/share/zoneinfo/Europe/Paris")))
    func `damaged zone files never stop the program`() throws {
        var chance = Chance(seed: 11)
        let bytes = try #require(File.bytes("/usr/share/zoneinfo/Europe/Paris"))
        for length in 0..<min(bytes.count, 200) { _ = try? ZoneTable(file: Array(bytes.prefix(length))) }
        for _ in 0..<3_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place =
                    Bool.random(using: &chance)
                    ? Int.random(in: 0..<60, using: &chance) : Int.random(in: 0..<damaged.count, using: &chance)
                damaged[place] = [0, 1, 0x2C, 0x7F, 0x80, 0xFF].randomElement(using: &chance) ?? 0
            }
            if let table = try? ZoneTable(file: damaged) {
                for second in [-62_135_596_800, 0, 1_800_000_000, 253_402_300_799] { _ = table.offset(at: second) }
            }
        }
    }

    @Test(
        arguments: [
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_782_864_000, 7200), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_768_435_200, 3600),
            ("<-03>3", 0, -10_800), ("<+0545>-5:45", 0, 20_700), ("IST-1GMT0,M10.5.0,M3.5.0/1", 1_768_435_200, 0),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_768_435_200, 39_600), ("EST5EDT,J60,J300", 1_782_864_000, -14_400),
            ("EST5EDT,0/0,365/25", 1_782_864_000, -14_400), ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_782_864_000, -3600),
        ] as [(String, Int, Int)])
    func `a rule gives the offset of a moment`(rule: String, second: Int, offset: Int) throws {
        #expect(try #require(ZoneRule(rule.utf8)).offset(at: second) == offset)
    }

    @Test(arguments: [
        "", "CET", "C-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
        "<CET-1",
        "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J366,J1", "CET-1CEST,366,1", "CET-99", "CET-1:60",
        "CET-1CEST,M3.5.0,M10.5.0x",
    ])
    func `what is no rule is refused`(rule: String) {
        #expect(ZoneRule(rule.utf8) == nil)
    }
}
