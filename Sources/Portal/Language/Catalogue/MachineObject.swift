/// A compiled catalogue (MO), as `msgfmt` writes it: little- or big-endian. Every number in it is checked against the file's
/// length, so that a damaged file is an error.
struct MachineObject {
    private let bytes: [UInt8]
    private let file: String
    private var isBigEndian = false

    /// All texts with their forms, in the file's order; the header has an empty key.
    private(set) var entries: [(key: CatalogueKey, forms: [String])] = []

    init(_ bytes: [UInt8], file: String) throws(CatalogueError) {
        self.bytes = bytes
        self.file = file
        switch Array(bytes.prefix(4)) {
        case [0xDE, 0x12, 0x04, 0x95]: isBigEndian = false
        case [0x95, 0x04, 0x12, 0xDE]: isBigEndian = true
        default: throw CatalogueError(file: file, reason: "this is not a compiled catalogue")
        }
        guard try number(at: 4) >> 16 <= 1 else {
            throw CatalogueError(file: file, reason: "unknown version of a compiled catalogue")
        }
        let count = try number(at: 8)
        let ids = try number(at: 12)
        let translations = try number(at: 16)
        for index in 0..<count {
            let id = try string(describedAt: ids + 8 * index)
            let translation = try string(describedAt: translations + 8 * index)
            entries.append(try entry(id, translation))
        }
    }

    private var damage: CatalogueError { CatalogueError(file: file, reason: "the compiled catalogue is damaged") }

    private func number(at offset: Int) throws(CatalogueError) -> Int {
        guard offset >= 0, offset <= bytes.count - 4 else { throw damage }
        let four = bytes[offset..<offset + 4]
        return isBigEndian
            ? four.reduce(0) { $0 << 8 | Int($1) } : four.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func string(describedAt offset: Int) throws(CatalogueError) -> ArraySlice<UInt8> {
        let length = try number(at: offset)
        let start = try number(at: offset + 4)
        guard start <= bytes.count, length <= bytes.count - start else { throw damage }
        return bytes[start..<start + length]
    }

    /// Context and text are joined by 0x04, a text and its plural by NUL, the forms by NUL.
    private func entry(
        _ id: ArraySlice<UInt8>, _ translation: ArraySlice<UInt8>
    ) throws(CatalogueError) -> (key: CatalogueKey, forms: [String]) {
        var text = id
        var context: String?
        if let separator = text.firstIndex(of: 4) {
            context = try utf8(text[..<separator])
            text = text[(separator + 1)...]
        }
        let one = try utf8(text.prefix { $0 != 0 })
        var forms: [String] = []
        for form in translation.split(separator: 0, omittingEmptySubsequences: false) { forms.append(try utf8(form)) }
        return (CatalogueKey(context: context, id: one), forms)
    }

    private func utf8(_ bytes: ArraySlice<UInt8>) throws(CatalogueError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CatalogueError(file: file, reason: "the compiled catalogue is not in UTF-8")
        }
        return text
    }
}

extension Catalogue {
    /// The catalogue of a compiled file.
    init(_ object: MachineObject, file: String) throws(CatalogueError) {
        let header = object.entries.first { $0.key == CatalogueKey(context: nil, id: "") }?.forms.first ?? ""
        self.init(rule: try Self.rule(PortableObject.headers(header), file: file))
        for (key, forms) in object.entries where !key.id.isEmpty && forms.allSatisfy({ !$0.isEmpty }) {
            set(forms, for: key)
        }
    }
}
