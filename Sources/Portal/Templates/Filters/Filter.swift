import PortalLanguage
import PortalValues

/// What a filter may know besides its value.
struct FilterContext: Sendable {
    let language: Language
    let now: Instant
}

/// Changes a value on its way to the page: `{{ name|upper }}`.
struct Filter: Sendable {
    /// An argument: by position or by name; without a standard value it must be given.
    struct Parameter: Sendable {
        let name: String
        let standard: Value?

        init(_ name: String, _ standard: Value? = nil) {
            self.name = name
            self.standard = standard
        }
    }

    enum Action: Sendable {
        case value(@Sendable (Value, [Value], FilterContext) throws(ValueError) -> Value)
        /// Writes plain text; the renderer escapes it where it stands.
        case bytes(@Sendable (Value, [Value], FilterContext, inout [UInt8]) throws(ValueError) -> Void)
    }

    /// What a filter works on.
    enum Input: Sendable {
        case anything, list, listOrText, number, scalar
        /// Text that may be HTML, and stays so.
        case text
        /// Text that must not be HTML, because a cut through HTML is not HTML.
        case plainText
        case time, money
    }

    let name: String
    var parameters: [Parameter] = []
    /// The parameter that names a field of the models in a list.
    var attribute: Int?
    var input: Input = .anything
    /// Whether the same value gives the same result at any time, so that the compiler may work it out.
    var isPure = true
    /// Takes further arguments without names (and, for `format`, with names).
    var isOpenEnded = false
    let result: @Sendable (StaticType) -> StaticType
    let action: Action

    func apply(_ value: Value, _ arguments: [Value], _ context: FilterContext) throws(ValueError) -> Value {
        switch action {
        case .value(let apply): return try Value.limited(apply(value, arguments, context))
        case .bytes(let write):
            var bytes: [UInt8] = []
            try write(value, arguments, context, &bytes)
            return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    var writesBytes: Bool {
        if case .bytes = action { true } else { false }
    }
}

extension Filter.Input {
    func accepts(_ type: StaticType) -> Bool {
        switch (self, type) {
        case (.anything, _), (_, .any), (_, .none): true
        case (.list, .list): true
        case (.listOrText, .list), (.listOrText, .text): true
        case (.number, .number), (.number, .decimal), (.number, .flag), (.number, .text): true
        case (.scalar, let type), (.text, let type): type.isShowable
        case (.plainText, .markup): false
        case (.plainText, let type): type.isShowable
        case (.time, .day), (.time, .instant): true
        case (.money, .money): true
        default: false
        }
    }
}

/// Every filter there is.
enum Filters {
    static let all: [Filter] = texts + cuts + lists + picks + numbers + times + encodings
    static let numbers: [Filter] = calculations + notations
    static let indexes: [String: Int] = {
        var indexes: [String: Int] = [:]
        for (index, filter) in all.enumerated() { indexes[filter.name] = index }
        for (alias, name) in ["d": "default", "count": "length", "e": "escape"] { indexes[alias] = indexes[name] }
        return indexes
    }()

    /// Filters that Jinja has and this language refuses, with what to do instead.
    static let refused: [String: String] = [
        "safe": "only code makes safe HTML: give the page a field of type Markup",
        "tojson": "scripts read data from attributes", "xmlattr": "write the attributes out",
        "attr": "write value.name", "pprint": "show the fields", "striptags": "text is always escaped",
        "dictsort": "this language has no dictionaries", "items": "this language has no dictionaries",
        "random": "pages do not change by themselves",
    ]

    /// For text filters: HTML stays HTML, everything else becomes text.
    static let keepingMarkup: @Sendable (StaticType) -> StaticType = {
        $0 == .markup ? .markup : ($0 == .any ? .any : .text)
    }

    /// The value's text changed by `change`; HTML stays HTML.
    static func text(
        _ value: Value, _ context: FilterContext, _ change: (String) throws(ValueError) -> String
    ) throws(ValueError) -> Value {
        let changed = try change(try value.plain(in: context.language))
        if case .markup = value { return .markup(Markup(html: changed)) }
        return .text(changed)
    }

    /// The value's text, refused where it is HTML.
    static func plainText(_ value: Value, _ context: FilterContext) throws(ValueError) -> String {
        if case .markup = value { throw ValueError("this filter works on text, and this is HTML") }
        return try value.plain(in: context.language)
    }
}
