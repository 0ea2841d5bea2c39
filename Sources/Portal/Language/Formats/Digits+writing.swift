extension Formats {
    /// Decimal digits, zeros in front up to `width`.
    static func digits(_ number: UInt64, width: Int, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: repeatElement(48, count: max(width, length(of: number))))
        var rest = number
        var place = bytes.count
        while rest > 0 {
            place -= 1
            bytes[place] = UInt8(truncatingIfNeeded: rest % 10) + 48
            rest /= 10
        }
    }

    /// Decimal digits in groups of three.
    func grouped(_ number: UInt64, into bytes: inout [UInt8]) {
        let separator = conventions.group.bytes
        let length = Self.length(of: number)
        bytes.append(contentsOf: repeatElement(48, count: length + (length - 1) / 3 * separator.count))
        var rest = number
        var place = bytes.count
        var written = 0
        while rest > 0 {
            if written > 0, written % 3 == 0 {
                for byte in separator.reversed() {
                    place -= 1
                    bytes[place] = byte
                }
            }
            place -= 1
            bytes[place] = UInt8(truncatingIfNeeded: rest % 10) + 48
            rest /= 10
            written += 1
        }
    }

    /// How many digits a number has; 0 has one.
    private static func length(of number: UInt64) -> Int {
        var rest = number
        var length = 1
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        return length
    }

    /// `x` times `scale`, rounded half up; nil where it does not fit. The product's rounding error, which a fused
    /// multiplication gives exactly, decides what only looks like a half: 1.115 is a little less than that, so 1.11.
    static func scaled(_ x: Double, by scale: Double) -> UInt64? {
        let product = x * scale
        guard product < 0x1p63 else { return nil }
        let error = (-product).addingProduct(x, scale)
        let whole = product.rounded(.down)
        let fraction = product - whole
        let isUp = fraction > 0.5 || (fraction == 0.5 && error >= 0)
        return UInt64(exactly: whole).map { isUp ? $0 + 1 : $0 }
    }
}
