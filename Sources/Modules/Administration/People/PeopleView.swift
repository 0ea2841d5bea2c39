import PortalDatabase
import PortalLanguage

/// Which people a list shows.
enum PeopleView: String, CaseIterable {
    case active, disabled, without, archived, all

    var words: Message {
        switch self {
        case .active: trc("people", "Active")
        case .disabled: trc("people", "Disabled")
        case .without: trc("people", "Without account")
        case .archived: trc("people view", "Archived")
        case .all: trc("people", "All")
        }
    }

    /// A condition over `person` and its account `a`.
    var condition: SQL {
        switch self {
        case .active: "a.id IS NOT NULL AND a.disabled_at IS NULL AND person.archived_at IS NULL"
        case .disabled: "a.disabled_at IS NOT NULL AND person.archived_at IS NULL"
        case .without: "a.id IS NULL AND person.archived_at IS NULL"
        case .archived: "person.archived_at IS NOT NULL"
        case .all: "1 = 1"
        }
    }
}
