import PortalLanguage

/// Makes one page in one language into a program, and finds what is wrong with it.
final class Compiler {
    let library: Library
    let language: Language
    var builder = ProgramBuilder()
    private(set) var faults: [TemplateError] = []
    var scope = Scope(parent: nil)
    var html = HtmlContext()
    let isHTML: Bool
    /// The names that every template sees, imported ones too.
    let globals = Scope(parent: nil)
    /// The macros around the place that is being compiled, and the templates.
    var expansions: [ObjectIdentifier] = []
    var inclusions: [String] = []
    var inheritance = Inheritance()
    var currentBlock: (name: String, level: Int)?
    private var depth = 0
    private var isOverfull = false

    /// The deepest nesting of macros in macros.
    static let deepestExpansion = 48
    /// The deepest nesting of includes, and of templates that extend each other.
    static let deepestInclusion = 16
    /// The deepest nesting of statements, over all macros and includes.
    static let deepestNesting = 250

    init(library: Library, language: Language, isHTML: Bool) {
        self.library = library
        self.language = language
        self.isHTML = isHTML
    }

    /// The program of a page, or the faults that stand in its way.
    static func compile(
        _ name: String, page: any Model.Type, layout: any Model.Type, library: Library, language: Language
    ) -> (program: Program?, faults: [TemplateError]) {
        let start = Place(source: TemplateSource(name: name, text: ""), offset: 0)
        let compiler = Compiler(library: library, language: language, isHTML: start.source.isHTML)
        compiler.bind(page: page, layout: layout, start)
        compiler.template(name, start)
        compiler.checkEnd(start)
        guard compiler.faults.isEmpty else { return (nil, compiler.faults) }
        return (compiler.builder.program(in: language), [])
    }

    private func bind(page: any Model.Type, layout: any Model.Type, _ place: Place) {
        let pageValue = Typed(kind: .slot(Int32(Program.pageSlot)), type: .model(ModelType(page)), place: place)
        for (index, field) in page.outline.enumerated() {
            let value = Typed(kind: .field(pageValue, index), type: field.type, place: place)
            if scope.names.updateValue(.value(value, slot: nil), forKey: field.name) != nil {
                report(place.fault("\(page) names the field “\(field.name)” twice"))
            }
        }
        let layoutValue = Typed(kind: .slot(Int32(Program.layoutSlot)), type: .model(ModelType(layout)), place: place)
        if scope["layout"] != nil {
            report(place.fault("\(page) has a field “layout”, which is the name of the layout"))
        }
        globals.names["layout"] = .value(layoutValue, slot: nil)
        scope.names["layout"] = .value(layoutValue, slot: nil)
    }

    private func checkEnd(_ place: Place) {
        guard isHTML, faults.isEmpty, html.state != .text else { return }
        report(place.fault("the page ends \(html.words)"))
    }

    func report(_ fault: TemplateError) { faults.append(fault) }

    /// Compiles with other names in sight.
    func within(_ inner: Scope, _ body: () -> Void) {
        let outer = scope
        scope = inner
        body()
        scope = outer
    }

    /// Compiles without keeping what comes out: only for its faults and for where it ends in HTML.
    func rehearse(_ body: () -> Void) {
        let kept = builder
        body()
        builder = kept
    }

    /// Whether there is room for more; a template that grows without end is a fault, once.
    func hasRoom(_ place: Place) -> Bool {
        guard builder.isFull || depth > Self.deepestNesting else { return true }
        if !isOverfull {
            report(place.fault("this page grows too large: macros and includes stand inside each other too often"))
        }
        isOverfull = true
        return false
    }

    func deeper(_ body: () -> Void) {
        depth += 1
        body()
        depth -= 1
    }
}
