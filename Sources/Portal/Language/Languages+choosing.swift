extension Languages {
    /// The language that suits an Accept-Language header best (RFC 9110, 12.5.4; look-up as RFC 4647, 3.4); nil where none does.
    ///
    /// `fr-CH` finds `fr`; `fr` finds `fr_CA` where there is no `fr`; `*` finds the standard language. Equal weights: the first one
    /// named. A header that makes no sense asks for nothing.
    public func best(for acceptLanguage: String) -> Language? {
        var best: (language: Language, weight: Int)?
        for range in acceptLanguage.utf8.prefix(2000).split(separator: 44).prefix(50) {
            guard let (tag, weight) = Self.wish(range), weight > best?.weight ?? 0, let language = match(tag) else {
                continue
            }
            best = (language, weight)
        }
        return best?.language
    }

    /// A tag in small letters, and its weight in thousandths.
    private static func wish(_ range: Substring.UTF8View.SubSequence) -> (tag: String, weight: Int)? {
        let parts = range.split(separator: 59)
        guard let first = parts.first, let name = String(Substring(first)) as String? else { return nil }
        let tag = name.filter { $0 != " " && $0 != "\t" }.lowercased()
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

    private func match(_ wanted: String) -> Language? {
        if wanted == "*" { return standard }
        var tag = wanted[...]
        while !tag.isEmpty {
            if let exact = all.first(where: { $0.tag.lowercased() == tag }) { return exact }
            tag = tag.lastIndex(of: "-").map { tag[..<$0] } ?? ""
        }
        return all.first { $0.tag.lowercased().hasPrefix(wanted + "-") }
    }
}
