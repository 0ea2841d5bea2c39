import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// How a client is addressed.
enum Civility: String, RecordChoice {
    case sir = "MR"
    case madam = "MME"
    case miss = "MLE"
    case other = "AUTRE"

    /// The word before the name.
    var title: Message {
        switch self {
        case .sir: trc("civility", "Mr")
        case .madam: trc("civility", "Mrs")
        case .miss: trc("civility", "Miss")
        case .other: trc("civility", "Other")
        }
    }

    static var expected: Message { tr("Mr, Mrs, Miss or other.") }

    /// The civilities, as people of both languages write them.
    static let filterChoices = [
        FilterChoice(sir.rawValue, ["mr", "monsieur", "m", "mister", "sir"]),
        FilterChoice(madam.rawValue, ["mrs", "madame", "mme", "ms", "madam"]),
        FilterChoice(miss.rawValue, ["miss", "mademoiselle", "mlle"]),
        FilterChoice(other.rawValue, ["other", "autre", "mx"]),
    ]

    /// Reads a code, or the word that people write in its place in French or English.
    init?(typed: String) {
        switch typed.folded {
        case "mr", "m", "monsieur", "mister", "sir": self = .sir
        case "mme", "madame", "mrs", "ms", "madam": self = .madam
        case "mle", "mlle", "mademoiselle", "miss": self = .miss
        case "autre", "other", "mx": self = .other
        default: return nil
        }
    }
}
