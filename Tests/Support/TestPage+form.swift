import Foundation

extension TestPage {
    /// What a browser would send of the form with a `version`, untouched: its action, and its fields in order. Nil where there is none.
    public var editForm: (action: String, fields: [(String, String)])? {
        for piece in body.components(separatedBy: "<form").dropFirst() {
            guard let end = piece.range(of: "</form>") else { continue }
            let form = String(piece[..<end.lowerBound])
            guard form.contains("name=\"version\""), let head = form.firstIndex(of: ">") else { continue }
            let action = Self.attribute("action", String(form[..<head])) ?? ""
            return (action, Self.fields(of: form))
        }
        return nil
    }

    private static func fields(of form: String) -> [(String, String)] {
        var fields: [(String, String)] = []
        let pattern =
            #/<input\b([^>]*)>|<textarea\b([^>]*)>\n?([^<]*)<\/textarea>|<select\b([^>]*)>((?:.|\n)*?)<\/select>/#
        for match in form.matches(of: pattern) {
            if let attributes = match.1.map(String.init) {
                guard let name = attribute("name", attributes), name != "_token" else { continue }
                let type = attribute("type", attributes) ?? "text"
                if ["checkbox", "radio"].contains(type), !attributes.contains(" checked") { continue }
                if ["submit", "file", "search", "button"].contains(type) { continue }
                fields.append((name, attribute("value", attributes) ?? (type == "checkbox" ? "on" : "")))
            } else if let attributes = match.2.map(String.init) {
                guard let name = attribute("name", attributes) else { continue }
                fields.append((name, plain(String(match.3 ?? ""))))
            } else if let attributes = match.4.map(String.init), let name = attribute("name", attributes) {
                let options = String(match.5 ?? "").matches(of: #/<option\b([^>]*)>/#).map { String($0.1) }
                let chosen = options.first { $0.contains(" selected") } ?? options.first
                fields.append((name, chosen.flatMap { attribute("value", $0) } ?? ""))
            }
        }
        return fields
    }

    private static func attribute(_ name: String, _ attributes: String) -> String? {
        guard let start = attributes.range(of: " \(name)=\"") else { return nil }
        let rest = attributes[start.upperBound...]
        return rest.firstIndex(of: "\"").map { plain(String(rest[..<$0])) }
    }

    /// A text of the page without its escapes.
    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#34;", with: "\"")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&#x27;", with: "'")
            .replacing("&amp;", with: "&")
    }
}
