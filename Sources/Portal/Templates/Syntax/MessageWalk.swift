import PortalLanguage

/// Walks through a template, gathers its messages, and finds what is wrong whatever the types of its values: also in macros that no page
/// calls.
struct MessageWalk {
    let template: ParsedTemplate
    private(set) var found: [ExtractedMessage] = []
    private(set) var faults: [TemplateError] = []

    init(template: ParsedTemplate) { self.template = template }

    mutating func context(_ nodes: [Node]) {
        for node in nodes { context(node) }
    }

    private mutating func context(_ node: Node) {
        switch node {
        case .text, .extends, .include, .imported, .importedNames: break
        case .output(let value), .set(_, let value, _), .setMember(_, _, let value, _): context(value)
        case .branches(let branches, let otherwise):
            for (test, body) in branches {
                context(test)
                context(body)
            }
            context(otherwise)
        case .loop(let loop):
            context(loop.list)
            if let condition = loop.condition { context(condition) }
            context(loop.body)
            context(loop.otherwise)
        case .setCapture(_, let body, let filters, _), .filtered(let filters, let body, _):
            for filter in filters { context(filter) }
            context(body)
        case .with(let values, let body):
            for (_, value) in values { context(value) }
            context(body)
        case .block(let block): context(block.body)
        case .macro(let macro): context(macro)
        case .call(let body, let target):
            context(target)
            context(body)
        case .trans(let trans):
            for (_, value) in trans.bindings { context(value) }
            add(trans.one.id, trans.many?.id, trans.context, trans.place)
        }
    }

    private mutating func context(_ filter: FilterUse) {
        if !Filters.knows(filter.name) { faults.append(Filters.unknown(filter.name, filter.place)) }
        context(filter.arguments)
    }

    private mutating func context(_ macro: MacroNode) {
        for (_, standard) in macro.parameters {
            if let standard { context(standard) }
        }
        context(macro.body)
    }

    private mutating func context(_ arguments: [CallArgument]) {
        for argument in arguments { context(argument.value) }
    }

    private mutating func context(_ expression: Expression) {
        switch expression.kind {
        case .literal, .name: break
        case .attribute(let value, _), .negative(let value), .positive(let value), .not(let value): context(value)
        case .index(let a, let b), .binary(_, let a, let b), .and(let a, let b), .or(let a, let b):
            context(a)
            context(b)
        case .slice(let value, let from, let to, let step):
            for part in [value, from, to, step] {
                if let part { context(part) }
            }
        case .call(let callee, let arguments):
            if case .name(let name) = callee.kind { call(name, arguments, expression.place) } else { context(callee) }
            context(arguments)
        case .filter(let value, let name, let arguments):
            if !Filters.knows(name) { faults.append(Filters.unknown(name, expression.place)) }
            context(value)
            context(arguments)
        case .test(let value, let name, let arguments):
            if !Tests.knows(name) { faults.append(Tests.unknown(name, expression.place)) }
            context(value)
            context(arguments)
        case .joined(let parts), .list(let parts): for part in parts { context(part) }
        case .conditional(let value, let test, let otherwise):
            context(value)
            context(test)
            if let otherwise { context(otherwise) }
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
