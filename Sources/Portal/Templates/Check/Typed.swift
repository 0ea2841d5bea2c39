/// An expression after checking: names are slots and field numbers, constants are worked out.
struct Typed {
    indirect enum Kind {
        case constant(Value)
        case slot(Int32)
        case field(Typed, Int)
        case loopFact(Int32, LoopFact)
        case not(Typed)
        case negative(Typed)
        case positive(Typed)
        case binary(BinaryOperator, Typed, Typed)
        case and(Typed, Typed)
        case or(Typed, Typed)
        case conditional(Typed, test: Typed, otherwise: Typed)
        case list([Typed])
        case join([Typed])
        case index(Typed, Typed)
        case slice([Typed])
        case filter(Int, Typed, [Typed])
        case test(Int, Typed, [Typed])
        /// One of several forms of a sentence, chosen by a number; `isTranslated` says whose rule chooses.
        case plural(Typed, forms: [Typed], isTranslated: Bool)
        /// A passage of the template, put here: a macro, `super()`, `caller()`.
        case passage(() -> Void)
    }

    /// Whether the name was there at all.
    enum Presence {
        case always, never
        /// A variable that only some branch sets.
        case sometimes
    }

    var kind: Kind
    var type: StaticType
    var place: Place
    var presence = Presence.always

    var constant: Value? {
        if case .constant(let value) = kind { value } else { nil }
    }

    static func constant(_ value: Value, _ place: Place) -> Typed {
        Typed(kind: .constant(value), type: value.staticType, place: place)
    }

    /// In place of what is not known.
    static func absent(_ place: Place) -> Typed {
        Typed(kind: .constant(.none), type: .none, place: place, presence: .never)
    }

    /// In place of an expression with a fault, so that it causes no further faults.
    static func broken(_ place: Place) -> Typed { Typed(kind: .constant(.none), type: .any, place: place) }

    /// Whether reading it twice is as good as reading it once.
    var isCheap: Bool {
        switch kind {
        case .constant, .slot: return true
        case .field(let base, _):
            if case .slot = base.kind { return type.isShowable }
            return false
        default: return false
        }
    }
}

extension Value {
    var staticType: StaticType {
        switch self {
        case .none: return .none
        case .text: return .text
        case .integer: return .number
        case .decimal: return .decimal
        case .boolean: return .flag
        case .money: return .money
        case .day: return .day
        case .instant: return .instant
        case .message: return .message
        case .markup: return .markup
        case .rows, .row: return .any
        case .list(let items):
            var type = StaticType.none
            for item in items {
                guard let joined = type.joined(with: item.staticType) else { return .list(.any) }
                type = joined
            }
            return .list(type)
        }
    }
}
