import PortalAssets
import PortalLanguage
import PortalTemplates

/// Something that `portal check` found, under a number that stays the same from version to version.
struct CheckError: CustomStringConvertible {
    /// What kind of thing is wrong.
    enum Kind: String {
        case configuration = "E001"
        case declaration = "E002"
        case template = "E003"
        case stylesheet = "E004"
        case asset = "E005"
        case migration = "E006"
        case sourceText = "E011"
        case pluralConflict = "E012"
        case catalogue = "E013"
        case gettext = "E014"
        case stale = "E015"
        case untranslated = "E016"
        case fuzzy = "E017"
        case placeholder = "E018"
        case plural = "E019"
        case typography = "E020"
    }

    let kind: Kind
    let text: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    init(_ fault: TranslationError) {
        let kind: Kind =
            switch fault.kind {
            case .source: .sourceText
            case .conflict: .pluralConflict
            case .syntax: .catalogue
            case .program: .gettext
            case .stale: .stale
            case .missing: .untranslated
            case .fuzzy: .fuzzy
            case .placeholder: .placeholder
            case .plural: .plural
            case .typography: .typography
            }
        self.init(kind, "\(fault)")
    }

    /// `portal.E003 clients/list.html:12:4: …`
    var description: String { "portal.\(kind.rawValue) \(text)" }
}
