/// A text of a row where it lies, for those who only hand its bytes on: a list in JSON makes no string of what it copies.
@frozen
public struct StoredText: SQLDecodable {
    @usableFromInline let stored: Stored

    @inlinable
    init(_ stored: Stored) { self.stored = stored }

    /// In words, for an error.
    public static var sqlName: String { SQLType.text.words }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> StoredText? { stored.kind == .text ? StoredText(stored) : nil }

    /// Its bytes, as the engine gave them: UTF-8, unless somebody else wrote something else into the file.
    @inlinable
    public func withBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T? { stored.withText(body) }

    /// As a string, repaired where it is no UTF-8.
    @inlinable public var string: String { stored.text ?? "" }
}
