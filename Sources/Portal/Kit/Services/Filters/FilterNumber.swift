import PortalDatabase

/// A number as people write it: `12`, `-3`, `1275.45`, `1275,45`, `1 275,45`.
enum FilterNumber {
    case whole(Int64)
    case decimal(Double)

    /// At most fifteen digits, which a floating-point number keeps exactly.
    init?(typed: String) {
        var digits = ""
        var decimals: Int?
        for (position, scalar) in typed.unicodeScalars.enumerated() {
            switch scalar {
            case "0"..."9":
                digits.unicodeScalars.append(scalar)
                decimals = decimals.map { $0 + 1 }
            case ",", ".":
                guard decimals == nil, !digits.isEmpty else { return nil }
                digits.append(".")
                decimals = 0
            case "-", "+":
                guard position == 0 else { return nil }
            case " ", "\u{A0}", "\u{202F}":
                guard decimals == nil else { return nil }
            default: return nil
            }
        }
        guard !digits.isEmpty, digits.utf8.count <= 16, decimals != 0 else { return nil }
        let isNegative = typed.utf8.first == UInt8(ascii: "-")
        if decimals == nil {
            guard digits.utf8.count <= 15, let number = Int64(digits) else { return nil }
            self = .whole(isNegative ? -number : number)
        } else {
            guard let number = Double(digits) else { return nil }
            self = .decimal(isNegative ? -number : number)
        }
    }

    /// The number, bound.
    var sql: SQL {
        switch self {
        case .whole(let number): "\(number)"
        case .decimal(let number): "\(number)"
        }
    }
}
