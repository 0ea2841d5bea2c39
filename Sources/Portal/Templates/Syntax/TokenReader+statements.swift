extension TokenReader {
    /// A value, or several with commas between them, which are a list.
    mutating func loopList(withCondition: Bool = false) throws(TemplateError) -> Expression {
        let place = place
        var items = [try withCondition ? expression() : disjunction()]
        guard isSign(",") else { return items[0] }
        while skip(sign: ",") { items.append(try withCondition ? expression() : disjunction()) }
        return Expression(kind: .list(items), place: place)
    }

    /// `|name(arguments)|name`, up to the end of the tag.
    mutating func filters() throws(TemplateError) -> [FilterUse] {
        var filters: [FilterUse] = []
        while skip(sign: "|") {
            let place = place
            let name = try name("a filter")
            filters.append(FilterUse(name: name, arguments: try optionalArguments(), place: place))
        }
        try expectEnd()
        return filters
    }

    /// `(a, b=1)`.
    mutating func parameters() throws(TemplateError) -> [(name: String, standard: Expression?)] {
        try expect(sign: "(")
        var parameters: [(name: String, standard: Expression?)] = []
        while !skip(sign: ")") {
            let name = try name("a parameter")
            if parameters.contains(where: { $0.name == name }) { throw place.fault("“\(name)” stands here twice") }
            let standard = skip(sign: "=") ? try expression() : nil
            if standard == nil, parameters.last?.standard != nil {
                throw place.fault("a parameter without a default stands after one with a default")
            }
            parameters.append((name, standard))
            if !isSign(")") { try expect(sign: ",") }
        }
        return parameters
    }

    /// Behind `include`.
    mutating func include(_ place: Place) throws(TemplateError) -> Node {
        var names: [String] = []
        if skip(sign: "[") {
            while !skip(sign: "]") {
                names.append(try text("a template’s name"))
                if !isSign("]") { try expect(sign: ",") }
            }
        } else {
            names = [try text("a template’s name")]
        }
        var ignoresMissing = false
        if isName("ignore") {
            advance()
            try expect(name: "missing")
            ignoresMissing = true
        }
        return .include(names, ignoresMissing: ignoresMissing, withContext: try context(standard: true), place)
    }

    /// Behind `import`.
    mutating func imported(_ place: Place) throws(TemplateError) -> Node {
        let file = try text("a template’s name")
        try expect(name: "as")
        let alias = try name("a name")
        return .imported(file, as: alias, withContext: try context(standard: false), place)
    }

    /// Behind `from`.
    mutating func importedNames(_ place: Place) throws(TemplateError) -> Node {
        let file = try text("a template’s name")
        try expect(name: "import")
        var names: [(name: String, alias: String)] = []
        repeat {
            if isAtEnd || following.kind == .name("context") { break }
            let name = try name("a macro")
            names.append((name, skip(name: "as") ? try self.name("a name") : name))
        } while skip(sign: ",")
        return .importedNames(file, names, withContext: try context(standard: false), place)
    }

    private mutating func context(standard: Bool) throws(TemplateError) -> Bool {
        let with = isName("with")
        guard with || isName("without") else { return standard }
        advance()
        try expect(name: "context")
        return with
    }
}
