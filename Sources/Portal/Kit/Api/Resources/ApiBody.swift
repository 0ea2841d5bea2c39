import PortalFiles
import PortalLanguage
import PortalValues

/// What a program sends: read into the same texts that the page's form would have sent, so that one check and one way of saving
/// serve both.
public struct ApiBody: Sendable {
    /// What is left out: empty, or as it is.
    enum Way: Sendable {
        case whole, merge
    }

    let name: String
    let fields: [ApiField]
    let way: Way
    /// How much of it is read.
    var limits = JSONReader.Limits()
    /// The name under which an error of the body as a whole is told.
    static let whole = "body"

    /// A body with these fields, of which those that are needed must be there.
    public init(_ name: String, _ fields: [ApiField]) { self.init(name, fields, .whole) }

    init(_ name: String, _ fields: [ApiField], _ way: Way) {
        self.name = name
        self.fields = fields
        self.way = way
    }

    /// The body as a form's fields.
    ///
    /// - Throws: 415 for another type, 400 for what is no JSON, ``FieldErrors`` for everything that is wrong with its members.
    func read(_ request: PortalRequest) throws -> Fields {
        guard case .object(let members) = try json(request) else {
            throw FieldErrors(Self.whole, tr("An object is expected."))
        }
        let known = Dictionary(fields.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
        var errors = FieldErrors()
        var values: [(String, String)] = []
        for member in members where !errors.isFull {
            guard let field = known[member.name] else {
                errors[String(member.name.prefix(80))] = tr("There is no such field here.")
                continue
            }
            do throws(TextError) {
                for value in try field.typed(member.value) { values.append((member.name, value)) }
            } catch { errors[field.text] = error.message }
        }
        if way == .whole {
            let sent = Set(members.map(\.name))
            for field in fields where field.isNeeded && !sent.contains(field.text) {
                errors[field.text] = tr("Please fill this in.")
            }
        }
        try errors.check()
        return Fields(values)
    }

    private func json(_ request: PortalRequest) throws -> JSONValue {
        if request.body.isEmpty, fields.allSatisfy({ !$0.isNeeded }) { return .object([]) }
        let type = (request.header("content-type") ?? "").lowercased().split(separator: ";").first.map {
            String($0).tidied
        }
        guard type == "application/json" || (request.method == "PATCH" && type == "application/merge-patch+json") else {
            throw Failure.unsupportedType
        }
        do throws(JSONError) { return try JSONReader.read(request.body, within: limits) } catch {
            switch error {
            case .doubleName(let name): throw FieldErrors(String(name.prefix(80)), tr("This field stands there twice."))
            case .tooManyMembers: throw Failure.badRequest(.tooManyFields)
            case .tooLong: throw Failure.badRequest(.tooLongText)
            case .malformed, .tooDeep: throw Failure.badRequest(.body)
            }
        }
    }
}

extension ApiField {
    /// What a form would have sent for this value: one text, or one for each of a list.
    func typed(_ value: JSONValue) throws(TextError) -> [String] {
        if value == .null {
            guard isOptional else { throw TextError(tr("Please fill this in.")) }
            if case .texts = kind { return [] }
            return [""]
        }
        switch (kind, value) {
        case (.text, .text(let text)), (.identifier, .text(let text)), (.email, .text(let text)): return [text]
        case (.integer, .number(let digits)) where Int64(digits) != nil: return [digits]
        case (.money, .text(let text)) where Self.isAmount(text): return [text]
        case (.day, .text(let text)) where Day(iso: text) != nil: return [text]
        case (.instant, .text(let text)):
            guard let moment = Self.moment(text) else { throw TextError(expected) }
            return [moment.description]
        case (.flag, .flag(let flag)): return flag ? ["on"] : []
        case (.choice(let choices), .text(let text)) where choices.contains(text): return [text]
        // An empty list would be taken for none: for everything, where a list narrows.
        case (.texts, .list(let values)) where !values.isEmpty:
            return try values.map { (value) throws(TextError) in try Self.text(value) }
        default: throw TextError(expected)
        }
    }

    private static func text(_ value: JSONValue) throws(TextError) -> String {
        guard let text = value.text else { throw TextError(tr("A list of texts is expected.")) }
        return text
    }

    /// RFC 3339. Without an offset nobody could tell whose clock is meant.
    static func moment(_ text: String) -> Instant? {
        let clock = text.dropFirst(10)
        guard clock.first == "T" || clock.first == "t", clock.contains(where: { "Zz+-".contains($0) }) else {
            return nil
        }
        return Instant(iso: text)
    }

    /// `^-?[0-9]{1,13}(\.[0-9]{1,2})?$`
    static func isAmount(_ text: String) -> Bool {
        let parts = text.utf8.drop { $0 == UInt8(ascii: "-") }.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 17, (1...2).contains(parts.count), text.utf8.count(where: { $0 == 45 }) <= 1,
            parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }), let euros = parts.first
        else { return false }
        return (1...13).contains(euros.count) && (parts.count == 1 || (1...2).contains(parts[1].count))
    }

    /// What should have stood there.
    private var expected: Message {
        switch kind {
        case .text, .identifier, .email: tr("A text is expected.")
        case .integer: tr("A whole number is expected.")
        case .money: tr("An amount in euros is expected, as a text such as 1275.45.")
        case .day: tr("A day of the calendar is expected, as a text such as 2026-11-21.")
        case .instant: tr("A moment with its offset is expected, as a text such as 2026-11-21T04:05:06Z.")
        case .flag: tr("true or false is expected.")
        case .choice(let choices):
            tr("One of these is expected: %(words)s.", ["words": .text(choices.joined(separator: ", "))])
        case .texts: tr("A list of texts is expected.")
        case .records: tr("A list is expected.")
        }
    }
}
