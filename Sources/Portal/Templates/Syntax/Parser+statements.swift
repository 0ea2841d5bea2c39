extension Parser {
    static let keywords = [
        "if", "for", "set", "with", "filter", "block", "extends", "include", "macro", "import", "from", "call", "trans",
        "raw",
        "else", "elif", "endif", "endfor", "endset", "endwith", "endfilter", "endblock", "endmacro", "endcall",
        "endtrans",
        "pluralize",
    ]

    /// One statement with its body; nil where it could not be read but what follows can.
    mutating func statement(_ name: String, _ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node?
    {
        switch name {
        case "if": try branches(&reader, place)
        case "for": try loop(&reader, place)
        case "set": try set(&reader, place)
        case "with": try with(&reader, place)
        case "filter": try filterBlock(&reader, place)
        case "block": try block(&reader, place)
        case "macro": try macro(&reader, place)
        case "call": try call(&reader, place)
        case "trans": try trans(&reader, place)
        case "extends":
            try simple(&reader) { (reader) throws(TemplateError) in
                .extends(try reader.text("a template’s name"), place)
            }
        case "include": try simple(&reader) { (reader) throws(TemplateError) in try reader.include(place) }
        case "import": try simple(&reader) { (reader) throws(TemplateError) in try reader.imported(place) }
        case "from": try simple(&reader) { (reader) throws(TemplateError) in try reader.importedNames(place) }
        case "autoescape", "do", "break", "continue", "debug", "raw", "endraw":
            throw place.fault("this language has no “\(name)” here")
        default: throw unknown(name, place)
        }
    }

    private func unknown(_ name: String, _ place: Place) -> TemplateError {
        if Self.keywords.contains(name) { return place.fault("“\(name)” stands here without its beginning") }
        return place.fault("there is no statement “\(name)”", NearName.suggestion(for: name, among: Self.keywords))
    }

    /// A statement without a body.
    private mutating func simple(
        _ reader: inout TokenReader, _ read: (inout TokenReader) throws(TemplateError) -> Node
    ) throws(TemplateError) -> Node? {
        do throws(TemplateError) {
            let node = try read(&reader)
            try reader.expectEnd()
            return node
        } catch {
            report(error)
            return nil
        }
    }

    private mutating func branches(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var branches: [(test: Expression, body: [Node])] = []
        var test = lenient(&reader) { (reader) throws(TemplateError) in try reader.expression() }
        while true {
            var part = try body(until: ["endif", "elif", "else"], of: ("if", place))
            branches.append((test, part.nodes))
            if part.end == "elif" {
                test = lenient(&part.reader) { (reader) throws(TemplateError) in try reader.expression() }
                continue
            }
            guard part.end == "else" else { return .branches(branches, otherwise: []) }
            let last = try body(until: ["endif"], of: ("else", place))
            return .branches(branches, otherwise: last.nodes)
        }
    }

    private mutating func loop(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var names: [String] = []
        var list = Expression(kind: .literal(.none), place: place)
        var condition: Expression?
        do throws(TemplateError) {
            repeat { names.append(try reader.name("a name")) } while reader.skip(sign: ",")
            try reader.expect(name: "in")
            list = try reader.loopList()
            if reader.skip(name: "if") { condition = try reader.expression() }
            if reader.isName("recursive") {
                throw reader.source.fault(at: reader.current.offset, "this language has no recursive loops")
            }
            try reader.expectEnd()
        } catch {
            report(error)
        }
        let part = try body(until: ["endfor", "else"], of: ("for", place))
        let otherwise = part.end == "else" ? try body(until: ["endfor"], of: ("for", place)).nodes : []
        return .loop(
            LoopNode(
                names: names, list: list, condition: condition, body: part.nodes, otherwise: otherwise, place: place))
    }

    private mutating func set(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node? {
        var names: [String] = []
        var filters: [FilterUse] = []
        do throws(TemplateError) {
            names.append(try reader.name("a name"))
            if reader.skip(sign: ".") {
                let member = try reader.name("a name")
                try reader.expect(sign: "=")
                return .setMember(
                    names[0], member, lenient(&reader) { (reader) throws(TemplateError) in try reader.expression() },
                    place)
            }
            while reader.skip(sign: ",") { names.append(try reader.name("a name")) }
            if reader.skip(sign: "=") {
                return .set(
                    names,
                    lenient(&reader) { (reader) throws(TemplateError) in try reader.loopList(withCondition: true) },
                    place)
            }
            guard names.count == 1 else { throw reader.unexpected("“=”") }
            filters = try reader.filters()
        } catch {
            report(error)
            if !reader.isAtEnd { return nil }
        }
        let part = try body(until: ["endset"], of: ("set", place))
        return .setCapture(names.first ?? "", part.nodes, filters: filters, place)
    }

    private mutating func with(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var values: [(name: String, value: Expression)] = []
        do throws(TemplateError) {
            while !reader.isAtEnd {
                if !values.isEmpty { try reader.expect(sign: ",") }
                let name = try reader.name("a name")
                try reader.expect(sign: "=")
                values.append((name, try reader.expression()))
            }
        } catch {
            report(error)
        }
        return .with(values, try body(until: ["endwith"], of: ("with", place)).nodes)
    }

    private mutating func filterBlock(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var filters: [FilterUse] = []
        do throws(TemplateError) {
            let filterPlace = reader.place
            let name = try reader.name("a filter")
            filters =
                [FilterUse(name: name, arguments: try reader.optionalArguments(), place: filterPlace)]
                + (try reader.filters())
        } catch {
            report(error)
        }
        return .filtered(filters, try body(until: ["endfilter"], of: ("filter", place)).nodes, place)
    }

    private mutating func block(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var name = ""
        var isScoped = false
        var isRequired = false
        do throws(TemplateError) {
            name = try reader.name("a name")
            while !reader.isAtEnd {
                if reader.skip(name: "scoped") {
                    isScoped = true
                } else if reader.skip(name: "required") {
                    isRequired = true
                } else {
                    throw reader.unexpected("“scoped” or “required”")
                }
            }
        } catch {
            report(error)
        }
        var part = try body(until: ["endblock"], of: ("block", place))
        if !part.reader.isAtEnd, !part.reader.skip(name: name) { report(part.reader.unexpected("“\(name)”")) }
        return .block(BlockNode(name: name, isScoped: isScoped, isRequired: isRequired, body: part.nodes, place: place))
    }

    private mutating func macro(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var name = ""
        var parameters: [(name: String, standard: Expression?)] = []
        do throws(TemplateError) {
            name = try reader.name("a name")
            parameters = try reader.parameters()
            try reader.expectEnd()
        } catch {
            report(error)
        }
        let part = try body(until: ["endmacro"], of: ("macro", place))
        return .macro(MacroNode(name: name, parameters: parameters, body: part.nodes, place: place))
    }

    private mutating func call(_ reader: inout TokenReader, _ place: Place) throws(TemplateError) -> Node {
        var parameters: [(name: String, standard: Expression?)] = []
        let target = lenient(&reader) { (reader) throws(TemplateError) in
            if reader.isSign("(") { parameters = try reader.parameters() }
            let target = try reader.expression()
            guard case .call = target.kind else { throw target.place.fault("“call” needs a macro with its arguments") }
            return target
        }
        let part = try body(until: ["endcall"], of: ("call", place))
        return .call(MacroNode(name: "caller", parameters: parameters, body: part.nodes, place: place), target)
    }
}
