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

    /// The language the code is written in.
    public static let source = "en"

    /// Loads every language. Throws ``CatalogueFault`` where the folder is missing, a catalogue is damaged, or the default is none
    /// of the languages.
    public init(directory: String, default standard: String, zone: Zone, choice: CatalogueChoice = .newest)
        throws(CatalogueFault)
    {
        guard File.isDirectory(directory) else {
            throw CatalogueFault(file: directory, reason: "there is no such folder")
        }
        let codes = Languages.codes(in: directory)
        var catalogues: [String: Catalogue] = [:]
        for code in codes.sorted(by: { $0.utf8.count < $1.utf8.count }) {
            var catalogue = try Languages.load(code, directory: directory, choice: choice)
            var ancestor = LanguageCode.parent(code)
            while let next = ancestor {
                if let parent = catalogues[next] { catalogue.inherit(parent) }
                ancestor = LanguageCode.parent(next)
            }
            catalogues[code] = catalogue
        }
        all = codes.map {
            Language(code: $0, catalogue: catalogues[$0] ?? Catalogue(rule: .english), zone: zone)
        }
        byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
        guard let found = byCode[standard] else {
            throw CatalogueFault(
                file: directory,
                reason: "the default language “\(standard)” is none of \(codes.joined(separator: ", "))")
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

    private static func load(_ code: String, directory: String, choice: CatalogueChoice) throws(CatalogueFault)
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
                throw CatalogueFault(
                    file: "\(path).mo", reason: "the catalogue is not compiled (portal translate compile)")
            }
            return try Catalogue(MachineObject(bytes, file: "\(path).mo"), file: "\(path).mo")
        }
        guard let bytes = File.bytes("\(path).po") else {
            throw CatalogueFault(file: "\(path).po", reason: "the file cannot be read")
        }
        return try Catalogue(PortableObject(bytes, file: "\(path).po"), file: "\(path).po")
    }
}
