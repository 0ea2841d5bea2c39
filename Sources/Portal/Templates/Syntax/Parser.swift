/// Reads a template into nodes. Goes on after a fault where it can, so that one reading finds as many faults as possible.
struct Parser {
    let source: TemplateSource
    private let pieces: [Piece]
    private var index = 0
    private var depth = 0
    private(set) var faults: [TemplateError]
    private(set) var comments: [(text: String, line: Int)] = []

    /// The deepest nesting of statements.
    static let deepest = 100

    init(source: TemplateSource) {
        self.source = source
        (pieces, faults) = Splitter.split(source)
    }

    mutating func template() -> [Node] {
        var nodes: [Node] = []
        do throws(TemplateError) {
            nodes = try body(until: [], of: nil).nodes
        } catch {
            report(error)
        }
        return nodes
    }

    mutating func report(_ fault: TemplateError) { faults.append(fault) }

    /// Nodes up to a statement that begins with one of `ends`; that statement's reader stands behind its name.
    mutating func body(
        until ends: Set<String>, of opener: (name: String, place: Place)?
    ) throws(TemplateError) -> (nodes: [Node], end: String, reader: TokenReader) {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest, let opener { throw opener.place.fault("statements are nested too deeply") }
        var nodes: [Node] = []
        while index < pieces.count {
            let piece = pieces[index]
            index += 1
            switch piece {
            case .text(let bytes, let offset):
                nodes.append(.text(bytes, Place(source: source, offset: offset)))
            case .comment(let text, let offset):
                comments.append((text, source.line(at: offset) + text.utf8.count { $0 == 10 }))
            case .output(let tokens, let offset):
                if !tokens.isEmpty { nodes.append(.output(whole(tokens, offset))) }
            case .statement(let tokens, let offset):
                var reader = TokenReader(source: source, tokens: tokens, offset: offset)
                let place = reader.place
                let name: String
                do throws(TemplateError) {
                    name = try reader.name("a statement")
                } catch {
                    report(error)
                    continue
                }
                if ends.contains(name) { return (nodes, name, reader) }
                if let node = try statement(name, &reader, place) { nodes.append(node) }
            }
        }
        if let opener { throw opener.place.fault("“\(opener.name)” is never closed", "add “\(ends.sorted()[0])”") }
        return (nodes, "", TokenReader(source: source, tokens: [], offset: source.bytes.count))
    }

    /// The next piece, for statements whose body is not made of nodes.
    mutating func nextPiece() -> Piece? {
        guard index < pieces.count else { return nil }
        defer { index += 1 }
        return pieces[index]
    }

    /// The one expression of a tag; nothing, with a fault, where it cannot be read.
    private mutating func whole(_ tokens: [Token], _ offset: Int) -> Expression {
        var reader = TokenReader(source: source, tokens: tokens, offset: offset)
        return lenient(&reader) { (reader) throws(TemplateError) in
            let value = try reader.expression()
            if reader.isSign(",") { throw reader.unexpected("the end of the tag") }
            return value
        }
    }

    /// Reads an expression to the end of the tag; where it cannot be read, the fault is kept and the value is nothing.
    mutating func lenient(
        _ reader: inout TokenReader, _ read: (inout TokenReader) throws(TemplateError) -> Expression
    ) -> Expression {
        let place = reader.place
        do throws(TemplateError) {
            let value = try read(&reader)
            try reader.expectEnd()
            return value
        } catch {
            report(error)
            return Expression(kind: .literal(.none), place: place)
        }
    }
}
