/// Finds out what separates the fields of a CSV file.
enum CSVSeparator {
    /// In order of preference where nothing tells them apart.
    static let candidates: [UInt8] = [44, 59, 9, 124]

    /// The separator of a file that begins with this UTF-8 text: the one that Excel's first line `sep=;` names, else the one that
    /// cuts the first lines into the same number of fields, and into the most of them. `isWhole`: the text is all there is.
    static func find(in text: [UInt8], isWhole: Bool) -> (separator: UInt8, isDeclared: Bool) {
        if text.starts(with: "sep=".utf8), text.count > 4, candidates.contains(text[4]),
            text.count == 5 || text[5] == 10 || text[5] == 13
        {
            return (text[4], true)
        }
        var best = (separator: candidates[0], score: 0)
        for candidate in candidates {
            let score = score(text, candidate, isWhole: isWhole)
            if score > best.score { best = (candidate, score) }
        }
        return (best.separator, false)
    }

    private static func score(_ text: [UInt8], _ separator: UInt8, isWhole: Bool) -> Int {
        var reader = CSVReader(CSVSource(text), .utf8, start: 0, separator, CSVReader.Limits())
        var widths: [Int] = []
        // A fault here is met again, and reported, when the file is read.
        while widths.count < 20, let record = try? reader.next() { widths.append(record.fields.count) }
        if !isWhole, widths.count > 1, widths.count < 20 { widths.removeLast() }
        guard let first = widths.first, first > 1 else { return 0 }
        let isEven = widths.allSatisfy { $0 == first }
        return first + (isEven ? 10_000 : 0)
    }
}
