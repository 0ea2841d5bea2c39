/// Search in bytes, where two texts are the same only when their bytes are.
enum Bytes {
    static func firstRange(of part: [UInt8], in whole: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = part.first, whole.count >= part.count else { return nil }
        var index = start
        while index <= whole.count - part.count {
            if whole[index] == first, whole[index...].starts(with: part) { return index..<(index + part.count) }
            index += 1
        }
        return nil
    }
}
