extension Languages {
    /// The language that suits an Accept-Language header best (RFC 9110, 12.5.4; look-up as RFC 4647, 3.4); nil where none does.
    ///
    /// `fr-CH` finds `fr`; `fr` finds `fr_CA` where there is no `fr`; `*` finds the standard language, or any other that is not
    /// refused with `q=0`. Equal weights: the first one named. A header that makes no sense asks for nothing.
    public func best(for acceptLanguage: String) -> Language? {
        let wishes = acceptLanguage.utf8.prefix(2000).split(separator: 44).prefix(50).compactMap(Self.wish)
        let refused = wishes.filter { $0.weight == 0 }.compactMap { byTag[$0.tag]?.code }
        var best: (language: Language, weight: Int)?
        for (tag, weight) in wishes where weight > best?.weight ?? 0 {
            if let language = match(tag, refused) { best = (language, weight) }
        }
        return best?.language
    }

    /// A tag in small letters, and its weight in thousandths.
    private static func wish(_ range: Substring.UTF8View.SubSequence) -> (tag: String, weight: Int)? {
        let parts = range.split(separator: 59)
        guard let first = parts.first else { return nil }
        let tag = String(Substring(first)).filter { $0 != " " && $0 != "\t" }.lowercased()
        guard !tag.isEmpty else { return nil }
        guard parts.count > 1 else { return (tag, 1000) }
        let weight = String(Substring(parts[1])).filter { $0 != " " && $0 != "\t" }.lowercased()
        guard weight.hasPrefix("q="), let value = thousandths(weight.dropFirst(2).utf8) else { return nil }
        return (tag, value)
    }

    /// `0.8` → 800: `0` or `1`, then up to three decimals.
    private static func thousandths(_ digits: Substring.UTF8View) -> Int? {
        guard let first = digits.first, first == 48 || first == 49 else { return nil }
        var value = Int(first - 48) * 1000
        let rest = digits.dropFirst()
        if rest.isEmpty { return value }
        guard rest.first == 46, rest.count <= 4 else { return nil }
        var unit = 100
        for digit in rest.dropFirst() {
            guard (48...57).contains(digit) else { return nil }
            value += Int(digit - 48) * unit
            unit /= 10
        }
        return min(value, 1000)
    }

    private func match(_ wanted: String, _ refused: [String]) -> Language? {
        if wanted == "*" { return ([standard] + all).first { !refused.contains($0.code) } }
        var tag = wanted
        while !tag.isEmpty {
            if let exact = byTag[tag] { return refused.contains(exact.code) ? nil : exact }
            tag = tag.lastIndex(of: "-").map { String(tag[..<$0]) } ?? ""
        }
        return all.first { $0.tag.lowercased().hasPrefix(wanted + "-") && !refused.contains($0.code) }
    }
}
