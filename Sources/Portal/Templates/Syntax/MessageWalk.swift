import PortalLanguage

/// Walks through a template, gathers its messages, and finds what is wrong whatever the types of its values: also in macros that no page
/// calls.
struct MessageWalk {
    let template: ParsedTemplate
    private(set) var found: [ExtractedMessage] = []
    private(set) var faults: [TemplateFault] = []

    init(template: ParsedTemplate) { self.template = template }

    mutating func visit(_ nodes: [Node]) {
        for node in nodes { visit(node) }
    }

    private mutating func visit(_ node: Node) {
        switch node {
        case .text, .extends, .include, .imported, .importedNames: break
        case .output(let value), .set(_, let value, _), .setMember(_, _, let value, _): visit(value)
        case .branches(let branches, let otherwise):
            for (test, body) in branches {
                visit(test)
                visit(body)
            }
            visit(otherwise)
        case .loop(let loop):
            visit(loop.list)
            if let condition = loop.condition { visit(condition) }
            visit(loop.body)
            visit(loop.otherwise)
        case .setCapture(_, let body, let filters, _), .filtered(let filters, let body, _):
            for filter in filters { visit(filter) }
            visit(body)
        case .with(let values, let body):
            for (_, value) in values { visit(value) }
            visit(body)
        case .block(let block): visit(block.body)
        case .macro(let macro): visit(macro)
        case .call(let body, let target):
            visit(target)
            visit(body)
        case .trans(let trans):
            for (_, value) in trans.bindings { visit(value) }
            add(trans.one.id, trans.many?.id, trans.context, trans.place)
        }
    }

    private mutating func visit(_ filter: FilterUse) {
        if !Filters.knows(filter.name) { faults.append(Filters.unknown(filter.name, filter.place)) }
        visit(filter.arguments)
    }

    private mutating func visit(_ macro: MacroNode) {
        for (_, standard) in macro.parameters {
            if let standard { visit(standard) }
        }
        visit(macro.body)
    }

    private mutating func visit(_ arguments: [CallArgument]) {
        for argument in arguments { visit(argument.value) }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .literal, .name: break
        case .attribute(let value, _), .negative(let value), .positive(let value), .not(let value): visit(value)
        case .index(let a, let b), .binary(_, let a, let b), .and(let a, let b), .or(let a, let b):
            visit(a)
            visit(b)
        case .slice(let value, let from, let to, let step):
            for part in [value, from, to, step] {
                if let part { visit(part) }
            }
        case .call(let callee, let arguments):
            if case .name(let name) = callee.kind { call(name, arguments, expression.place) } else { visit(callee) }
            visit(arguments)
        case .filter(let value, let name, let arguments):
            if !Filters.knows(name) { faults.append(Filters.unknown(name, expression.place)) }
            visit(value)
            visit(arguments)
        case .test(let value, let name, let arguments):
            if !Tests.knows(name) { faults.append(Tests.unknown(name, expression.place)) }
            visit(value)
            visit(arguments)
        case .joined(let parts), .list(let parts): for part in parts { visit(part) }
        case .conditional(let value, let test, let otherwise):
            visit(value)
            visit(test)
            if let otherwise { visit(otherwise) }
        }
    }

    private mutating func call(_ name: String, _ arguments: [CallArgument], _ place: Place) {
        guard ["_", "gettext", "ngettext", "pgettext", "npgettext"].contains(name) else { return }
        let hasContext = name.contains("p")
        let isPlural = name.hasPrefix("n")
        var words: [String] = []
        for argument in arguments where argument.name == nil {
            guard case .literal(.text(let word)) = argument.value.kind else { break }
            words.append(word)
        }
        guard words.count >= 1 + (hasContext ? 1 : 0) + (isPlural ? 1 : 0) else {
            let wrong = words.count < arguments.count ? arguments[words.count].value.place : place
            return faults.append(
                wrong.fault(
                    "a text to translate is written out, between quotes",
                    "give its variables by name: _(\"%(name)s\", name=value)"))
        }
        let context = hasContext ? words.removeFirst() : nil
        add(words[0], isPlural ? words[1] : nil, context, place)
    }

    private mutating func add(_ id: String, _ plural: String?, _ context: String?, _ place: Place) {
        guard !id.isEmpty else { return faults.append(place.fault("there is no text to translate here")) }
        let line = place.source.line(at: place.offset)
        let comment = template.comments.last { $0.line == line || $0.line == line - 1 }
        found.append(
            ExtractedMessage(
                id: id, plural: plural, context: context, file: place.source.name, line: line,
                comment: comment.flatMap { Self.forTranslators($0.text) }))
    }

    private static func forTranslators(_ comment: String) -> String? {
        let words = comment.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard words.hasPrefix("Translators:") else { return nil }
        return String(words.dropFirst("Translators:".count).drop { $0 == " " })
    }
}
