extension PortableObject {
    /// Reads a PO file. Throws the first fault with its line: a syntax error, an entry that occurs twice, text that is not UTF-8.
    public init(_ bytes: [UInt8], file: String) throws(CatalogueError) {
        self.init()
        var reader = PortableObjectReader(file: file)
        var number = 0
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            guard let text = String(validating: line.last == 13 ? line.dropLast() : line, as: UTF8.self) else {
                throw CatalogueError(file: file, line: number, reason: "the text is not UTF-8")
            }
            let content = text[...].utf8
            try reader.read(
                number == 1 && content.starts(with: [0xEF, 0xBB, 0xBF]) ? content.dropFirst(3) : content, number: number
            )
        }
        entries = try reader.finish()
    }

    /// Reads a PO file that is already text.
    public init(_ text: String, file: String) throws(CatalogueError) { try self.init(Array(text.utf8), file: file) }
}
