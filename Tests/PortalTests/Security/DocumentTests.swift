import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalSecurity
import PortalTestSupport
import Testing

@testable import Accounts
@testable import PortalKit
@testable import portal

/// What `docs/security` says is what the code does.
@Suite struct DocumentTests {
    private static let sources = SourceRules.sources

    /// The files whose text matches.
    private func files(_ pattern: Regex<Substring>) -> Set<String> {
        Set(Self.sources.filter { $0.text.contains(pattern) }.map(\.path))
    }

    @Test func `the limits of the documentation are those that hold`() throws {
        let page = try SecurityPage.read("authentication")
        var rules: [String: [String]] = [:]
        for file in Self.sources {
            for match in file.text.matches(of: #/RateRule\(\s*"([\w-]+)", burst: (\d+), interval: (\d+)\)/#) {
                rules[String(match.1)] = [String(match.2), String(match.3)]
            }
        }
        #expect(rules.count > 10)
        var documented: [String: [String]] = [:]
        for row in page.rows("## Guessing") where row.count == 3 {
            documented[SecurityPage.words(row[0]).first ?? ""] = [row[1], row[2]]
        }
        #expect(documented == rules)

        let day: Int64 = 86_400
        func most(_ setting: Setting<Int>) -> Int64 {
            Int64((1...1000).last { setting.fault(String($0)) == nil } ?? 0)
        }
        let values: [(String, Int64)] = [
            ("days without a visit, after which a session ends", Int64(PortalSettings.idleDays.standard)),
            ("the most that can be set", most(PortalSettings.idleDays)),
            ("the same, remembered", Int64(PortalSettings.rememberedIdleDays.standard)),
            ("the most that can be set, remembered", most(PortalSettings.rememberedIdleDays)),
            ("days that a session lives at most", Sessions.shortSeconds / day),
            ("the same, remembered", Sessions.rememberedSeconds / day),
            ("minutes for which a typed password counts", Sessions.confirmedSeconds / 60),
            ("minutes that a program's proof of the password waits", StepUps.seconds / 60),
            ("minutes that a link to a new password works", MailTokens.seconds / 60),
            ("days that a new account's link works", People.invitationSeconds / day),
            ("days that a program's token lives at most", ApiTokens.longestSeconds / day),
            ("fewest characters of a password", Int64(PasswordPolicy.minimum)),
            ("most characters of a password", Int64(PasswordPolicy.maximum)),
        ]
        let told = page.rows("## How long things last").map { "\($0[0]): \($0[1])" }
        #expect(told == values.map { "\($0.0): \($0.1)" } + ["sessions that somebody may have: any number"])
    }

    @Test(arguments: TestEngine.tested)
    func `somebody may have as many sessions as the documentation says`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let first = try await portal.signedIn("member")
            for _ in 0..<40 { _ = try await portal.signedIn("member") }
            #expect(try await first.get("/profile").status == 200)
        }
    }

    @Test func `every way in is documented, and there is no other`() throws {
        let rows = try SecurityPage.read("authentication").rows("## Ways in")
        let documented = Set(rows.flatMap { SecurityPage.words($0.last ?? "") })
        let made = files(
            #/Sessions\.open\(|ApiTokens\.make\(|LinkCookie\.make\(|Feed\.make\(|INSERT INTO session\b|INSERT INTO api_token/#
        )
        let own: Set<String> = [
            "Sources/Portal/Kit/Sessions/Sessions.swift", "Sources/Portal/Kit/Api/Tokens/ApiTokens.swift",
        ]
        #expect(
            documented == made.subtracting(own), "\(documented.symmetricDifference(made.subtracting(own)).sorted())")
    }

    @Test func `the words that no password may be made of are those that are refused`() throws {
        let section = try SecurityPage.read("authentication").section("### Words that no password may be made of")
        let list = try #require(section.split(separator: ":").last)
        let words = list.split { !$0.isLetter }.map(String.init)
        #expect(words.count > 10)
        let policy = try PasswordPolicy(resources: TestPlaces.resources)
        for word in words + ["bdebordeaux"] {
            for variant in [word + "2026!", "1" + word + "123", word.uppercased() + word] {
                #expect(!policy.problems(variant, here: ["BDE Bordeaux"]).isEmpty, "\(variant)")
            }
        }
        #expect(policy.problems("un long matin de pluie", here: ["BDE Bordeaux"]).isEmpty)
    }

    @Test func `every use of cryptography stands in the inventory`() throws {
        let documented = Set(try SecurityPage.read("cryptography").rows().flatMap { SecurityPage.words($0[0]) })
        let used = files(
            #/import Crypto|import _CryptoExtras|import CArgon2|SystemRandomNumberGenerator|import NIOSSL|Seal\(key:|bound\(to: "/#
        )
        #expect(used.count > 15)
        #expect(documented == used, "\(documented.symmetricDifference(used).sorted())")
        let weak = files(
            #/Insecure\.|\bMD5\b|\bSHA1\b|\bDES\b|\bRC4\b|AES\.|ChaChaPoly|P256\.|P384\.|P521\.|Curve25519|_RSA|arc4random|\brand\(\)|drand48/#
        )
        #expect(weak == [], "ciphers, pairs of keys and old hashes are not in the inventory")
        // Chance that nobody may guess comes from the system: whatever else is random is given its generator, and is for show.
        let chance = files(#/\.random\(in: [^)]*\)|\.randomElement\(\)|\.shuffled\(\)/#)
        let harmless: Set<String> = ["Sources/Portal/Database/PostgreSQL/PostgreSQLEngine.swift"]
        for file in Self.sources where chance.contains(file.path) && !harmless.contains(file.path) {
            for match in file.text.matches(of: #/\.random\(in: [^)]*\)/#) {
                #expect(match.0.contains("using:"), "\(file.path): \(match.0)")
            }
        }
    }

    @Test func `every library stands in the inventory, with who keeps it and how soon it is mended`() throws {
        struct Resolved: Decodable {
            struct Pin: Decodable { let identity, location: String }
            let pins: [Pin]
        }
        let page = try SecurityPage.read("libraries")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: TestPlaces.root + "/Package.resolved"))
        let pins = try JSONDecoder().decode(Resolved.self, from: bytes).pins.map { pin in
            "\(pin.identity) \(pin.location.replacing("https://", with: "").replacing(#/\.git$/#, with: ""))"
        }
        let packages = page.rows("## Packages of Swift").map { "\(SecurityPage.words($0[0]).first ?? "") \($0[1])" }
        #expect(packages == pins)
        for row in page.rows("## Packages of Swift") { #expect(row.count == 3 && !row[2].isEmpty) }

        let folders = try FileManager.default.contentsOfDirectory(atPath: TestPlaces.root + "/Sources/Portal")
        let system = Set(folders.filter { $0.contains(#/^C[A-Z]/#) })
        let programs = Set(
            Self.sources.filter { $0.path.hasPrefix("Sources/Modules/Photos/") || $0.path.contains("Translations") }
                .flatMap {
                    $0.text.matches(of: #/"(vips|vipsthumbnail|exiftool|ffmpeg|ffmpegthumbnailer|msgfmt|msgmerge)"/#)
                }
                .map { String($0.1) })
        let rows = page.rows("## Libraries and programs of the system")
        #expect(Set(rows.flatMap { SecurityPage.words($0[0]) }) == system.union(programs))
        let urgent = page.rows("## How soon a weakness is mended")
        #expect(urgent.count == 3 && urgent.allSatisfy { $0.count == 3 && $0[1].contains(#/\d+ days?/#) })
    }
}
