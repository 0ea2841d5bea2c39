import PortalLanguage

extension HistoryWords {
    /// What happens to things of every kind.
    static func shared(_ action: String) -> Told? {
        switch action {
        case "create": (trc("history", "Created"), "plus")
        case "update": (trc("history", "Changed"), "edit")
        case "delete": (trc("history", "Deleted"), "trash")
        case "archive": (trc("history", "Archived"), "archive")
        case "restore": (trc("history", "Restored"), "restore")
        case "import": (trc("history", "Imported"), "upload")
        case "export": (trc("history", "Personal data given out"), "down")
        case "erase": (trc("history", "Personal data erased"), "trash")
        case "postpone": (trc("history", "Kept for longer"), "calendar")
        default: nil
        }
    }

    /// The fields that imports, periods of retention and reasons bring to every kind.
    static func shared(field: String) -> Message? {
        switch field {
        case "name": tr("Name")
        case "reason": tr("Reason")
        case "until": trc("history", "Until")
        case "new": trc("history", "New")
        case "changed": trc("history", "Changed ones")
        case "unchanged": trc("history", "Unchanged")
        default: nil
        }
    }

    /// The kinds that belong to no module: filters that are shared, and the log itself.
    static let application = [
        HistoryWords(
            of: "filter", trc("history", "Shared filter"), ["filter": tr("Condition"), "role": trc("history", "Role")]),
        HistoryWords(
            of: "audit", trc("history", "Audit log"), ["lines": trc("history", "Lines"), "digest": tr("Digest")],
            actions: ["redact": (trc("history", "Names taken out of older lines"), "trash")],
            shown: { value, field in field == "lines" ? number(value) : nil }),
    ]
}

extension PortalApplication {
    /// The words of every kind that the audit log tells of, by its plain name.
    public var histories: [String: HistoryWords] {
        Dictionary(
            (HistoryWords.application + modules.flatMap { $0.histories(self) }).map { ($0.entity, $0) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension [String: HistoryWords] {
    /// The words of a kind that the log names; its plain name where its module is gone.
    public func words(of entity: String) -> HistoryWords { self[entity] ?? HistoryWords(unknown: entity) }
}
