extension Filters {
    /// Whether a template may name it.
    static func knows(_ name: String) -> Bool { indexes[name] != nil && name != "range" }

    static func unknown(_ name: String, _ place: Place) -> TemplateError {
        let near = refused[name] ?? NearName.suggestion(for: name, among: Array(indexes.keys))
        return place.fault("there is no filter “\(name)”", near)
    }
}

extension Tests {
    private static let aboutNames = ["defined", "undefined"]

    /// Whether a template may name it.
    static func knows(_ name: String) -> Bool { indexes[name] != nil || aboutNames.contains(name) }

    static func unknown(_ name: String, _ place: Place) -> TemplateError {
        place.fault("there is no test “\(name)”", NearName.suggestion(for: name, among: indexes.keys + aboutNames))
    }
}
