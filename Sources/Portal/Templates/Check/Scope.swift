/// The names a template knows at one place.
final class Scope {
    let parent: Scope?
    /// Whether `set` makes its variables here; the macros and imports of one file have a scope that holds none.
    let holdsVariables: Bool
    var names: [String: Binding] = [:]

    init(parent: Scope?, holdsVariables: Bool = true) {
        self.parent = parent
        self.holdsVariables = holdsVariables
    }

    subscript(name: String) -> Binding? { names[name] ?? parent?[name] }

    /// Where `set` makes a variable.
    var variables: Scope { holdsVariables ? self : (parent?.variables ?? self) }

    var allNames: [String] { Array(names.keys) + (parent?.allNames ?? []) }
}

/// What a name stands for.
enum Binding {
    /// A value; `slot` is the slot that belongs to the name alone, where it has one.
    case value(Typed, slot: Int32?)
    case macro(MacroNode, Scope)
    case module(Scope)
    case loop(Int32, item: StaticType)
    case namespace(Namespace)
    case caller(CallerPassage)
}

/// `namespace(count=0)`: variables that can be set from inside loops.
final class Namespace {
    var members: [String: (slot: Int32, type: StaticType)] = [:]
}

/// The body of a `{% call %}`, with the names it sees.
final class CallerPassage {
    let body: MacroNode
    let scope: Scope
    let expansions: [ObjectIdentifier]

    init(body: MacroNode, scope: Scope, expansions: [ObjectIdentifier]) {
        self.body = body
        self.scope = scope
        self.expansions = expansions
    }
}

/// The blocks of a page, each with its versions from the page itself up to the outermost layout.
final class Inheritance {
    var versions: [String: [(node: BlockNode, scope: Scope)]] = [:]
}
