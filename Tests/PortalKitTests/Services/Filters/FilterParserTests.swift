import Testing

@testable import PortalKit

@Suite struct FilterParserTests {
    @Test(arguments: [
        ("status=signed et remain_amount_to_pay>0", "(status = [signed] & remain_amount_to_pay > [0])"),
        ("remain_amount_to_pay =>0", "remain_amount_to_pay >= [0]"),
        ("creation_date>=22-06-2020", "creation_date >= [22-06-2020]"),
        ("collaborator_id=None", "collaborator_id = [None]"),
        (
            "commercial_id=aa123456789 ou commercial_id=ab123456789",
            "(commercial_id = [aa123456789] | commercial_id = [ab123456789])"
        ),
        ("ville='Saint-Herblain'", "ville = 'Saint-Herblain'"), ("civility=madame", "civility = [madame]"),
        ("a=1 or b=2 and c=3", "(a = [1] | (b = [2] & c = [3]))"),
        ("(a=1 or b=2) and c=3", "((a = [1] | b = [2]) & c = [3])"),
        ("a=1 || b=2 && !c=3", "(a = [1] | (b = [2] & !c = [3]))"),
        ("non a=1 ET pas b=2 OU NOT c=3", "((!a = [1] & !b = [2]) | !c = [3])"),
        ("a == 1 and b <> 2 and c =< 3", "(a = [1] & b != [2] & c <= [3])"),
        ("a ~ x and b !~ y and c ^= z and d $= w", "(a ~ [x] & b !~ [y] & c ^= [z] & d $= [w])"),
        ("a in (1, 2,'x y')", "a in [1] [2] 'x y'"), ("a not in (1)", "a !in [1]"), ("a dans (1,5)", "a in [1] [5]"),
        ("a entre 1 et 2 et b=3", "(a between [1] [2] & b = [3])"), ("a not between 1 and 2", "a !between [1] [2]"),
        ("a is none", "a none"), ("a is not null", "a !none"), ("a vide", "a none"), ("a pas vide", "a !none"),
        ("a est vide ou b non vide", "(a none | b !none)"), ("paid and not sold", "(paid holds & !sold holds)"),
        ("a='l''été'", "a = 'l'été'"), ("a=\"x \"\"y\"\"\"", "a = 'x \"y\"'"),
        ("a=« La Rochelle »", "a = 'La Rochelle'"),
        ("a=“b c”", "a = 'b c'"), ("jour=aujourd'hui", "jour = [aujourd'hui]"), ("a=1 275,45 €", "a = [1275,45€]"),
        ("a=1\u{A0}275,45", "a = [1275,45]"), ("a=1275,45 and b=2", "(a = [1275,45] & b = [2])"),
        ("a=22/06/2020 14:30 or b=1", "(a = [22/06/2020 14:30] | b = [1])"), ("a=-7d", "a = [-7d]"),
        ("a\n=\t1", "a = [1]"), ("client.company.town ~ x", "client.company.town ~ [x]"), ("", "-"), ("  ", "-"),
        ("town=Été", "town = [Été]"), ("and_so = or", "and_so = [or]"), ("a=limit", "a = [limit]"),
        ("a=1 tri b", "a = [1] sort b+"), ("sort by a desc, b", "- sort a- b+"),
        ("a=1 trier par b décroissant limite 20 décalage 40", "a = [1] sort b- limit 20 offset 40"),
        ("order by a asc limit 5", "- sort a+ limit 5"), ("offset 3", "- offset 3"),
    ])
    func `a filter is read as it is meant`(text: String, expected: String) throws {
        #expect(try FilterQuery(text).plain == expected)
    }

    @Test func `parentheses and not go twenty deep, and a filter is two thousand characters long`() throws {
        let deep = String(repeating: "(", count: 20) + "a=1" + String(repeating: ")", count: 20)
        #expect(try FilterQuery(deep).plain == "a = [1]")
        #expect(try FilterQuery(String(repeating: "not ", count: 20) + "a=1").condition != nil)
        #expect(try FilterQuery("a='" + String(repeating: "é", count: 1996) + "'").condition != nil)
    }
}

extension FilterQuery {
    /// The query in a notation of these tests: `&`, `|`, `!`, values in brackets, texts in quotes.
    var plain: String {
        var parts = [condition?.plain ?? "-"]
        if !order.isEmpty {
            parts.append(
                "sort " + order.map { $0.field.text + ($0.way == .ascending ? "+" : "-") }.joined(separator: " "))
        }
        if let limit { parts.append("limit \(limit)") }
        if offset > 0 { parts.append("offset \(offset)") }
        return parts.joined(separator: " ")
    }
}

extension FilterNode {
    fileprivate var plain: String {
        switch self {
        case .all(let parts): "(" + parts.map(\.plain).joined(separator: " & ") + ")"
        case .any(let parts): "(" + parts.map(\.plain).joined(separator: " | ") + ")"
        case .not(let inner): "!" + inner.plain
        case .term(let term): term.field.text + " " + term.test.plain
        }
    }
}

extension FilterTest {
    fileprivate var plain: String {
        func sign(_ isNegated: Bool) -> String { isNegated ? "!" : "" }
        return switch self {
        case .compare(let comparison, let value): comparison.rawValue + " " + value.plain
        case .among(let values, let isNegated):
            sign(isNegated) + "in " + values.map(\.plain).joined(separator: " ")
        case .between(let low, let high, let isNegated): sign(isNegated) + "between \(low.plain) \(high.plain)"
        case .isNone(let isNegated): sign(isNegated) + "none"
        case .holds: "holds"
        }
    }
}

extension FilterValue {
    fileprivate var plain: String { isQuoted ? "'\(text)'" : "[\(text)]" }
}
