import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a company mainly does: the APE code of INSEE's nomenclature (NAF), four digits and a letter, `62.01Z`.
struct ActivityCode: RecordValue, Hashable {
    let plain: String

    /// As stored.
    init(stored: String) { plain = stored }

    /// Reads the code with or without its dot. Throws what is wrong.
    init(typed: String) throws(TextError) {
        let signs = Array(typed.uppercased().utf8.filter { $0 != 32 && $0 != 46 })
        guard signs.count == 5, signs.dropLast().allSatisfy({ (48...57).contains($0) }), let last = signs.last,
            (65...90).contains(last)
        else { throw TextError(tr("Four digits and a letter, such as 62.01Z.")) }
        plain = String(decoding: signs.prefix(2) + [46] + signs.dropFirst(2), as: UTF8.self)
    }

    static let storage = RecordField<CompanyFacts>.Storage(
        [.init("activity") { $0.activity?.plain.sqlArgument ?? .null(.text) }]
    ) { row, facts in facts.activity = try row.get("activity", as: String?.self).map(ActivityCode.init(stored:)) }

    /// A code is found with its dot and without.
    static let filters = [
        FilterField(
            "activity", ["activite_principale", "activite", "ape", "naf"], tr("Main activity (APE)"),
            .text(
                FilterText(whole: { typed in
                    // What is no whole code is compared as typed, and found nowhere.
                    (try? ActivityCode(typed: typed))?.plain ?? typed
                })), "company.activity", isOptional: true)
    ]
}
