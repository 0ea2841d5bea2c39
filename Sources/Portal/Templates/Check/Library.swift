import Foundation

/// The templates of a folder, each read once.
final class Library {
    private let read: (String) -> String?
    let names: [String]
    private var parsed: [String: ParsedTemplate] = [:]
    /// The templates that a page used, directly or not.
    private(set) var used: Set<String> = []

    /// Every `.html` and `.txt` file under a folder.
    convenience init(directory: String) {
        let root = URL(fileURLWithPath: directory, isDirectory: true)
        let found = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        self.init(names: found.filter { $0.hasSuffix(".html") || $0.hasSuffix(".txt") }) { name in
            try? String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        }
    }

    /// Templates from elsewhere, for tests.
    init(names: [String], read: @escaping (String) -> String?) {
        self.names = names.sorted()
        self.read = read
    }

    func text(of name: String) -> String? { read(name) }

    subscript(name: String) -> ParsedTemplate? {
        used.insert(name)
        return parse(name)
    }

    /// The faults of all templates, used or not, as far as they show without the pages' types.
    func faults() -> [TemplateError] {
        names.flatMap { name in
            guard let template = parse(name) else {
                return [TemplateError(file: name, message: "this file cannot be read as UTF-8 text")]
            }
            var walk = MessageWalk(template: template)
            walk.context(template.nodes)
            return template.faults + walk.faults
        }
    }

    private func parse(_ name: String) -> ParsedTemplate? {
        if let known = parsed[name] { return known }
        guard names.contains(name), let text = read(name) else { return nil }
        let template = ParsedTemplate(source: TemplateSource(name: name, text: text))
        parsed[name] = template
        return template
    }

    /// A fault for a name that is no template.
    func missing(_ name: String, _ place: Place) -> TemplateError {
        place.fault("there is no template “\(name)”", NearName.suggestion(for: name, among: names))
    }
}
