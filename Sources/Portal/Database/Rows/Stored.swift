/// One value of a row as the engine gave it. Types read themselves from it (`SQLDecodable`).
@frozen
public struct Stored: Sendable {
    @usableFromInline let answer: RowSet
    @usableFromInline let cell: Cell

    @inlinable
    init(answer: RowSet, cell: Cell) {
        self.answer = answer
        self.cell = cell
    }

    /// What kind of value the engine holds.
    @inlinable public var kind: Kind { cell.kind }

    /// True for NULL.
    @inlinable public var isNull: Bool { cell.kind == .null }

    /// The whole number, where it is one (also a decimal number without a fraction: PostgreSQL's sums, SQLite's `round`).
    @inlinable public var integer: Int64? {
        switch cell.kind {
        case .integer: Int64(bitPattern: cell.bits)
        case .real: Int64(exactly: Double(bitPattern: cell.bits))
        case .null, .text, .bytes: nil
        }
    }

    /// The number, where it is one.
    @inlinable public var real: Double? {
        switch cell.kind {
        case .integer: Double(Int64(bitPattern: cell.bits))
        case .real: Double(bitPattern: cell.bits)
        case .null, .text, .bytes: nil
        }
    }

    /// The text, where it is text.
    @inlinable public var text: String? {
        withText { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes, where they are bytes.
    @inlinable public var bytes: [UInt8]? {
        cell.kind == .bytes ? answer.withBytes(of: cell) { Array($0) } : nil
    }

    /// Reads the UTF-8 bytes of a text without a copy; nil where it is no text.
    @inlinable
    public func withText<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T?) -> T? {
        cell.kind == .text ? answer.withBytes(of: cell, body) : nil
    }

    /// The kinds of value both engines have in common.
    @frozen
    public enum Kind: UInt8, Sendable {
        case null, integer, real, text, bytes

        /// The kind in words, for an error.
        public var name: String {
            switch self {
            case .null: "NULL"
            case .integer: "a whole number"
            case .real: "a decimal number"
            case .text: "text"
            case .bytes: "bytes"
            }
        }
    }
}
