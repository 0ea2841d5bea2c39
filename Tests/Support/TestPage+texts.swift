extension TestPage {
    /// What the group of a pattern finds in the page's markup, as somebody reads it: without tags, entities and blanks around it.
    public func texts(_ pattern: Regex<(Substring, Substring)>) -> [String] {
        body.matches(of: pattern).map { found in
            var text = String(found.1.replacing(#/<[^>]*>/#, with: ""))
            for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
                text = text.replacing(entity, with: sign)
            }
            return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}
