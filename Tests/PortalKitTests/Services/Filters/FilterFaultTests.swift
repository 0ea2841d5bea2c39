import PortalDatabase
import Testing

@testable import PortalKit

@Suite struct FilterFaultTests {
    private static func fault(_ text: String) throws -> FilterError {
        do {
            _ = try Pieces.filter(text)
        } catch let fault as FilterError {
            return fault
        }
        throw Unfaulted(text: text)
    }

    private struct Unfaulted: Error { let text: String }

    @Test(arguments: [
        ("name = a | b", FilterCode.unexpectedCharacter, 10), ("name = ;", .unexpectedCharacter, 8),
        ("name = 'é\u{7}'", .unexpectedCharacter, 10), ("name = a\u{202E}b", .unexpectedCharacter, 9),
        ("name = \u{0}", .unexpectedCharacter, 8), ("name = 'Été", .unterminatedString, 8),
        ("town='a' or name=l'eau'", .unterminatedString, 23),
        ("= 1", .expectedField, 1), ("'name' = 1", .expectedField, 1), ("name = a and", .expectedField, 13),
        ("name = a and or town = b", .expectedField, 14), ("()", .expectedField, 2), ("not", .expectedField, 4),
        ("name = a and sort by name", .expectedField, 14), ("sort by", .expectedField, 8),
        ("sort by name,", .expectedField, 14), ("name", .expectedOperator, 5), ("name Nantes", .expectedOperator, 6),
        ("name is Nantes", .expectedOperator, 6), ("name not = a", .expectedOperator, 6),
        ("name =", .expectedValue, 7), ("name = )", .expectedValue, 8), ("name ~ ''", .expectedValue, 8),
        ("name ~ '\u{301}'", .expectedValue, 8), ("sort_name ~ '!!'", .expectedValue, 13),
        ("name in a", .expectedValue, 9), ("name in ()", .expectedValue, 10), ("size between 1", .expectedValue, 15),
        ("name in (a b)", .expectedValue, 12), ("name = a town = b", .expectedConjunction, 10),
        ("name = La Rochelle", .expectedConjunction, 11), ("limit 5 limit 6", .expectedConjunction, 9),
        ("(name = a", .unbalancedParenthesis, 1), ("name = a)", .unbalancedParenthesis, 9),
        ("(name = a limit 3", .unbalancedParenthesis, 1), (")", .unbalancedParenthesis, 1),
        ("name in (a, b", .unbalancedParenthesis, 9), ("toun = a", .unknownField, 1), ("by.tovn = a", .unknownField, 1),
        ("name = a or x.y.z = b", .unknownField, 13), ("margin > 0", .unknownField, 1), ("by = a", .unknownField, 1),
        ("sort by toun", .unknownField, 9), ("town. = a", .unknownField, 1), (".town = a", .unknownField, 1),
        ("size ~ 3", .unknownOperatorForType, 6), ("paid > yes", .unknownOperatorForType, 6),
        ("status between a and b", .unknownOperatorForType, 8), ("maker < m-1", .unknownOperatorForType, 7),
        ("paid in (yes)", .unknownOperatorForType, 6), ("name = none", .unknownOperatorForType, 6),
        ("name is none", .unknownOperatorForType, 6), ("made = 31-02-2020", .badDate, 8), ("made = soon", .badDate, 8),
        ("made = 22-06-2020 14:30", .badDate, 8), ("creation_date = 22-06-2020 25:00", .badDate, 17),
        ("creation_date < none", .badDate, 17), ("size = many", .badNumber, 8), ("size = 1.2.3", .badNumber, 8),
        ("size = 9999999999999999999", .badNumber, 8), ("reste_a_payer > 1,234", .badNumber, 17),
        ("limit 0", .badNumber, 7), ("limit 501", .badNumber, 7), ("limit many", .badNumber, 7),
        ("offset 10001", .badNumber, 8), ("limit", .badNumber, 6), ("status = lost", .badEnum, 10),
        ("paid = perhaps", .badEnum, 8), ("status in (signed, lost)", .badEnum, 20),
    ])
    func `what is wrong is named, and where`(text: String, code: FilterCode, column: Int) throws {
        let fault = try Self.fault(text)
        #expect(fault.code == code, "\(text)")
        #expect(fault.column == column, "\(text)")
        #expect(fault.caret.hasSuffix("^"))
    }

    @Test func `too long and too deep are said at the place where it becomes too much`() throws {
        let long = try Self.fault("name = '" + String(repeating: "é", count: 5000) + "'")
        #expect((long.code, long.column) == (.tooLong, 2001))
        let deep = try Self.fault(String(repeating: "(", count: 21) + "name = a")
        #expect((deep.code, deep.column) == (.tooDeep, 21))
        let not = try Self.fault(String(repeating: "!", count: 1000) + "name = a")
        #expect((not.code, not.column) == (.tooDeep, 21))
    }

    @Test func `what would cost too much is said at the place where it becomes too much`() throws {
        let terms = (1...31).map { "size = \($0)" }.joined(separator: " or ")
        let many = try Self.fault(terms)
        #expect((many.code, many.column) == (.tooMany, terms.count - "size = 31".count + 1))
        #expect(many.message.arguments["count"] == .number(30))
        _ = try FilterQuery((1...30).map { "size = \($0)" }.joined(separator: " or "))
        // However they are nested.
        #expect(try Self.fault("paid and (" + terms + ")").code == .tooMany)
        let list = "size in (" + (1...101).map(String.init).joined(separator: ", ") + ")"
        let values = try Self.fault(list)
        #expect((values.code, values.column) == (.tooMany, list.count - "101)".count + 1))
        let half = "size in (" + (1...60).map(String.init).joined(separator: ",") + ")"
        #expect(try Self.fault("\(half) or \(half)").code == .tooMany)
        _ = try FilterQuery(half)
        let order = try Self.fault("sort by a, b, c, d, e, f, g, h, i")
        #expect((order.code, order.column) == (.tooMany, 33))
    }

    @Test(arguments: [
        ("sort by name, town, name desc", 21), ("sort by name, nom", 15), ("tri by.town, size, par.ville asc", 20),
        ("sort by town, by.town, size, ville", 30),
    ])
    func `an order names a field once, by whichever of its names`(text: String, column: Int) throws {
        let fault = try Self.fault(text)
        #expect((fault.code, fault.column) == (.repeatedField, column), "\(text)")
        // The same field of another record is another field.
        _ = try Pieces.filter("sort by town, by.town, name, size")
    }

    @Test func `the longest filters there can be are read, or refused, at once`() throws {
        let start = ContinuousClock.now
        for piece in ["last_name,", "name,", "nom desc,", "by.town,", "(", "not ", "paid or ", "1,", "'", "a~b and "] {
            for head in ["sort by ", "size in (", ""] {
                let text = head + String(repeating: piece, count: (2000 - head.count) / piece.count)
                _ = try? Pieces.filter(text)
            }
        }
        #expect(ContinuousClock.now - start < .seconds(3))
    }

    @Test func `the excerpt is short, and its caret stands below the place`() throws {
        let short = try Self.fault("toun = a")
        #expect((short.excerpt, short.caret) == ("toun = a", "^"))
        let text =
            String(repeating: "name = a or ", count: 20) + "town\n= 'é' or size = many and paid = yes or paid = no"
        let long = try Self.fault(text)
        let lines = (Array(long.excerpt), Array(long.caret))
        #expect(lines.0.count <= 32)
        #expect(String(lines.0[(lines.1.count - 1)...].prefix(4)) == "many")
        #expect(!long.excerpt.contains("\n"))
        #expect(long.excerpt.hasPrefix("…") && long.excerpt.hasSuffix("…"))
    }

    @Test func `a field that was probably meant is proposed, and a hidden one is not`() throws {
        #expect(try Self.fault("toun = a").hint?.arguments["name"] == .text("town"))
        #expect(try Self.fault("taile = a").hint?.arguments["name"] == .text("taille"))
        #expect(try Self.fault("by.tovn = a").hint?.arguments["name"] == .text("by.town"))
        #expect(try Self.fault("maker_it = 1").hint?.arguments["name"] == .text("by.maker_id"))
        #expect(try Self.fault("margim = 1").hint == nil)
        #expect(try Self.fault("qwertzuiop = 1").hint == nil)
        let query = try FilterQuery("margin > 0")
        _ = try Filter(query, Pieces.catalogue, Pieces.asker(may: true), id: "piece.id")
    }

    @Test func `possible values and operators are proposed`() throws {
        #expect(try Self.fault("status = lost").hint != nil)
        #expect(try Self.fault("size ~ 3").hint?.arguments["operators"] == .text("= != < <= > >="))
    }
}
