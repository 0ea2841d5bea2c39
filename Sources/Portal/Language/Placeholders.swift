/// What stands for an argument in a text: `%(name)s`.
enum Placeholders {
    /// The names used in a text. `%%(name)s` is a percent sign and no placeholder.
    static func names(_ text: String) -> Set<String> {
        var names: Set<String> = []
        var rest = text.utf8[...]
        while let sign = rest.firstIndex(of: 37) {
            rest = rest[sign...].dropFirst()
            if rest.first == 37 {
                rest = rest.dropFirst()
            } else if rest.first == 40, let end = rest.firstIndex(of: 41), rest[end...].dropFirst().first == 115 {
                names.insert(String(Substring(rest[..<end].dropFirst())))
                rest = rest[end...].dropFirst(2)
            }
        }
        return names
    }
}
