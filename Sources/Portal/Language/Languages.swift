/// Which file of a language is read.
public enum CatalogueChoice: Sendable {
    /// The compiled file, `portal.mo`, and nothing else: a folder without one is a fault.
    case compiled
    /// Whichever of `portal.mo` and `portal.po` is younger: a translator sees a change without compiling. The content is the same.
    case newest
}

/// All languages of the portal, loaded from `<directory>/<code>/LC_MESSAGES/portal.mo`.
///
/// English is the source: it is there without a folder, and its texts are the ones in the code. A text that `fr_CA` does not
/// translate is looked up in `fr`, then shown in English.
public struct Languages: Sendable {
    /// Every language, by code.
    public let all: [Language]
    /// The one shown to somebody who asks for nothing else.
    public let standard: Language
    private let byCode: [String: Language]
    let byTag: [String: Language]

    /// The language the code is written in.
    public static let source = "en"

    /// Loads every language. Throws ``CatalogueError`` where the folder is missing, a catalogue is damaged, or the default is none
    /// of the languages.
    public init(directory: String, default standard: String, zone: Zone, choice: CatalogueChoice = .newest)
        throws(CatalogueError)
    {
        guard File.isDirectory(directory) else {
            throw CatalogueError(file: directory, reason: "there is no such folder")
        }
        var catalogues: [String: Catalogue] = [:]
        for code in Languages.codes(in: directory) {
            catalogues[code] = try Languages.load(code, directory: directory, choice: choice)
        }
        try self.init(catalogues, default: standard, zone: zone, place: directory)
    }

    /// Languages from the texts of PO files, by code, without a folder: for tests and examples. English comes by itself.
    public init(texts: [String: String], default standard: String, zone: Zone) throws(CatalogueError) {
        var catalogues: [String: Catalogue] = [:]
        for (code, text) in texts.sorted(by: { $0.key < $1.key }) {
            guard LanguageCode.isValid(code) else {
                throw CatalogueError(file: code, reason: "this is no language code")
            }
            catalogues[code] = try Catalogue(PortableObject(text, file: code), file: code)
        }
        try self.init(catalogues, default: standard, zone: zone, place: "texts")
    }

    private init(
        _ loaded: [String: Catalogue], default standard: String, zone: Zone, place: String
    ) throws(CatalogueError) {
        var catalogues = loaded
        if catalogues[Languages.source] == nil { catalogues[Languages.source] = Catalogue(rule: .english) }
        for code in catalogues.keys {
            var ancestor = LanguageCode.parent(code)
            while let next = ancestor {
                if let parent = loaded[next] { catalogues[code]?.inherit(parent) }
                ancestor = LanguageCode.parent(next)
            }
        }
        all = catalogues.sorted { $0.key < $1.key }.map { Language(code: $0, catalogue: $1, zone: zone) }
        byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
        byTag = Dictionary(all.map { ($0.tag.lowercased(), $0) }) { first, _ in first }
        guard let found = byCode[standard] else {
            let codes = all.map(\.code).joined(separator: ", ")
            throw CatalogueError(file: place, reason: "the default language “\(standard)” is none of \(codes)")
        }
        self.standard = found
    }

    /// The language of that code, exactly; nil where there is none.
    public subscript(code: String) -> Language? { byCode[code] }

    /// The codes of the languages there are, sorted: folders with a catalogue, and English.
    static func codes(in directory: String) -> [String] {
        let folders = File.names(in: directory).filter { code in
            LanguageCode.isValid(code)
                && ["mo", "po"].contains { File.exists("\(directory)/\(code)/LC_MESSAGES/portal.\($0)") }
        }
        return Set(folders + [source]).sorted()
    }

    private static func load(_ code: String, directory: String, choice: CatalogueChoice) throws(CatalogueError)
        -> Catalogue
    {
        let path = "\(directory)/\(code)/LC_MESSAGES/portal"
        let compiled = File.stamp("\(path).mo")
        let text = File.stamp("\(path).po")
        if compiled == nil, text == nil { return Catalogue(rule: .english) }
        var readsText = compiled == nil
        if let compiled, let text { readsText = text.changed > compiled.changed }
        if choice == .compiled || !readsText {
            guard let bytes = File.bytes("\(path).mo") else {
                throw CatalogueError(
                    file: "\(path).mo", reason: "the catalogue is not compiled (portal translate compile)")
            }
            return try Catalogue(MachineObject(bytes, file: "\(path).mo"), file: "\(path).mo")
        }
        guard let bytes = File.bytes("\(path).po") else {
            throw CatalogueError(file: "\(path).po", reason: "the file cannot be read")
        }
        return try Catalogue(PortableObject(bytes, file: "\(path).po"), file: "\(path).po")
    }
}
