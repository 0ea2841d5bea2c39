import PortalValues

/// The values of a statement as libpq wants them: texts one after the other in one buffer, each ended by a zero.
struct PostgreSQLBinding {
    /// The server's numbers for the types; 0 lets the server decide.
    private(set) var types: [UInt32] = []
    private var heap: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ arguments: [SQLArgument]) {
        for argument in arguments { append(argument) }
    }

    var count: Int32 { Int32(truncatingIfNeeded: types.count) }

    private mutating func append(_ argument: SQLArgument) {
        switch argument {
        case .null(let type): append(nil, type)
        case .integer(let number): append(String(number), .integer)
        case .real(let number): append(String(number), .real)
        case .boolean(let flag): append(flag ? "t" : "f", .boolean)
        case .text(let text): append(text, .text)
        case .json(let text): append(text, .json)
        case .instant(let instant): append(instant.description, .instant)
        case .day(let day): append(day.description, .day)
        case .unusable: append(nil, .text)
        case .bytes(let bytes):
            append(nil, .bytes)
            starts[starts.count - 1] = heap.count
            lengths[lengths.count - 1] = Int32(clamping: bytes.count)
            formats[formats.count - 1] = 1
            heap.append(contentsOf: bytes)
            heap.append(0)
        }
    }

    private mutating func append(_ text: String?, _ type: SQLType) {
        types.append(Self.number(of: type))
        starts.append(text == nil ? nil : heap.count)
        lengths.append(0)
        formats.append(0)
        guard let text else { return }
        heap.append(contentsOf: text.utf8)
        heap.append(0)
    }

    /// From PostgreSQL's catalogue, where these numbers never change. Texts stay open: they may be meant for any column.
    private static func number(of type: SQLType) -> UInt32 {
        switch type {
        case .integer: 20
        case .real: 701
        case .boolean: 16
        case .text: 0
        case .bytes: 17
        case .instant: 1184
        case .day: 1082
        case .json: 3802
        }
    }

    /// Gives the texts that were left open the type `text`.
    mutating func closeTypes() { types = types.map { $0 == 0 ? 25 : $0 } }

    /// Lends the values to a call of libpq.
    func withValues<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        heap.withUnsafeBytes { heap in
            let base = heap.bindMemory(to: CChar.self).baseAddress
            let values = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return body(values, lengths, formats)
        }
    }
}
