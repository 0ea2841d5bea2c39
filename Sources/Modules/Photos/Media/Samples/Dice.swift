/// Random numbers that come in the same order for the same seed (SplitMix64, by Guy Steele and others).
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Evenly spread.
    mutating func number(_ range: ClosedRange<Double>) -> Double {
        let part = Double(next() >> 11) / Double(1 << 53)
        return range.lowerBound + (range.upperBound - range.lowerBound) * part
    }

    /// One of so many, from 0.
    mutating func index(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

    mutating func chance(_ probability: Double) -> Bool { number(0...1) < probability }

    mutating func pick(_ colours: [Tint]) -> Tint { colours.isEmpty ? Tint(0xffffff) : colours[index(colours.count)] }
}
