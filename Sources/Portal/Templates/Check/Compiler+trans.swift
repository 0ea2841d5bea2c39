import PortalLanguage

extension Compiler {
    /// `{% trans %}`: the translation takes the place of the text; what is HTML in it stays HTML, its variables are escaped.
    func trans(_ node: TransNode) {
        let inner = Scope(parent: scope)
        for (name, value) in node.bindings { bind(resolve(value), to: name, in: inner) }
        within(inner) {
            guard let many = node.many, let counted = node.counted else {
                let text = language.translation(node.one.id, context: node.context) ?? node.one.id
                return show(text, node)
            }
            let number = name(counted, node.place, isOptional: false)
            guard number.type.isNumeric else {
                return report(
                    node.place.fault("a number decides which form is used, and “\(counted)” is \(number.type.words)"))
            }
            let translated = language.translations(node.one.id, many.id, context: node.context)
            forms(translated ?? [node.one.id, many.id], number, isTranslated: translated != nil, node)
        }
    }

    private func forms(_ forms: [String], _ number: Typed, isTranslated: Bool, _ node: TransNode) {
        let parts = forms.map { text in
            Typed(
                kind: .passage { [unowned self] in self.show(text, node) }, type: isHTML ? .markup : .text,
                place: node.place)
        }
        output(pluralForm(number, parts, isTranslated: isTranslated, node.place))
    }

    private func show(_ text: String, _ node: TransNode) {
        let known = node.one.variables + (node.many?.variables ?? [])
        let names = Set(known.map(\.name)).union(node.bindings.map(\.name))
        guard !known.isEmpty else { return show(translated: text, node.place) }
        for part in MessagePart.parts(of: text) {
            switch part {
            case .text(let text): show(translated: text, node.place)
            case .variable(let variable):
                let place = known.first { $0.name == variable }?.place ?? node.place
                guard names.contains(variable) else {
                    report(
                        place.fault(
                            "the translation “\(text)” names “\(variable)”, which is not there",
                            NearName.suggestion(for: variable, among: Array(names))))
                    continue
                }
                output(name(variable, place, isOptional: false))
            }
        }
    }

    private func show(translated text: String, _ place: Place) {
        let bytes = Array(text.utf8)
        if isHTML, let (problem, _) = html.feed(bytes) { report(place.fault("in the translation: \(problem)")) }
        builder.add(text: bytes, place)
    }
}
