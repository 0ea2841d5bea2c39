extension Day {
    /// Reads a day as a browser sends it or as a French hand writes it: `2026-11-21`, `21/11/2026`.
    public init?(typed: String) {
        if let day = Day(iso: typed) {
            self = day
            return
        }
        let parts = typed.split(whereSeparator: { "/.-".contains($0) })
        guard parts.count == 3, parts[2].utf8.count == 4,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts[0].utf8.count <= 2, parts[1].utf8.count <= 2,
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
