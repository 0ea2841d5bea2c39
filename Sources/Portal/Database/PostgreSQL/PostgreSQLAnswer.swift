import CPostgreSQL
import Foundation

/// An answer of the server; freed with this object.
final class PostgreSQLAnswer {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    /// How many rows a statement changed; nothing for one that only reads.
    var changes: Int {
        guard let status = PQcmdStatus(handle), let count = PQcmdTuples(handle) else { return 0 }
        let word = String(cString: status).prefix { $0 != " " }
        return ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(word) ? Int(String(cString: count)) ?? 0 : 0
    }

    /// The rows, at most `limit`, in the form both engines share.
    func rows(_ columns: PostgreSQLColumns, limit: Int = .max) -> [Row] {
        var builder = RowSetBuilder(columns: columns.names)
        let width = columns.types.count
        guard width > 0, Int(PQnfields(handle)) == width else { return [] }
        let count = Int32(truncatingIfNeeded: min(Int(PQntuples(handle)), limit))
        for row in 0..<count {
            for column in 0..<width { append(row, Int32(column), columns.types[column], to: &builder) }
            if row == 1 { builder.expectMore() }
        }
        return builder.finish().rows
    }

    private func append(_ row: Int32, _ column: Int32, _ type: UInt32, to builder: inout RowSetBuilder) {
        guard PQgetisnull(handle, row, column) == 0, let value = PQgetvalue(handle, row, column) else {
            return builder.appendNull()
        }
        let start = UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self)
        let text = UnsafeBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
        switch type {
        case 20, 21, 23, 26: builder.append(integer: Self.integer(text) ?? 0)
        case 16: builder.append(integer: text.first == 116 ? 1 : 0)
        case 700, 701: builder.append(real: strtod(value, nil))
        case 1700:
            // Sums of whole numbers come as NUMERIC.
            if let number = Self.integer(text) {
                builder.append(integer: number)
            } else {
                builder.append(real: strtod(value, nil))
            }
        case 17: Self.bytes(text).withUnsafeBufferPointer { builder.append(bytes: $0) }
        default: builder.append(text: text)
        }
    }

    private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == 45
        guard text.count > (isNegative ? 1 : 0) else { return nil }
        var value: Int64 = 0
        for byte in text.dropFirst(isNegative ? 1 : 0) {
            guard (48...57).contains(byte) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            // Counted downwards, since the lowest number has no positive twin.
            let (sum, overflow2) = product.subtractingReportingOverflow(Int64(byte - 48))
            if overflow || overflow2 { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// `\x0aff` as bytes.
    private static func bytes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : (byte | 32) &- 87 }
        return stride(from: 2, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
    }
}

/// The columns of a prepared statement: their names, and the server's numbers for their types.
struct PostgreSQLColumns: Sendable {
    let names: Columns
    let types: [UInt32]

    init(_ answer: PostgreSQLAnswer, tables: [UInt32: String]) {
        let count = PQnfields(answer.handle)
        var names: [String] = []
        var types: [UInt32] = []
        for position in 0..<max(0, count) {
            names.append(PQfname(answer.handle, position).map { String(cString: $0) } ?? "")
            types.append(PQftype(answer.handle, position))
        }
        self.names = Columns(names: names, tables: answer.tables.map { tables[$0] })
        self.types = types
    }
}

extension PostgreSQLAnswer {
    /// The server's number for each column's table; 0 where it comes from no table.
    var tables: [UInt32] { (0..<max(0, PQnfields(handle))).map { PQftable(handle, $0) } }

    /// An answer of two columns, numbers and names.
    var pairs: [(UInt32, String)] {
        (0..<max(0, PQntuples(handle))).compactMap { row in
            guard let number = PQgetvalue(handle, row, 0), let name = PQgetvalue(handle, row, 1) else { return nil }
            return UInt32(String(cString: number)).map { ($0, String(cString: name)) }
        }
    }
}
