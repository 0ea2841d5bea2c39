/// Guesses which name was meant.
public enum NearName {
    /// `did you mean “name”?` for the nearest of `names`, where one is near enough.
    static func suggestion(for wrong: String, among names: [String]) -> String? {
        nearest(to: wrong, among: names).map { "did you mean “\($0)”?" }
    }

    /// The nearest of `names`, where one is near enough.
    public static func nearest(to wrong: String, among names: [String]) -> String? {
        let allowed = max(1, wrong.count / 3)
        let near = names.map { ($0, distance(Array(wrong.lowercased().utf8), Array($0.lowercased().utf8))) }
            .filter { $0.1 <= allowed }.min { ($0.1, $0.0) < ($1.1, $1.0) }
        return near?.0
    }

    /// Letters to insert, drop, replace or swap with their neighbour.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        guard a.count <= 64, b.count <= 64 else { return 64 }
        var before: [Int] = []
        var previous = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j], best > before[j - 1] + 1 {
                    best = before[j - 1] + 1
                }
                row.append(best)
            }
            before = previous
            previous = row
        }
        return previous.last ?? a.count
    }
}
