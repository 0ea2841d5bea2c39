import PortalLanguage

extension Compiler {
    /// `_("…", name=value)`, `ngettext("one", "many", number)` and their relatives with a context.
    func message(_ function: String, _ arguments: [CallArgument], _ place: Place) -> Typed {
        let texts = arguments.filter { $0.name == nil }.map(\.value)
        let hasContext = function.contains("p")
        let isPlural = function.hasPrefix("n")
        let textCount = 1 + (hasContext ? 1 : 0) + (isPlural ? 1 : 0)
        guard texts.count == textCount + (isPlural ? 1 : 0) else {
            report(place.fault("“\(function)” does not take \(texts.count) arguments"))
            return .broken(place)
        }
        var words: [String] = []
        for text in texts.prefix(textCount) {
            guard case .literal(.text(let word)) = text.kind else {
                report(
                    text.place.fault(
                        "a text to translate is written out, between quotes",
                        "give its variables by name: _(\"%(name)s\", name=value)"))
                return .broken(place)
            }
            words.append(word)
        }
        var values: [String: Typed] = [:]
        for argument in arguments {
            if let name = argument.name { values[name] = resolve(argument.value) }
        }
        let context = hasContext ? words.removeFirst() : nil
        guard isPlural, let number = texts.last else {
            let text = language.translation(words[0], context: context) ?? words[0]
            return filled(text, values, isAlwaysFilled: !values.isEmpty, place)
        }
        return plural(resolve(number), words, context, values, place)
    }

    private func plural(
        _ number: Typed, _ words: [String], _ context: String?, _ values: [String: Typed], _ place: Place
    ) -> Typed {
        guard number.type.isNumeric else {
            report(number.place.fault("a number decides which form is used, and this is \(number.type.words)"))
            return .broken(place)
        }
        let values = values.merging(["num": number, "count": number]) { given, _ in given }
        let translated = language.translations(words[0], words[1], context: context)
        let forms = (translated ?? words).map { filled($0, values, isAlwaysFilled: true, place) }
        return pluralForm(number, forms, isTranslated: translated != nil, place)
    }

    /// The form of a sentence for a number, now where the number is known.
    func pluralForm(_ number: Typed, _ forms: [Typed], isTranslated: Bool, _ place: Place) -> Typed {
        if let count = number.constant?.whole {
            let index = isTranslated ? language.pluralIndex(count) : (count == 1 ? 0 : 1)
            return forms[min(max(index, 0), forms.count - 1)]
        }
        let type: StaticType = forms.allSatisfy { $0.type == .text } ? .text : .any
        return Typed(kind: .plural(number, forms: forms, isTranslated: isTranslated), type: type, place: place)
    }

    private func filled(_ text: String, _ values: [String: Typed], isAlwaysFilled: Bool, _ place: Place) -> Typed {
        guard isAlwaysFilled else { return .constant(.text(text), place) }
        var typed: [Typed] = []
        for part in MessagePart.parts(of: text) {
            switch part {
            case .text(let text): typed.append(.constant(.text(text), place))
            case .variable(let name):
                guard let value = values[name] else {
                    report(
                        place.fault(
                            "the text “\(text)” names “\(name)”, which is not given",
                            NearName.suggestion(for: name, among: Array(values.keys))))
                    return .broken(place)
                }
                typed.append(value)
            }
        }
        return joined(typed, place)
    }
}

/// A piece of a sentence with variables in it.
enum MessagePart: Equatable {
    case text(String)
    case variable(String)

    /// Takes `%(name)s` and `%%` apart; any other `%` stands for itself.
    static func parts(of message: String) -> [MessagePart] {
        var parts: [MessagePart] = []
        var text: [UInt8] = []
        var rest = Array(message.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 37, rest.first == 37 {
                rest = rest.dropFirst()
            } else if byte == 37, rest.first == 40, let end = rest.firstIndex(of: 41),
                let kind = rest[end...].dropFirst().first,
                kind == UInt8(ascii: "s") || kind == UInt8(ascii: "d")
            {
                if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
                text = []
                parts.append(.variable(String(decoding: rest[..<end].dropFirst(), as: UTF8.self)))
                rest = rest[end...].dropFirst(2)
                continue
            }
            text.append(byte)
        }
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        return parts
    }
}
