import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// A telephone number as every network understands it (ITU-T E.164): `+33612345678`.
struct PhoneNumber: RecordValue, Hashable {
    let e164: String

    var plain: String { e164 }
    /// For spreadsheets, which sort and search by plain spaces.
    var exported: String { shown.replacing("\u{A0}", with: " ") }

    /// French numbers that belong to a territory with a country code of its own (Arcep's numbering plan), by their first four digits.
    private static let territories: [String: String] = [
        "0262": "262", "0263": "262", "0269": "262", "0639": "262", "0692": "262", "0693": "262",
        "0590": "590", "0690": "590", "0691": "590", "0594": "594", "0694": "594",
        "0596": "596", "0696": "596", "0697": "596", "0508": "508",
    ]
    /// Codes of numbers that France dials with a 0 and shows in pairs.
    private static let french = ["33", "262", "590", "594", "596", "508"]

    /// Reads what people write: `06 12 34 56 78`, `+33 (0)6.12.34.56.78`, `0033…`, `+44 20 7946 0958`. Throws what is wrong.
    init(typed: String) throws(TextError) {
        let text = typed.tidied
        guard text.unicodeScalars.count <= 60, let digits = Self.digits(text) else {
            throw TextError(tr("Only digits, spaces, dots, dashes and a + in front."))
        }
        if let international = Self.international(digits) {
            let isFrench = international.hasPrefix("33")
            guard (7...15).contains(international.count), international.first != "0",
                !isFrench || (international.count == 11 && international.dropFirst(2).first != "0")
            else { throw Self.fault }
            e164 = "+" + international
            return
        }
        // Ten digits in France, of which the first is 0 and the second is not.
        guard digits.count == 10, digits.hasPrefix("0"), !digits.hasPrefix("00") else { throw Self.fault }
        e164 = "+" + Self.national(digits)
    }

    /// A number as stored.
    init(stored: String) { e164 = stored }

    private static var fault: TextError {
        TextError(tr("This is not a telephone number: ten digits in France, or + and the country code."))
    }

    /// As people read it, with no-break spaces: `06 12 34 56 78`, `+44 207 946 095 8`.
    var shown: String {
        let digits = e164.utf8.dropFirst()
        for code in Self.french where digits.count == code.utf8.count + 9 && digits.starts(with: code.utf8) {
            return Self.groups([UInt8(ascii: "0")] + digits.dropFirst(code.utf8.count), of: 2)
        }
        return "+" + Self.groups(Array(digits), of: 3)
    }

    /// The beginning of a number, as the index holds it, where what was typed can be nothing else: `06 12` → `+33612`.
    static func beginning(_ typed: String) -> String? {
        let text = typed.tidied
        guard text.utf8.count <= 60, let digits = digits(text), digits.utf8.count >= 5 else { return nil }
        // No country's code and no French area begins with a 0: such digits are something else, an identifier for example.
        if let international = international(digits) {
            return international.hasPrefix("0") ? nil : "+" + international
        }
        guard digits.hasPrefix("0"), digits.utf8.count <= 10 else { return nil }
        return "+" + national(digits)
    }

    /// The digits, and a + in front where there is one; nil where anything else was typed.
    private static func digits(_ text: String) -> String? {
        var result = ""
        for scalar in text.replacing("(0)", with: "").unicodeScalars {
            switch scalar {
            case "0"..."9": result.unicodeScalars.append(scalar)
            case "+" where result.isEmpty: result.append("+")
            case " ", ".", "-", "/", "(", ")", "\u{A0}", "\u{202F}", "\u{2011}": continue
            default: return nil
            }
        }
        return result.isEmpty ? nil : result
    }

    private static func international(_ digits: String) -> String? {
        if digits.hasPrefix("+") { return String(digits.dropFirst()) }
        return digits.hasPrefix("00") ? String(digits.dropFirst(2)) : nil
    }

    private static func national(_ digits: String) -> String {
        (territories[String(digits.prefix(4))] ?? "33") + digits.dropFirst()
    }

    private static func groups(_ digits: [UInt8], of size: Int) -> String {
        String(unsafeUninitializedCapacity: digits.count * 3) { bytes in
            var length = 0
            for (position, digit) in digits.enumerated() {
                if position > 0, position % size == 0 {
                    // The no-break space U+00A0 in UTF-8.
                    bytes[length] = 0xC2
                    bytes[length + 1] = 0xA0
                    length += 2
                }
                bytes[length] = digit
                length += 1
            }
            return length
        }
    }
}

extension PhoneNumber {
    static let storage = RecordField<ClientFacts>.Storage([
        .init("telephone") { ($0.telephone?.e164 ?? "").sqlArgument }
    ]) {
        row, facts in
        let stored: String = try row.get("telephone")
        facts.telephone = stored.isEmpty ? nil : PhoneNumber(stored: stored)
    }

    /// A number is found however it is spaced.
    static let filters = [
        FilterField(
            "telephone", ["telephone", "tel", "phone"], tr("Telephone"),
            .text(
                FilterText(
                    whole: { typed in
                        // What is no whole number is compared as typed, and found nowhere.
                        (try? PhoneNumber(typed: typed))?.e164 ?? typed
                    },
                    piece: { typed in beginning(typed) ?? typed.filter { !" .-/\u{A0}\u{202F}".contains($0) } })),
            "client.telephone", isOptional: true)
    ]
}
