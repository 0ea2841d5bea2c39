/// How much one form with files may hold.
public struct UploadLimits: Sendable {
    /// The largest file, in bytes.
    public var file: Int
    /// The most files.
    public var files: Int
    /// The longest text field, in bytes.
    public var field = 262_144
    /// The most text fields.
    public var fields = 500
    /// All text fields together, with their names, in bytes.
    public var texts = 1 << 20
    /// Everything together, the boundaries included, in bytes.
    public var total: Int

    /// Files of at most so many bytes, and so many of them; the whole may be a mebibyte larger than these.
    public init(file: Int = 20 << 20, files: Int = 10) {
        self.file = max(file, 0)
        self.files = max(files, 0)
        let (product, overflow) = self.file.multipliedReportingOverflow(by: self.files)
        total = overflow ? Int.max : product.addingReportingOverflow(1 << 20).overflow ? Int.max : product + (1 << 20)
    }

    /// The longest head of a part, and the longest boundary with what stands around it.
    static let head = 8192
}
