public import PortalLanguage
public import PortalTemplates

/// The filter box of a list, as `partials/filter-box.html` draws it: what was typed, what is wrong with it, and what can be typed.
public struct FilterView: Model {
    /// What stands in the box.
    public let text: String
    let fault: FilterError?
    private let example: String
    /// What can be typed, drawn already.
    private let help: Markup
    /// The filters that are kept for this list.
    let saved: SavedFiltersView

    /// The box of the list at `path`, with a few examples that work there.
    ///
    /// - Throws: what the help's template throws.
    public init(
        _ filter: ListFilter, _ path: String, examples: [FilterExample], saved: SavedFiltersView,
        _ context: RequestContext
    ) throws {
        text = filter.text
        fault = filter.fault
        example = examples.first?.text ?? ""
        help = try context.application.assetStore.assets.filterHelp.markup(filter, path, examples, context)
        self.saved = saved
    }

    private init(text: String, fault: FilterError?) {
        self.text = text
        self.fault = fault
        example = "town = Nantes"
        help = Markup(html: "<p>town</p>")
        saved = SavedFiltersView(
            chips: [SavedFilterChip(name: "Nantes", role: "", url: "/clients", isCurrent: true, isDefault: true)])
    }

    /// A box with something wrong in it, for the samples of pages.
    public static var sample: FilterView {
        let text = "tovn = Nantes"
        let fault = FilterSource(text).fault(
            .unknownField, at: 0, tr("There is no field “%(name)s” here.", ["name": "tovn"]),
            hint: tr("Did you mean “%(name)s”?", ["name": "town"]))
        return FilterView(text: text, fault: fault)
    }

    /// What its partial may name.
    public static let fields: [Field<FilterView>] = [
        .text("text") { $0.text }, .number("longest") { _ in FilterQuery.longest },
        .flag("isWrong") { $0.fault != nil }, .flag("isOpen") { !$0.text.isEmpty },
        .optionalMessage("message") { $0.fault?.message }, .optionalMessage("hint") { $0.fault?.hint },
        .optionalNumber("column") { $0.fault?.column }, .text("code") { $0.fault?.code.rawValue ?? "" },
        .text("excerpt") { $0.fault?.excerpt ?? "" }, .text("caret") { $0.fault?.caret ?? "" },
        .text("example") { $0.example }, .markup("help") { $0.help }, .model("saved") { $0.saved },
    ]
}

/// A filter that works, and what it finds.
public struct FilterExample: Model {
    let text: String
    let meaning: Message

    /// An example.
    public init(_ text: String, _ meaning: Message) {
        self.text = text
        self.meaning = meaning
    }

    /// What the help may name.
    public static let fields: [Field<FilterExample>] = [.text("text") { $0.text }, .message("meaning") { $0.meaning }]
}

/// A field in the help: what it is called, and what it holds.
public struct FilterFieldView: Model {
    let name, other: String
    let label, kind: Message

    /// What the help may name.
    public static let fields: [Field<FilterFieldView>] = [
        .text("name") { $0.name }, .text("other") { $0.other }, .message("label") { $0.label },
        .message("kind") { $0.kind },
    ]
}

extension FilterCatalogue {
    /// The fields that the asking person can use, the record's own first, each by its name in the language and in the other.
    func lines(for asker: FilterContext, inFrench: Bool, deep: Int = 1) -> [FilterFieldView] {
        func names(_ name: String, _ aliases: [String]) -> (String, String) {
            let french = aliases.first ?? name
            return inFrench ? (french, name) : (name, french)
        }
        var lines = fields.filter { asker.may($0.need) }.map { field in
            let (name, other) = names(field.name, field.aliases)
            return FilterFieldView(name: name, other: other, label: field.label, kind: field.kind.words)
        }
        guard deep > 0 else { return lines }
        for relation in relations where asker.may(relation.need) {
            let (name, other) = names(relation.name, relation.aliases)
            for line in relation.target().lines(for: asker, inFrench: inFrench, deep: deep - 1) {
                lines.append(
                    FilterFieldView(
                        name: "\(name).\(line.name)", other: "\(other).\(line.other)", label: line.label,
                        kind: line.kind))
            }
        }
        return lines
    }
}
