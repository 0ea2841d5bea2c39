extension Formats {
    /// Decimal digits, zeros in front up to `width`.
    static func digits(_ number: UInt64, width: Int, into bytes: inout [UInt8]) {
        var (divisor, count) = size(of: number)
        while count < width {
            bytes.append(48)
            count += 1
        }
        while divisor > 0 {
            bytes.append(UInt8(truncatingIfNeeded: number / divisor % 10) + 48)
            divisor /= 10
        }
    }

    /// Decimal digits in groups of three.
    func grouped(_ number: UInt64, into bytes: inout [UInt8]) {
        var (divisor, count) = Self.size(of: number)
        while divisor > 0 {
            bytes.append(UInt8(truncatingIfNeeded: number / divisor % 10) + 48)
            divisor /= 10
            count -= 1
            if count > 0, count % 3 == 0 { bytes.append(contentsOf: conventions.group.utf8) }
        }
    }

    /// How many digits a number has (0 has one), and the power of ten of its first digit.
    private static func size(of number: UInt64) -> (divisor: UInt64, count: Int) {
        var divisor: UInt64 = 1
        var count = 1
        while number / divisor >= 10 {
            divisor *= 10
            count += 1
        }
        return (divisor, count)
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
