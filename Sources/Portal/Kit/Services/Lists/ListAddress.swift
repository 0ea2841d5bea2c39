/// The address of a list with all that narrows it, to make the links around it: each keeps what it does not change.
struct ListAddress: Sendable {
    /// The path as links carry it, with the sub-path the portal is served under.
    let path: String
    /// The query, filters included.
    let fields: Fields

    init(path: String, fields: Fields) {
        self.path = path
        self.fields = fields
    }

    /// The same list without these.
    func without(_ names: Set<String>) -> ListAddress {
        ListAddress(
            path: path, fields: Fields(fields.pairs.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }))
    }

    /// The address with some parameters set anew (empty takes one away), in a stable order.
    func url(_ changes: [(name: String, value: String)] = []) -> String {
        let kept = fields.pairs.filter { pair in !pair.value.isEmpty && !changes.contains { $0.name == pair.name } }
        let all = kept.map { ($0.name, $0.value) } + changes.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }
        // A list may open with a filter; who has said that they want none keeps saying so.
        guard !all.isEmpty else { return fields.has(ListFilter.parameter) ? "\(path)?\(ListFilter.parameter)=" : path }
        return path + "?" + all.map { Escape.query($0) + "=" + Escape.query($1) }.joined(separator: "&")
    }
}
