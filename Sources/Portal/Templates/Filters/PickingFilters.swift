extension Filters {
    private static func pick(_ name: String, _ keeps: Bool) -> Filter {
        Filter(
            name: name, parameters: [.init("attribute"), .init("test", .some(.none)), .init("value", .some(.none))],
            attribute: 0,
            input: .list, result: { $0 },
            action: .value { (value, arguments, _) throws(ValueError) in
                var kept: [Value] = []
                for item in try value.items() {
                    let field = key(item, arguments[0])
                    let holds: Bool
                    if let test = arguments[1].characters {
                        guard let index = Tests.indexes[test] else { throw ValueError("there is no test “\(test)”") }
                        holds = try Tests.all[index].holds(field, [arguments[2]])
                    } else {
                        holds = field.isTrue
                    }
                    if holds == keeps { kept.append(item) }
                }
                return .list(kept)
            })
    }

    private static func extreme(_ name: String, _ sign: Int) -> Filter {
        Filter(
            name: name, parameters: [.init("attribute", .some(.none))], attribute: 0, input: .list,
            result: { if case .list(let item) = $0 { item } else { .any } },
            action: .value { (value, arguments, _) throws(ValueError) in
                var best: Value = .none
                for (index, item) in try value.items().enumerated() {
                    if index == 0 {
                        best = item
                    } else if try key(item, arguments[0]).order(key(best, arguments[0])) * sign > 0 {
                        best = item
                    }
                }
                return best
            })
    }

    static let picks: [Filter] = [
        Filter(
            name: "map", parameters: [.init("attribute")], attribute: 0, input: .list, result: { $0 },
            action: .value { (value, arguments, _) throws(ValueError) in
                .list(try value.items().map { key($0, arguments[0]) })
            }),
        pick("selectattr", true),
        pick("rejectattr", false),
        extreme("min", -1),
        extreme("max", 1),
        Filter(
            name: "sum", parameters: [.init("attribute", .some(.none)), .init("start", .integer(0))], attribute: 0,
            input: .list,
            result: { _ in .any },
            action: .value { (value, arguments, context) throws(ValueError) in
                var sum = arguments[1]
                for (index, item) in try value.items().enumerated() {
                    let summand = key(item, arguments[0])
                    // A sum of money starts with no money, not with the number zero.
                    if index == 0, case .money = summand, sum.whole == 0 {
                        sum = summand
                    } else {
                        sum = try Value.calculate(.add, sum, summand, in: context.language)
                    }
                }
                return sum
            }),
    ]
}
