/// A piece of a template as it is written.
indirect enum Node {
    case text([UInt8], Place)
    case output(Expression)
    case branches([(test: Expression, body: [Node])], otherwise: [Node])
    case loop(LoopNode)
    case set([String], Expression, Place)
    case setMember(String, String, Expression, Place)
    case setCapture(String, [Node], filters: [FilterUse], Place)
    case with([(name: String, value: Expression)], [Node])
    case filtered([FilterUse], [Node], Place)
    case block(BlockNode)
    case extends(String, Place)
    case include([String], ignoresMissing: Bool, withContext: Bool, Place)
    case macro(MacroNode)
    case imported(String, as: String, withContext: Bool, Place)
    case importedNames(String, [(name: String, alias: String)], withContext: Bool, Place)
    case call(MacroNode, Expression)
    case trans(TransNode)
}

/// A filter on a passage: `{% filter upper %}`.
struct FilterUse {
    let name: String
    let arguments: [CallArgument]
    let place: Place
}

/// `{% for a, b in list if condition %}…{% else %}…{% endfor %}`.
struct LoopNode {
    let names: [String]
    let list: Expression
    let condition: Expression?
    let body: [Node]
    let otherwise: [Node]
    let place: Place
}

/// `{% block name scoped required %}…{% endblock %}`.
struct BlockNode {
    let name: String
    let isScoped: Bool
    let isRequired: Bool
    let body: [Node]
    let place: Place
}

/// `{% macro name(a, b=1) %}…{% endmacro %}`, or the body of a `{% call %}`.
final class MacroNode {
    let name: String
    let parameters: [(name: String, standard: Expression?)]
    let body: [Node]
    let place: Place

    init(name: String, parameters: [(name: String, standard: Expression?)], body: [Node], place: Place) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.place = place
    }
}

/// `{% trans name=expression %}one{% pluralize %}many{% endtrans %}`.
struct TransNode {
    let context: String?
    let bindings: [(name: String, value: Expression)]
    let counted: String?
    let one: TransText
    let many: TransText?
    let place: Place
}

/// The words of a translation: the message as translators see it, and where its variables stand.
struct TransText {
    let id: String
    let variables: [(name: String, place: Place)]
}
