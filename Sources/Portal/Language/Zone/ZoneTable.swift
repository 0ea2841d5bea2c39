/// The changes of a zone's offset: those of the past one by one, those to come by a rule.
struct ZoneTable: Sendable {
    /// Seconds since 1970, rising.
    private(set) var changes: [Int] = []
    /// The offset from the change of the same index on.
    private(set) var offsetsAfter: [Int] = []
    /// Before the first change.
    private(set) var first = 0
    /// After the last change.
    private(set) var rule: ZoneRule?
    /// Every offset that occurs, each once.
    private(set) var offsets: [Int] = [0]

    /// UTC.
    init() {}

    init(changes: [Int], offsetsAfter: [Int], first: Int, rule: ZoneRule?) {
        self.changes = changes
        self.offsetsAfter = offsetsAfter
        self.first = first
        self.rule = rule
        self.offsets = Set(offsetsAfter + [first] + (rule?.offsets ?? [])).sorted()
    }

    /// Seconds to add to UTC at a moment in seconds since 1970.
    func offset(at second: Int) -> Int {
        guard let last = changes.last else { return rule?.offset(at: second) ?? first }
        if second >= last, let rule { return rule.offset(at: second) }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsetsAfter[low - 1]
    }
}
