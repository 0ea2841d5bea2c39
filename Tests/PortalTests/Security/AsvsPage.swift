/// `docs/security/asvs.md`, made from the table.
enum AsvsPage {
    static func text(_ table: AsvsTable) -> String {
        var lines = [
            "# How the portal meets OWASP ASVS 5.0, levels 1 and 2", "",
            "Made by `bin/asvs` from [asvs.txt](../../Tests/PortalTests/approved/asvs.txt); edit that file. The ids and levels are those of the",
            "standard, version 5.0.0; what each asks for is said in words of ours. A requirement is *shown* where tests would fail were it not met.",
            "A test of the house fails when a test named here does not exist, and when this page is not what the table says.",
            "",
        ]
        lines += coverage(table)
        for chapter in table.chapters {
            lines += [
                "", "## \(chapter.title)", "", "| | level | what is asked for | how it is met |",
                "| --- | --- | --- | --- |",
            ]
            lines += chapter.requirements.map(row)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How much is shown, does not apply and is open, by chapter and level.
    static func coverage(_ table: AsvsTable) -> [String] {
        var lines = [
            "| chapter | shown by tests | does not apply | open |", "| --- | ---: | ---: | ---: |",
        ]
        for chapter in table.chapters { lines.append(row(chapter.title, [chapter], level: nil)) }
        for level in [1, 2] { lines.append(row("**Level \(level)**", table.chapters, level: level)) }
        lines.append(row("**Both**", table.chapters, level: nil))
        return lines
    }

    private static func row(_ title: String, _ chapters: [AsvsTable.Chapter], level: Int?) -> String {
        let counts = AsvsTable.Verdict.allCases.map { verdict in
            String(chapters.reduce(0) { $0 + $1.count(verdict, level: level) })
        }
        return "| \(([title] + counts).joined(separator: " | ")) |"
    }

    private static func row(_ requirement: AsvsTable.Requirement) -> String {
        var how: [String] = []
        switch requirement.reason {
        case (.no, let words)?: how.append("Does not apply. \(words)")
        case (.open, let words)?: how.append("**Open.** \(words)")
        default: break
        }
        how += requirement.tests.map(link)
        if let note = requirement.note { how.append(note) }
        let cells = [requirement.id, String(requirement.level), requirement.words, how.joined(separator: "<br>")]
        return "| \(cells.joined(separator: " | ")) |"
    }

    private static func link(_ reference: String) -> String {
        guard let colon = reference.firstRange(of: ": ") else { return reference }
        let file = reference[..<colon.lowerBound]
        let suite = file.split(separator: "/").last ?? file
        return "“\(reference[colon.upperBound...])” ([\(suite)](../../Tests/\(file).swift))"
    }
}
