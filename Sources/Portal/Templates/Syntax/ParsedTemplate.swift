/// A template after reading: what it says, and what could not be read.
final class ParsedTemplate {
    let source: TemplateSource
    let nodes: [Node]
    let faults: [TemplateError]
    /// The comments, with the line on which each ends.
    let comments: [(text: String, line: Int)]

    init(source: TemplateSource) {
        var parser = Parser(source: source)
        nodes = parser.template()
        faults = parser.faults
        comments = parser.comments
        self.source = source
    }

    /// The template this one extends.
    var parent: (name: String, place: Place)? {
        for case .extends(let name, let place) in nodes { return (name, place) }
        return nil
    }
}
