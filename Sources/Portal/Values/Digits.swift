/// Decimal digits without a formatter.
public enum Digits {
    /// `number` in at least `width` ASCII digits, zeros in front; the sign is dropped.
    public static func pad(_ number: Int, _ width: Int) -> [UInt8] {
        var rest = number.magnitude
        var digits = [UInt8](repeating: 48, count: width)
        var position = width - 1
        while rest > 0 {
            let digit = UInt8(truncatingIfNeeded: rest % 10) + 48
            if position >= 0 { digits[position] = digit } else { digits.insert(digit, at: 0) }
            position -= 1
            rest /= 10
        }
        return digits
    }
}
