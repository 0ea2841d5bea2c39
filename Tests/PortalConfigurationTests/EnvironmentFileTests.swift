import Testing

@testable import PortalConfiguration

@Suite struct EnvironmentFileTests {
    private func values(_ text: String) -> [String: String] { EnvironmentFile(text: text).entries.mapValues(\.value) }

    @Test(
        arguments: [
            ("A=b", "b"), ("A = b", nil), ("A= b c ", "b c"), ("  export A=b", "b"), ("export\tA=b", "b"),
            ("A=b # said so", "b"),
            ("A=b#c", "b#c"), ("A=#", ""), ("A=", ""), ("A='b # c'", "b # c"), ("A='a\\n' # quoted", "a\\n"),
            (#"A="a\n\"b\" \\ \$x""#, "a\n\"b\" \\ $x"), ("A=$HOME", "$HOME"), ("\u{FEFF}A=b", "b"), ("A=é=è", "é=è"),
        ] as [(String, String?)])
    func `a line says what a shell would understand, and nothing is ever expanded`(line: String, value: String?) {
        #expect(values(line)["A"] == value)
    }

    @Test func `empty lines and comments say nothing`() {
        let file = EnvironmentFile(text: "\n   \r\n# A=b\n\t# more\n")
        #expect(file.entries.isEmpty)
        #expect(file.faults.isEmpty)
    }

    @Test(arguments: ["A", "A b", "1A=b", "A='b", "A=\"b", "A=\"b\\", "A='b'c", "=b", "é=b"])
    func `a line that cannot be read is named by its number`(line: String) {
        let file = EnvironmentFile(text: "# first\n\(line)\nB=c")
        #expect(file.faults.map(\.origin) == [.file(line: 2)])
        #expect(file.entries["B"]?.line == 3)
    }

    @Test func `a name that stands twice is a fault, and the first one holds`() {
        let file = EnvironmentFile(text: "A=1\nB=2\nA=3")
        #expect(file.entries["A"]?.value == "1")
        #expect(file.faults.map(\.description) == [".env (.env, line 3): A stands in line 1 already"])
    }

    @Test func `whatever bytes a file holds, reading it ends`() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("A=\"'\\#\n\r \tbexport$é\u{0}")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...30, using: &generator)).compactMap { _ in
                    letters.randomElement(using: &generator)
                })
            let file = EnvironmentFile(text: text)
            #expect(file.entries.count + file.faults.count <= text.count)
        }
    }
}
