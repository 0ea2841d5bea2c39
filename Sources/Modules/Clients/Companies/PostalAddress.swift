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

    /// Nothing known.
    init() {}

    /// Checks what was typed, by the fields of the form.
    init(_ form: CompanyForm, _ errors: inout FieldErrors) {
        street = errors.line("address", form.address, most: 150)
        complement = errors.line("complement", form.complement, most: 75)
        town = errors.line("town", form.town, most: 100)
        region = errors.line("region", form.region, most: 75)
        country = errors.line("country", form.country, most: 100)
        if country.isEmpty { country = Self.france }
        postalCode = errors.line("postal_code", form.postalCode, most: 12).uppercased()
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
        cedex = Self.cedex(errors.line("cedex", form.cedex, most: 20), &errors)
    }

    /// `cedex 9`, `CEDEX`, `9` → `CEDEX 9`.
    private static func cedex(_ typed: String, _ errors: inout FieldErrors) -> String {
        guard !typed.isEmpty else { return "" }
        var words = typed.folded.split(separator: " ")
        if words.first == "cedex" { words.removeFirst() }
        if words.isEmpty { return "CEDEX" }
        guard words.count == 1, let number = Int(words[0]), (1...99).contains(number) else {
            errors["cedex"] = tr("CEDEX, with a number from 1 to 99 where there is one.")
            return ""
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
