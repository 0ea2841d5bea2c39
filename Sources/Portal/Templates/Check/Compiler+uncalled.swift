import PortalLanguage

extension Compiler {
    /// Stands for the body of any `{% call %}`.
    static let anyBody = MacroNode(
        name: "caller", parameters: [], body: [], place: Place(source: TemplateSource(name: "", text: ""), offset: 0))

    /// The faults of macros that no page calls: they are compiled with arguments of which nothing is known.
    static func uncalledMacros(
        library: Library, frame: any Model.Type, language: Language
    ) -> [TemplateFault] {
        var faults: [TemplateFault] = []
        for name in library.imported.sorted() {
            guard let template = library[name] else { continue }
            for case .macro(let macro) in template.nodes where !library.calledMacros.contains(ObjectIdentifier(macro)) {
                let compiler = Compiler(library: library, language: language, isHTML: template.source.isHTML)
                compiler.isLenient = true
                compiler.bind(frame: frame, macro.place)
                compiler.compile(uncalled: macro, in: name)
                faults += compiler.faults
            }
        }
        return faults
    }

    private func compile(uncalled macro: MacroNode, in name: String) {
        guard let module = module(name, false, macro.place) else { return }
        let inner = Scope(parent: module)
        for parameter in macro.parameters {
            let slot = builder.newSlot()
            let value = Typed(kind: .slot(slot), type: .any, place: macro.place, presence: .sometimes)
            inner.names[parameter.name] = .value(value, slot: nil)
        }
        let body = CallerPassage(body: Self.anyBody, scope: inner, expansions: expansions)
        inner.names["caller"] = .caller(body)
        expansions.append(ObjectIdentifier(macro))
        within(inner) { compile(macro.body) }
    }
}
