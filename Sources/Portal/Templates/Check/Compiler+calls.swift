extension Compiler {
    /// `callee(arguments)`: a macro, or one of the few functions there are.
    func call(_ callee: Expression, _ arguments: [CallArgument], _ place: Place) -> Typed {
        switch callee.kind {
        case .name(let name):
            if let macro = macro(name) { return passage(macro, arguments, nil, place) }
            return function(name, arguments, place)
        case .attribute(let base, let name):
            guard case .name(let word) = base.kind else { break }
            if word == "self", scope["self"] == nil { return block(name, level: 0, arguments, place) }
            switch scope[word] {
            case .module(let module):
                if let macro = macro(name, in: module) { return passage(macro, arguments, nil, place) }
                report(
                    place.fault(
                        "“\(word)” has no macro “\(name)”",
                        NearName.suggestion(for: name, among: Array(module.names.keys))))
                return .broken(place)
            case .loop(let loop, _):
                if name == "cycle" { return cycle(loop, arguments, place) }
            default: break
            }
        default: break
        }
        report(
            place.fault(
                "values have no functions",
                callee.attributeName.flatMap { Filters.indexes[$0] == nil ? nil : "there is a filter: |\($0)" }))
        return .broken(place)
    }

    /// What a macro's name stands for, with the names it sees.
    func macro(_ name: String, in scope: Scope? = nil) -> (node: MacroNode, scope: Scope, caller: CallerPassage?)? {
        switch scope.map({ $0.names[name] }) ?? self.scope[name] {
        case .macro(let node, let scope): (node, scope, nil)
        case .caller(let passage): (passage.body, passage.scope, passage)
        default: nil
        }
    }

    private func function(_ name: String, _ arguments: [CallArgument], _ place: Place) -> Typed {
        switch name {
        case "_", "gettext", "ngettext", "pgettext", "npgettext": return message(name, arguments, place)
        case "super":
            guard let current = currentBlock else {
                report(place.fault("“super” stands outside of a block"))
                return .broken(place)
            }
            return block(current.name, level: current.level + 1, arguments, place)
        case "range": return range(arguments, place)
        case "namespace":
            report(place.fault("a namespace needs a name", "{% set ns = namespace(count=0) %}"))
        case "caller":
            report(place.fault("“caller” stands outside of a macro that was called with a “call” block"))
        default:
            if scope[name] != nil {
                report(place.fault("“\(name)” is no macro"))
            } else {
                report(unknown(name, place))
            }
        }
        return .broken(place)
    }

    private func range(_ arguments: [CallArgument], _ place: Place) -> Typed {
        guard let index = Filters.indexes["range"], (1...3).contains(arguments.count),
            arguments.allSatisfy({ $0.name == nil })
        else {
            report(place.fault("“range” takes one to three numbers"))
            return .broken(place)
        }
        var given = arguments.map { resolve($0.value) }
        for argument in given where !argument.type.isNumeric {
            report(argument.place.fault("“range” takes numbers, and this is \(argument.type.words)"))
            return .broken(place)
        }
        if given.count == 1 { given.append(.constant(.none, place)) }
        if given.count == 2 { given.append(.constant(.integer(1), place)) }
        return Typed(kind: .filter(index, .constant(.none, place), given), type: .list(.number), place: place)
    }

    private func cycle(_ loop: Int32, _ arguments: [CallArgument], _ place: Place) -> Typed {
        let items = Expression(kind: .list(arguments.map(\.value)), place: place)
        let list = resolve(items)
        guard !arguments.isEmpty, case .list(let item) = list.type else {
            report(place.fault("“cycle” needs values"))
            return .broken(place)
        }
        let index = Typed(kind: .loopFact(loop, .index0), type: .number, place: place)
        let turn = binary(.modulo, index, .constant(.integer(arguments.count), place), place)
        return Typed(kind: .index(list, turn), type: item, place: place)
    }

    /// The text of a block, `level` versions above the page's own.
    private func block(_ name: String, level: Int, _ arguments: [CallArgument], _ place: Place) -> Typed {
        guard arguments.isEmpty else {
            report(place.fault("a block takes no arguments"))
            return .broken(place)
        }
        guard let versions = inheritance.versions[name], level < versions.count else {
            let near = NearName.suggestion(for: name, among: Array(inheritance.versions.keys))
            report(
                place.fault(
                    level > 0 ? "no layout above has a block “\(name)”" : "there is no block “\(name)”",
                    level > 0 ? nil : near))
            return .broken(place)
        }
        let inheritance = inheritance
        return Typed(
            kind: .passage { [unowned self] in
                let outer = self.inheritance
                self.inheritance = inheritance
                self.expandBlock(name, level: level, place)
                self.inheritance = outer
            }, type: isHTML ? .markup : .text, place: place)
    }
}

extension Expression {
    fileprivate var attributeName: String? {
        if case .attribute(_, let name) = kind { name } else { nil }
    }
}
