extension HtmlContext {
    private static let rawElements: Set<String> = [
        "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
    ]

    /// Walks over static bytes. Answers what is wrong with them and where, if anything is.
    mutating func feed(_ bytes: some Collection<UInt8>) -> (problem: String, index: Int)? {
        var found: (problem: String, index: Int)?
        for (index, byte) in bytes.enumerated() {
            if state == .text, byte != 60 { continue }
            if let problem = step(byte), found == nil { found = (problem, index) }
        }
        return found
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }

    private mutating func step(_ byte: UInt8) -> String? {
        let isSpace = Splitter.isSpace(byte)
        switch state {
        case .text: state = .tagOpen
        case .tagOpen: open(byte)
        case .tagName:
            if isSpace || byte == 47 {
                state = .attributes
            } else if byte == 62 {
                closeTag()
            } else {
                element.unicodeScalars.append(UnicodeScalar(byte | (Self.isLetter(byte) ? 32 : 0)))
            }
        case .endTag: if byte == 62 { self = HtmlContext() }
        case .attributes, .gap, .afterName: return between(byte, isSpace)
        case .attributeName:
            if isSpace {
                state = .afterName
            } else if byte == 61 {
                state = .beforeValue
            } else if byte == 62 {
                closeTag()
            } else if byte == 47 {
                state = .attributes
            } else {
                attribute.unicodeScalars.append(UnicodeScalar(Self.isLetter(byte) ? byte | 32 : byte))
            }
        case .beforeValue:
            if isSpace { break }
            if byte == 62 {
                closeTag()
            } else {
                state = byte == 34 || byte == 39 ? .quoted(byte) : .unquoted
                startValue()
            }
        case .quoted(let quote):
            if byte == quote {
                state = .attributes
                url = .none
            } else {
                return value(byte)
            }
        case .unquoted:
            if isSpace { state = .attributes } else if byte == 62 { closeTag() }
        case .comment, .declaration: markup(byte)
        case .raw, .plainText: rawText(byte, isSpace)
        }
        return nil
    }

    private mutating func open(_ byte: UInt8) {
        if Self.isLetter(byte) {
            self = HtmlContext(state: .tagName, element: String(UnicodeScalar(byte | 32)))
        } else if byte == 47 {
            state = .endTag
        } else if byte == 33 || byte == 63 {
            state = .declaration
            tail = [60, byte]
        } else {
            state = byte == 60 ? .tagOpen : .text
        }
    }

    private mutating func between(_ byte: UInt8, _ isSpace: Bool) -> String? {
        if isSpace {
            if state == .gap { state = .attributes }
        } else if byte == 62 {
            closeTag()
        } else if byte == 47 {
            state = .attributes
        } else if byte == 61 {
            // Without a name of its own the value would belong to whatever a branch left before it.
            let hasName = state == .afterName
            state = .beforeValue
            if !hasName { return "“=” stands here without an attribute’s name" }
        } else {
            let needsSpace = state == .gap
            state = .attributeName
            attribute = String(UnicodeScalar(Self.isLetter(byte) ? byte | 32 : byte))
            if needsSpace { return "a blank must follow a part of a tag that is not always there" }
        }
        return nil
    }

    private mutating func startValue() {
        if attribute == "http-equiv" { isDirective = true }
        url = AttributeKind(attribute, of: self) == .url ? .start([]) : .none
    }

    private mutating func closeTag() {
        let name = element
        self = HtmlContext()
        if Self.rawElements.contains(name) {
            self = HtmlContext(state: .raw, element: name)
        } else if name == "title" || name == "textarea" {
            self = HtmlContext(state: .plainText, element: name)
        }
    }

    private mutating func markup(_ byte: UInt8) {
        tail.append(byte)
        if state == .declaration {
            if byte == 62 { self = HtmlContext() } else if tail == Array("<!--".utf8) { state = .comment }
        } else if byte == 62, tail.dropLast().suffix(2) == [45, 45] || tail.dropLast().suffix(3) == [45, 45, 33] {
            self = HtmlContext()
        }
        if tail.count > 8 { tail.removeFirst(tail.count - 8) }
    }

    private mutating func rawText(_ byte: UInt8, _ isSpace: Bool) {
        if byte == 60 {
            tail = [60]
        } else if isSpace || byte == 47 && tail.count > 1 || byte == 62, tail == Array("</\(element)".utf8) {
            if byte == 62 { self = HtmlContext() } else { self = HtmlContext(state: .endTag) }
        } else if !tail.isEmpty {
            tail = tail.count < 12 ? tail + [Self.isLetter(byte) ? byte | 32 : byte] : []
        }
    }

    /// A byte of a quoted value.
    private mutating func value(_ byte: UInt8) -> String? {
        switch (url, byte) {
        case (.start, 47), (.start, 63), (.start, 35), (.marked, 47), (.marked, 63), (.marked, 35): url = .settled
        case (.start(let prefix), 58):
            let scheme = prefix.filter { $0 > 32 }
            url =
                SafeURL.isAllowed(scheme: scheme)
                ? .settled : .foreign(String(decoding: scheme, as: UTF8.self).lowercased())
            if url == .foreign("javascript") || url == .foreign("vbscript") {
                return "a script may not stand in an attribute"
            }
        case (.start(let prefix), _):
            if attribute.hasSuffix("srcset"), Splitter.isSpace(byte), !prefix.isEmpty {
                url = .settled
            } else {
                url = .start(prefix + [byte])
            }
        case (.marked, 58): return "the scheme of an address may not be put together from parts"
        case (.settled, 44), (.marked, 44): if attribute.hasSuffix("srcset") { url = .start([]) }
        case (.marked, _): if attribute.hasSuffix("srcset"), Splitter.isSpace(byte) { url = .settled }
        default: break
        }
        return nil
    }
}
