import PortalTestSupport
import Testing

@testable import PortalLanguage

@Suite struct MachineObjectTests {
    static let text =
        header(french) + """
            msgctxt "verb"
            msgid "Open"
            msgstr "Ouvrir"

            msgid "Open"
            msgstr "Ouvert"

            #, fuzzy
            msgid "Guess"
            msgstr "Devinette"

            msgid "Missing"
            msgstr ""

            msgid "%(count)s drink"
            msgid_plural "%(count)s drinks"
            msgstr[0] "%(count)s boisson"
            msgstr[1] "%(count)s boissons"

            """

    private func compiled(_ endianness: String) throws -> [UInt8] {
        let folder = Folder()
        try folder.write(Self.text, to: "fr.po")
        try Translations.run(
            "msgfmt", ["--endianness=\(endianness)", "--output-file=\(folder.path)/fr.mo", "\(folder.path)/fr.po"])
        return try #require(File.bytes("\(folder.path)/fr.mo"))
    }

    @Test(arguments: ["little", "big"])
    func `what msgfmt compiles says the same as the text it was compiled from`(endianness: String) throws {
        let machine = try Catalogue(MachineObject(compiled(endianness), file: "fr.mo"), file: "fr.mo")
        let text = try Catalogue(PortableObject(Self.text, file: "fr.po"), file: "fr.po")
        #expect(machine == text)
        #expect(machine.forms(CatalogueKey(context: "verb", id: "Open")) == ["Ouvrir"])
        #expect(machine.forms(CatalogueKey(context: nil, id: "Open")) == ["Ouvert"])
        #expect(machine.forms(CatalogueKey(context: "", id: "Open")) == nil)
        #expect(machine.forms(CatalogueKey(context: nil, id: "Guess")) == nil)
        #expect(machine.forms(CatalogueKey(context: nil, id: "%(count)s drink"))?.count == 2)
    }

    @Test func `a file cut anywhere is an error or the same texts`() throws {
        let bytes = try compiled("little")
        let whole = try MachineObject(bytes, file: "x.mo")
        for length in 0..<bytes.count {
            do {
                let cut = try MachineObject(Array(bytes.prefix(length)), file: "x.mo")
                #expect(cut.entries.map(\.forms) == whole.entries.map(\.forms))
            } catch {
                #expect(error.file == "x.mo")
            }
        }
    }

    @Test func `damaged files never stop the program`() throws {
        var chance = Chance(seed: 11)
        let bytes = try compiled("big")
        for _ in 0..<5_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                damaged[Int.random(in: 0..<min(damaged.count, 120), using: &chance)] =
                    [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &chance) ?? 0
            }
            _ = try? Catalogue(MachineObject(damaged, file: "x.mo"), file: "x.mo")
        }
    }
}
