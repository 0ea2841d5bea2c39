public import PortalAssets
public import PortalFiles

/// A file that came with a form. It lies among the temporary files and is gone with this value, unless somebody takes it.
public struct UploadedFile: Sendable {
    /// The form field.
    public let field: String
    /// What the visitor's machine called it, without folders and control characters: to show, never a place on our disk.
    public let name: String
    /// What it is by its first bytes; nil for nothing we know. What the browser claims counts for nothing.
    public let type: ContentType?
    /// In bytes.
    public let size: Int
    private let file: TemporaryFile

    init(field: String, name: String, type: ContentType?, size: Int, file: TemporaryFile) {
        self.field = field
        self.name = name
        self.type = type
        self.size = size
        self.file = file
    }

    /// Where it lies for now: to be looked at while this value lives.
    public var path: String { file.path }

    /// Moves it to its place for good, on the same disk; the folders on the way are made, nothing is replaced.
    ///
    /// - Throws: ``FileError``, with `EEXIST` where the place is taken.
    public func take(to destination: String) throws(FileError) { try file.take(to: destination) }
}
