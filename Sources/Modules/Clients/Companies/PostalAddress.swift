import PortalKit
import PortalLanguage
import PortalValues

/// Where a company is.
struct PostalAddress: Sendable, Hashable {
    var street = ""
    var complement = ""
    var postalCode = ""
    /// `CEDEX` with its number, where the mail goes to a box.
    var cedex = ""
    var town = ""
    var region = ""
    var country = ""

    static let france = "France"

    static let fields: [RecordField<CompanyFacts>] = [
        .text(
            "address", ["adresse", "rue", "street"], tr("Street"), \.address.street, column: .in("company", "address"),
            most: 150),
        .text(
            "complement", ["complement_adresse"], tr("Additional address"), \.address.complement,
            column: .in("company", "complement"), most: 75),
        .text(
            "postal_code", ["code_postal"], tr("Postal code"), \.address.postalCode,
            column: .in("company", "postal_code"), most: 12),
        .text(
            "cedex", ["cedex"], trc("address", "CEDEX"), \.address.cedex, column: .in("company", "cedex"), most: 20
        ) { typed throws(TextError) in try cedex(typed) },
        .text("town", ["ville", "city"], tr("Town"), \.address.town, column: .in("company", "town"), most: 100),
        .text("region", ["region"], tr("Region"), \.address.region, column: .in("company", "region"), most: 75),
        .text("country", ["pays"], tr("Country"), \.address.country, column: .in("company", "country"), most: 100),
    ]

    /// The names of its fields.
    static let names = Set(fields.map(\.key))

    /// No country is France; what a postal code may look like depends on it.
    mutating func check(_ errors: inout FieldErrors) {
        if country.isEmpty { country = Self.france }
        postalCode = postalCode.uppercased()
        if country.folded == "france" {
            let digits = postalCode.filter { $0 != " " }
            if digits.isEmpty || digits.utf8.count == 5 && digits.utf8.allSatisfy({ (48...57).contains($0) }) {
                postalCode = digits
            } else {
                errors["postal_code"] = tr("Five digits in France.")
            }
        } else if !postalCode.unicodeScalars.allSatisfy({
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " || $0 == "-"
        }) {
            errors["postal_code"] = tr("Letters, digits, spaces and dashes only.")
        }
    }

    /// `cedex 9`, `CEDEX`, `9` → `CEDEX 9`.
    private static func cedex(_ typed: String) throws(TextError) -> String {
        guard !typed.isEmpty else { return "" }
        var words = typed.folded.split(separator: " ")
        if words.first == "cedex" { words.removeFirst() }
        if words.isEmpty { return "CEDEX" }
        guard words.count == 1, let number = Int(words[0]), (1...99).contains(number) else {
            throw TextError(tr("CEDEX, with a number from 1 to 99 where there is one."))
        }
        return "CEDEX \(number)"
    }

    /// The lines of an envelope, below the name.
    var lines: [String] {
        let place = [postalCode, town, cedex].filter { !$0.isEmpty }.joined(separator: " ")
        let abroad = country.folded == "france" ? "" : country
        return [complement, street, place, region, abroad].filter { !$0.isEmpty }
    }
}
