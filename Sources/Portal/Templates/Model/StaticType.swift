import Synchronization

/// What the compiler knows of a value before any page is shown.
@usableFromInline
indirect enum StaticType: Equatable, Sendable {
    case none, text, number, decimal, flag, money, day, instant, message, markup
    /// Known only when the page is shown; never a model.
    case any
    case list(StaticType)
    case model(ModelType)

    /// The type of something that is either of the two; nil where a template could not tell them apart.
    func joined(with other: StaticType) -> StaticType? {
        switch (self, other) {
        case (let a, let b) where a == b: a
        case (.none, let one), (let one, .none): one
        case (.list(let a), .list(let b)): a.joined(with: b).map(StaticType.list)
        case (.list, _), (_, .list), (.model, _), (_, .model): nil
        default: .any
        }
    }

    /// The type in words, for faults.
    var words: String {
        switch self {
        case .none: "nothing"
        case .text: "a text"
        case .number: "a number"
        case .decimal: "a decimal number"
        case .flag: "a yes or no"
        case .money: "an amount of money"
        case .day: "a day"
        case .instant: "a moment"
        case .message: "a sentence"
        case .markup: "HTML"
        case .any: "a value"
        case .list: "a list"
        case .model(let model): "a \(model.name)"
        }
    }

    var isNumeric: Bool {
        switch self {
        case .number, .decimal, .flag, .any, .none: true
        default: false
        }
    }

    /// Whether a value of this type can be written out as it stands.
    var isShowable: Bool {
        switch self {
        case .list, .model: false
        default: true
        }
    }
}

/// A model's Swift type.
@usableFromInline
struct ModelType: Equatable, Sendable {
    let type: any Model.Type

    @usableFromInline
    init(_ type: any Model.Type) { self.type = type }

    var name: String { String(describing: type) }

    @usableFromInline
    static func == (a: ModelType, b: ModelType) -> Bool { ObjectIdentifier(a.type) == ObjectIdentifier(b.type) }

    func field(_ name: String) -> (index: Int, type: StaticType)? {
        let outline = Outlines.of(type)
        guard let index = outline.firstIndex(where: { $0.name == name }) else { return nil }
        return (index, outline[index].type)
    }

    var names: [String] { Outlines.of(type).map(\.name) }
}

/// The outlines of models, made once each: templates ask for the same ones thousands of times while they are compiled.
private enum Outlines {
    typealias Outline = [(name: String, type: StaticType)]

    private static let known = Mutex<[ObjectIdentifier: Outline]>([:])

    static func of(_ type: any Model.Type) -> Outline {
        let key = ObjectIdentifier(type)
        if let found = known.withLock({ $0[key] }) { return found }
        let made = type.outline
        known.withLock { $0[key] = made }
        return made
    }
}
