extension Duration {
    /// In seconds, with decimals.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// In whole milliseconds, at least 1.
    var milliseconds: Int64 { Int64(exactly: (seconds * 1000).rounded(.up)).map { max(1, $0) } ?? .max }
}
