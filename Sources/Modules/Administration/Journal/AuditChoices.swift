import PortalKit
import PortalLanguage

extension [String: HistoryWords] {
    /// The kinds that the log knows, to choose from.
    func entityChoices(_ kinds: [(entity: String, action: String)], selected: String?) -> [Choice] {
        let names = Set(kinds.map(\.entity)).sorted()
        return [Choice("", trc("audit filter", "All kinds"), selected: selected == nil)]
            + names.map { Choice($0, words(of: $0).title, selected: $0 == selected) }
    }

    /// What has happened, to choose from. An event and a contract both “start”, in other words: such an action shows all of them.
    func actionChoices(_ kinds: [(entity: String, action: String)], selected: String?) -> [Choice] {
        var told: [String: [Message]] = [:]
        for kind in kinds {
            let what = words(of: kind.entity).told(kind.action).what
            if told[kind.action]?.contains(what) != true { told[kind.action, default: []].append(what) }
        }
        return [Choice("", tr("All actions"), selected: selected == nil)]
            + told.sorted { $0.key < $1.key }.map { action, words in
                Choice(action, words.joined, selected: action == selected)
            }
    }
}

extension [Message] {
    fileprivate var joined: Message {
        guard let first else { return .verbatim("") }
        return dropFirst().reduce(first) {
            Message(id: "%(one)s / %(other)s", arguments: ["one": .message($0), "other": .message($1)])
        }
    }
}
