extension Filters {
    static let cuts: [Filter] = [
        Filter(
            name: "truncate",
            parameters: [
                .init("length", .integer(255)), .init("killwords", .boolean(false)), .init("end", .text("...")),
                .init("leeway", .integer(5)),
            ], input: .plainText, result: { _ in .text }, action: .value(truncate)),
        Filter(
            name: "indent",
            parameters: [
                .init("width", .integer(4)), .init("first", .boolean(false)), .init("blank", .boolean(false)),
            ],
            input: .text, result: keepingMarkup, action: .value(indent)),
        Filter(
            name: "nl2br", input: .plainText, result: { _ in .markup },
            action: .value { (value, _, context) throws(ValueError) in
                let text = try plainText(value, context)
                return .markup(
                    Markup(html: Escaper.escaped(text).replacing("\r\n", with: "\n").replacing("\n", with: "<br>\n")))
            }),
    ]

    @Sendable private static func truncate(
        _ value: Value, _ arguments: [Value], _ context: FilterContext
    ) throws(ValueError) -> Value {
        let text = try plainText(value, context)
        let scalars = Array(text.unicodeScalars)
        guard let length = arguments[0].whole, length >= 0, let leeway = arguments[3].whole, leeway >= 0 else {
            throw ValueError("a length is a number, zero or more")
        }
        let end = try plainText(arguments[2], context)
        let room = length - end.unicodeScalars.count
        guard room >= 0 else { throw ValueError("the end is longer than the whole may be") }
        if scalars.count - min(scalars.count, length) <= leeway { return .text(text) }
        var cut = scalars.prefix(room)
        if !arguments[1].isTrue, let space = cut.lastIndex(of: " ") { cut = cut[..<space] }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: cut)
        return .text(String(result) + end)
    }

    @Sendable private static func indent(
        _ value: Value, _ arguments: [Value], _ context: FilterContext
    ) throws(ValueError) -> Value {
        // A margin inside a tag would be a part of it that nobody has looked at.
        if case .markup = value, arguments[0].characters != nil {
            throw ValueError("HTML is indented by a number of blanks")
        }
        let margin = arguments[0].characters ?? String(repeating: " ", count: min(max(arguments[0].whole ?? 0, 0), 200))
        return try text(value, context) { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for index in lines.indices
            where index == 0 ? arguments[1].isTrue : arguments[2].isTrue || !lines[index].isEmpty {
                lines[index] = margin + lines[index]
            }
            return lines.joined(separator: "\n")
        }
    }
}
