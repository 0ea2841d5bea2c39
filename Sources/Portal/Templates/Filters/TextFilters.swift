extension Filters {
    static let texts: [Filter] = [
        Filter(
            name: "upper", input: .text, result: keepingMarkup,
            action: .value { (value, _, context) throws(ValueError) in
                try text(value, context) { $0.uppercased() }
            }),
        Filter(
            name: "lower", input: .text, result: keepingMarkup,
            action: .value { (value, _, context) throws(ValueError) in
                try text(value, context) { $0.lowercased() }
            }),
        Filter(
            name: "capitalize", input: .text, result: keepingMarkup,
            action: .value { (value, _, context) throws(ValueError) in
                try text(value, context) { capitalized($0) }
            }),
        Filter(
            name: "title", input: .plainText, result: { _ in .text },
            action: .value { (value, _, context) throws(ValueError) in
                .text(titled(try plainText(value, context)))
            }),
        Filter(
            name: "trim", parameters: [.init("chars", .some(.none))], input: .text, result: keepingMarkup,
            action: .value { (value, arguments, context) throws(ValueError) in
                // Dropping chosen characters could open a tag or an attribute that is closed.
                if case .markup = value, !arguments[0].isNone {
                    throw ValueError("only white space can be trimmed off HTML")
                }
                let characters = arguments[0].characters.map { Set($0.unicodeScalars) }
                return try text(value, context) { trimmed($0, characters) }
            }),
        Filter(
            name: "replace", parameters: [.init("old"), .init("new"), .init("count", .some(.none))], input: .plainText,
            result: { _ in .text }, action: .value(replace)),
        Filter(
            name: "string", input: .scalar, result: keepingMarkup,
            action: .value { (value, _, context) throws(ValueError) in
                try text(value, context) { $0 }
            }),
        Filter(
            name: "wordcount", input: .plainText, result: { _ in .number },
            action: .value { (value, _, context) throws(ValueError) in
                .integer(words(try plainText(value, context)))
            }),
        Filter(
            name: "format", input: .plainText, isOpenEnded: true, result: { _ in .text },
            action: .value { (value, arguments, context) throws(ValueError) in
                .text(try Formatting.fill(try plainText(value, context), arguments, context.language))
            }),
        Filter(
            name: "default", parameters: [.init("default_value", .text("")), .init("boolean", .boolean(false))],
            result: { $0 },
            action: .value { (value, arguments, _) throws(ValueError) in
                value.isNone || (arguments[1].isTrue && !value.isTrue) ? arguments[0] : value
            }),
    ]

    private static func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        return first.properties.titlecaseMapping + String(text.unicodeScalars.dropFirst()).lowercased()
    }

    /// Each word with a capital, as Jinja does it: a word begins at the start and behind white space, `-`, `(`, `{`, `[`, `<`.
    private static func titled(_ text: String) -> String {
        var result = ""
        var word = ""
        for scalar in text.unicodeScalars {
            guard scalar.properties.isWhitespace || "-({[<".unicodeScalars.contains(scalar) else {
                word.unicodeScalars.append(scalar)
                continue
            }
            result += titledWord(word)
            result.unicodeScalars.append(scalar)
            word = ""
        }
        return result + titledWord(word)
    }

    private static func titledWord(_ word: String) -> String {
        guard let first = word.unicodeScalars.first else { return word }
        return first.properties.uppercaseMapping + String(word.unicodeScalars.dropFirst()).lowercased()
    }

    private static func trimmed(_ text: String, _ characters: Set<UnicodeScalar>?) -> String {
        func isDropped(_ scalar: UnicodeScalar) -> Bool {
            characters?.contains(scalar) ?? scalar.properties.isWhitespace
        }
        var rest = text.unicodeScalars[...]
        while let first = rest.first, isDropped(first) { rest = rest.dropFirst() }
        while let last = rest.last, isDropped(last) { rest = rest.dropLast() }
        return String(String.UnicodeScalarView(rest))
    }

    private static func words(_ text: String) -> Int {
        text.unicodeScalars.split { !($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_") }
            .count
    }

    @Sendable private static func replace(
        _ value: Value, _ arguments: [Value], _ context: FilterContext
    ) throws(ValueError) -> Value {
        let parts = try [arguments[0], arguments[1], value].map { (part) throws(ValueError) in
            Array(try plainText(part, context).utf8)
        }
        let changed = try replaced(parts[0], by: parts[1], in: parts[2], most: arguments[2].whole ?? Int.max)
        return .text(String(decoding: changed, as: UTF8.self))
    }

    private static func replaced(
        _ old: [UInt8], by new: [UInt8], in whole: [UInt8], most: Int
    ) throws(ValueError) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        var count = 0
        while count != most, position <= whole.count {
            guard
                let found = old.isEmpty
                    ? boundary(in: whole, from: position) : Bytes.firstRange(of: old, in: whole, from: position)
            else { break }
            result += whole[position..<found.lowerBound]
            result += new
            guard result.count <= Limit.bytes else { throw ValueError("the text is too long") }
            count += 1
            position = found.upperBound
            if old.isEmpty {
                guard position < whole.count else { return result }
                let end = boundary(in: whole, from: position + 1)?.lowerBound ?? whole.count
                result += whole[position..<end]
                position = end
            }
        }
        return result + whole[min(position, whole.count)...]
    }

    /// The next place between two characters.
    private static func boundary(in whole: [UInt8], from start: Int) -> Range<Int>? {
        var index = start
        while index < whole.count, whole[index] & 0xC0 == 0x80 { index += 1 }
        return index <= whole.count ? index..<index : nil
    }
}
