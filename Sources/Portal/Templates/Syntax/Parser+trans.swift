extension Parser {
    /// `{% trans "context" trimmed name=expression %}`: texts are trimmed unless `notrimmed` stands there.
    mutating func trans(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var head = TransHead()
        do throws(TemplateError) {
            head = try reader.transHead()
        } catch {
            report(error)
        }
        let one = try transText(trimmed: head.isTrimmed, opener: place)
        var counted: String?
        var many: TransText?
        if one.end == "pluralize" {
            if case .name(let name) = one.reader.current.kind { counted = name }
            counted = counted ?? head.bindings.first?.name ?? one.text.variables.first?.name
            if counted == nil { report(place.fault("“pluralize” needs a number", "write {% trans count=… %}")) }
            many = try transText(trimmed: head.isTrimmed, opener: place, ends: ["endtrans"]).text
        }
        return .trans(
            TransNode(
                context: head.context, bindings: head.bindings, counted: many == nil ? nil : counted, one: one.text,
                many: many,
                place: place))
    }

    private mutating func transText(
        trimmed: Bool, opener: Place, ends: Set<String> = ["pluralize", "endtrans"]
    ) throws(TemplateError) -> (text: TransText, end: String, reader: TokenReader) {
        var parts: [String] = []
        var variables: [(name: String, place: Place)] = []
        while let piece = nextPiece() {
            switch piece {
            case .text(let bytes, _): parts.append(String(decoding: bytes, as: UTF8.self).replacing("%", with: "%%"))
            case .comment: break
            case .output(let tokens, let offset):
                let place = Place(source: source, offset: tokens.first?.offset ?? offset)
                guard tokens.count == 2, case .name(let name) = tokens[0].kind else {
                    report(place.fault("only names may be shown inside “trans”", "write {% trans name=expression %}"))
                    continue
                }
                variables.append((name, place))
                parts.append("%(\(name))s")
            case .statement(let tokens, let offset):
                var reader = TokenReader(source: source, tokens: tokens, offset: offset)
                let name = try reader.name("a statement")
                guard ends.contains(name) else {
                    throw Place(source: source, offset: offset).fault("“\(name)” may not stand inside “trans”")
                }
                return (TransText(parts: parts, variables: variables, trimmed: trimmed), name, reader)
            }
        }
        throw opener.fault("“trans” is never closed", "add “endtrans”")
    }
}

/// What stands in the opening tag of a translation.
struct TransHead {
    var context: String?
    var isTrimmed = true
    var bindings: [(name: String, value: Expression)] = []
}

extension TokenReader {
    mutating func transHead() throws(TemplateError) -> TransHead {
        var head = TransHead()
        var saysTrimming = false
        if case .text(let text) = current.kind {
            head.context = text
            advance()
        }
        while !isAtEnd {
            if !head.bindings.isEmpty { try expect(sign: ",") }
            let place = place
            let name = try name("a name")
            if head.bindings.contains(where: { $0.name == name }) { throw place.fault("“\(name)” stands here twice") }
            if skip(sign: "=") {
                head.bindings.append((name, try expression()))
            } else if !saysTrimming, name == "trimmed" || name == "notrimmed" {
                saysTrimming = true
                head.isTrimmed = name == "trimmed"
            } else {
                head.bindings.append((name, Expression(kind: .name(name), place: place)))
            }
        }
        return head
    }
}

extension TransText {
    init(parts: [String], variables: [(name: String, place: Place)], trimmed: Bool) {
        var id = parts.joined()
        if trimmed { id = Self.trim(id) }
        // Without variables nothing is filled in, so that a per cent sign stands for itself.
        self.init(id: variables.isEmpty ? id.replacing("%%", with: "%") : id, variables: variables)
    }

    /// White space off both ends; each line end with the white space around it becomes one space.
    private static func trim(_ text: String) -> String {
        var result: [UInt8] = []
        var blanks: [UInt8] = []
        for byte in text.utf8 {
            if Splitter.isSpace(byte) {
                blanks.append(byte)
                continue
            }
            if !result.isEmpty { result += blanks.contains(10) ? [32] : blanks }
            blanks = []
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
