/// The rows of one answer: a flat table of cells and one buffer for all texts and bytes.
@usableFromInline
final class RowSet: Sendable {
    @usableFromInline let columns: Columns
    @usableFromInline let cells: [Cell]
    @usableFromInline let heap: [UInt8]

    init(columns: Columns, cells: [Cell], heap: [UInt8]) {
        self.columns = columns
        self.cells = cells
        self.heap = heap
    }

    @inlinable
    func withBytes<T>(of cell: Cell, _ body: (UnsafeBufferPointer<UInt8>) -> T?) -> T? {
        heap.withUnsafeBufferPointer { heap in
            let start = Int(truncatingIfNeeded: cell.bits)
            return body(UnsafeBufferPointer(rebasing: heap[start..<start + Int(cell.length)]))
        }
    }

    var rows: [Row] {
        let width = columns.names.count
        guard width > 0 else { return [] }
        return (0..<cells.count / width).map { Row(answer: self, start: $0 * width) }
    }
}

/// A value of fixed size: the number itself, or where its bytes lie in the buffer.
@usableFromInline
@frozen
struct Cell: Sendable {
    @usableFromInline let bits: UInt64
    @usableFromInline let length: UInt32
    @usableFromInline let kind: Stored.Kind

    static let null = Cell(bits: 0, length: 0, kind: .null)

    init(bits: UInt64, length: UInt32, kind: Stored.Kind) {
        self.bits = bits
        self.length = length
        self.kind = kind
    }
}

/// Fills the rows of one answer.
struct RowSetBuilder {
    let columns: Columns
    private(set) var cells: [Cell] = []
    private var heap: [UInt8] = []

    init(columns: Columns) { self.columns = columns }

    /// Makes room for a page of rows like the first one, so that the buffers do not grow row by row.
    mutating func expectMore() {
        cells.reserveCapacity(cells.count * 64)
        heap.reserveCapacity(heap.count * 64)
    }

    mutating func append(integer: Int64) {
        cells.append(Cell(bits: UInt64(bitPattern: integer), length: 0, kind: .integer))
    }

    mutating func append(real: Double) { cells.append(Cell(bits: real.bitPattern, length: 0, kind: .real)) }

    mutating func appendNull() { cells.append(.null) }

    mutating func append(text: UnsafeBufferPointer<UInt8>) { append(text, .text) }

    mutating func append(bytes: UnsafeBufferPointer<UInt8>) { append(bytes, .bytes) }

    private mutating func append(_ content: UnsafeBufferPointer<UInt8>, _ kind: Stored.Kind) {
        // Neither engine returns a value of 4 GiB: both stop at 1 GiB.
        cells.append(Cell(bits: UInt64(heap.count), length: UInt32(clamping: content.count), kind: kind))
        heap.append(contentsOf: content)
    }

    consuming func finish() -> RowSet { RowSet(columns: columns, cells: cells, heap: heap) }
}
