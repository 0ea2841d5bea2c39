import PortalLanguage
import Testing

@Suite struct SwiftMessagesTests {
    private func extract(_ source: String) throws -> [ExtractedMessage] {
        try SwiftMessages.extract(source: source, file: "Sources/Bar.swift")
    }

    @Test func `the three calls are found with their lines`() throws {
        let source = """
            let a = tr("Save")
            let b = trn("%(count)s item", "%(count)s items", count)
            let c = [trc("verb", "Open"), trc ("x", "y")]
            let d = PortalLanguage.tr( "Close",
                ["name": .message(tr("Nested"))])
            """
        #expect(
            try extract(source) == [
                ExtractedMessage(id: "Save", file: "Sources/Bar.swift", line: 1),
                ExtractedMessage(id: "%(count)s item", plural: "%(count)s items", file: "Sources/Bar.swift", line: 2),
                ExtractedMessage(id: "Open", context: "verb", file: "Sources/Bar.swift", line: 3),
                ExtractedMessage(id: "y", context: "x", file: "Sources/Bar.swift", line: 3),
                ExtractedMessage(id: "Close", file: "Sources/Bar.swift", line: 4),
                ExtractedMessage(id: "Nested", file: "Sources/Bar.swift", line: 5),
            ])
    }

    @Test(
        arguments: [
            (#"tr("a \"b\" \\ \t\u{2019}\u{1F37A}")"#, "a \"b\" \\ \t’🍺"),
            (##"tr(#"raw \n \"q" \#n"#)"##, "raw \\n \\\"q\" \n"),
            ("tr(\"\"\"\n    one\n      two \\\n    three\n\n    four\n    \"\"\")", "one\n  two three\n\nfour"),
            ("tr(\"\"\"\n  a \"quote\" and \"\"\\\"\n  \"\"\")", "a \"quote\" and \"\"\""),
            ("tr(#\"\"\"\n  a \\n\n  \"\"\"#)", "a \\n"), ("tr(\"one \"\n    + \"two\")", "one two"),
            ("tr(/* why */ \"a\" // because\n)", "a"), ("tr(\"\"\"\r\n    one\r\n    two\r\n    \"\"\")", "one\ntwo"),
            ("tr(\"e\u{301}\")", "e\u{301}"),
        ] as [(String, String)])
    func `every kind of literal is read as the compiler reads it`(source: String, text: String) throws {
        #expect(try extract(source).map(\.id) == [text])
    }

    @Test(arguments: [
        #"// tr("no")"#, #"/* tr("no") /* tr("no") */ tr("no") */"#, #"let s = "tr(\"no\")""#,
        ##"let s = #"tr("no")"#"##,
        "let s = \"\"\"\n  tr(\"no\")\n  \"\"\"", #"str("no")"#, #"tr_("no")"#, #"object.tr("no")"#,
        "func tr(_ id: String) {}", "let tr = 5; tr + 1",
        #"trx("no")"#, #"/// Like `tr("no")`."#,
    ])
    func `what only looks like a call is none`(source: String) throws {
        #expect(try extract(source).isEmpty)
    }

    @Test func `calls inside of an interpolation are found`() throws {
        #expect(
            try extract(#"let s = "a \(say(tr("In \"here\"")) + (")")) b"; tr("After")"#).map(\.id) == [
                "In \"here\"", "After",
            ])
    }

    @Test(
        arguments: [
            (#"\#n\#ntr("Hello \(name)")"#, "interpolation", 3), ("tr(title)", "plain literal", 1),
            (#"tr("a" + b)"#, "plain literal", 1),
            (#"trn("one", count)"#, "plain literal", 1), (#"trc("a")"#, "plain literal", 1), (#"tr("")"#, "empty", 1),
            (##"tr(#"a \#(b)"#)"##, "interpolation", 1), ("\ntrc(\"a\",\n\"b \\(c)\")", "interpolation", 3),
            ("tr(", "plain literal", 1),
        ] as [(String, String, Int)])
    func `a text that cannot be extracted is told with its place`(source: String, reason: String, line: Int) {
        let error = #expect(throws: TranslationErrors.self) { try extract(source) }
        #expect(error?.faults.count == 1)
        #expect(error?.faults.first?.line == line)
        #expect(error?.faults.first?.reason.contains(reason) == true, "\(String(describing: error))")
        #expect(error?.faults.first?.file == "Sources/Bar.swift")
    }

    @Test func `all faults of a file are told at once`() {
        let error = #expect(throws: TranslationErrors.self) { try extract("tr(a)\ntr(b)\ntr(\"fine\")\ntr(\"\\(c)\")") }
        #expect(error?.faults.map(\.line) == [1, 2, 4])
    }

    @Test func `a comment for translators goes with the call below it`() throws {
        let source = """
            // Translators: %(name)s is a client,
            // never a company.
            let a = tr("One")

            let b = tr("Two")
            // Translators: on a button
            Button(
                tr("Three"))
            """
        #expect(try extract(source).map(\.comment) == ["%(name)s is a client, never a company.", nil, "on a button"])
    }

    @Test func `a source that stops anywhere never stops the program`() {
        let source = ##"tr("a \(b("c")) d") /* x */ trn("""\##n  e\##n  """, #"f"#, 1) "\u{41"##
        for length in 0...source.utf8.count {
            _ = try? extract(String(decoding: source.utf8.prefix(length), as: UTF8.self))
        }
    }

    @Test func `a folder is read file by file in the order of names`() throws {
        let folder = Folder()
        try folder.write("tr(\"B\")", to: "Sources/B.swift")
        try folder.write("tr(\"A\")", to: "Sources/A/A.swift")
        try folder.write("tr(\"no\")", to: "Sources/notes.txt")
        let messages = try SwiftMessages.extract(directory: "\(folder.path)/Sources", root: folder.path)
        #expect(messages.map(\.file) == ["Sources/A/A.swift", "Sources/B.swift"])
        try folder.write("tr(x)", to: "Sources/C.swift")
        #expect(throws: TranslationErrors.self) {
            try SwiftMessages.extract(directory: "\(folder.path)/Sources", root: folder.path)
        }
    }
}
