import PortalKit
import PortalLanguage
import PortalValues

/// What a company mainly does: the APE code of INSEE's nomenclature (NAF), four digits and a letter, `62.01Z`.
struct ActivityCode: Sendable, Hashable {
    let text: String

    /// As stored.
    init(stored: String) { text = stored }

    /// Reads the code with or without its dot. Throws what is wrong.
    init(typed: String) throws(TextFault) {
        let signs = Array(typed.uppercased().utf8.filter { $0 != 32 && $0 != 46 })
        guard signs.count == 5, signs.dropLast().allSatisfy({ (48...57).contains($0) }), let last = signs.last,
            (65...90).contains(last)
        else { throw TextFault(tr("Four digits and a letter, such as 62.01Z.")) }
        text = String(decoding: signs.prefix(2) + [46] + signs.dropFirst(2), as: UTF8.self)
    }
}
