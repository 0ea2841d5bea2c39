import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// The number of a French company (SIREN, 9 digits), with that of one of its establishments where known (SIRET, 14 digits).
struct Siret: RecordValue, Hashable {
    /// Nine digits: the company.
    let siren: String
    /// Five digits: the establishment.
    let nic: String?

    /// La Poste has more establishments than the check digit allows; theirs follow a rule of their own (INSEE).
    private static let laPoste = "356000000"

    /// Reads 9 or 14 digits, however spaced. Throws what is wrong.
    init(typed: String) throws(TextError) {
        let text = typed.filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
        let digits = text.utf8.compactMap { (48...57).contains($0) ? Int($0 - 48) : nil }
        guard digits.count == text.utf8.count, digits.count == 9 || digits.count == 14 else {
            throw TextError(tr("9 digits for a SIREN, 14 for a SIRET."))
        }
        siren = String(text.prefix(9))
        nic = digits.count == 14 ? String(text.dropFirst(9)) : nil
        guard Self.isLuhn(digits.prefix(9)) else { throw TextError(tr("One of the digits of this SIREN is wrong.")) }
        let isSum = siren == Self.laPoste && digits.reduce(0, +) % 5 == 0
        guard nic == nil || Self.isLuhn(digits[...]) || isSum else {
            throw TextError(tr("One of the last five digits of this SIRET is wrong."))
        }
    }

    /// As stored.
    init(siren: String, nic: String?) {
        self.siren = siren
        self.nic = nic
    }

    /// As typed into one field: nine or fourteen digits.
    var plain: String { siren + (nic ?? "") }

    /// As people read it, with no-break spaces: `732 829 320 00074`.
    var shown: String {
        var result = ""
        for (position, digit) in plain.enumerated() {
            if position > 0, position <= 9, position % 3 == 0 { result.append("\u{A0}") }
            result.append(digit)
        }
        return result
    }

    /// From the right, every second digit counts double, its own digits added up; the sum ends in 0.
    static func isLuhn(_ digits: some BidirectionalCollection<Int>) -> Bool {
        var sum = 0
        for (position, digit) in digits.reversed().enumerated() {
            let value = position % 2 == 1 ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}

extension Siret {
    static let storage = RecordField<CompanyFacts>.Storage([
        .init("siren") { $0.siret?.siren.sqlArgument ?? .null(.text) },
        .init("nic") { $0.siret?.nic?.sqlArgument ?? .null(.text) },
    ]) { row, facts in
        facts.siret = try row.get("siren", as: String?.self).map { Siret(siren: $0, nic: try row.get("nic")) }
    }

    /// A number is found however it is spaced.
    static let filters = [
        FilterField(
            "siren", ["siren", "company_registration_number"], tr("SIREN"), .text(spaced), "company.siren",
            isOptional: true),
        FilterField(
            "nic", ["nic", "company_subregistration_number"], tr("NIC"), .text(spaced), "company.nic",
            isOptional: true),
        FilterField(
            "siret", ["siret"], tr("SIREN or SIRET"), .text(spaced), "(company.siren || COALESCE(company.nic, ''))",
            isOptional: true),
    ]

    private static let spaced = FilterText(whole: digits, piece: digits)

    private static func digits(_ typed: String) -> String { typed.filter { !" .-\u{A0}\u{202F}".contains($0) } }
}
