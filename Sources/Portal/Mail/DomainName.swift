import Foundation

/// Names of domains as the network wants them.
enum DomainName {
    /// `Éléphant.Example` as `xn--lphant-9uab.example`; nil for what cannot be a domain of mail. A pragmatic part of
    /// IDNA: lower case, composed, letters, marks and digits only, each label in one piece of at most 63 characters.
    static func ascii(_ typed: String) -> String? {
        // People type the ideographic full stop too; RFC 3490 section 3.1 calls it a dot.
        let text = typed.lowercased().precomposedStringWithCompatibilityMapping.replacing("\u{3002}", with: ".")
        var labels: [String] = []
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let ascii = asciiLabel(label) else { return nil }
            labels.append(ascii)
        }
        let domain = labels.joined(separator: ".")
        guard domain.utf8.count <= 253, labels.count >= 2 || domain == "localhost" else { return nil }
        // A last label of digits would be an IP address.
        guard let last = labels.last, !last.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return domain
    }

    private static func asciiLabel(_ label: Substring) -> String? {
        guard !label.isEmpty, label.first != "-", label.last != "-", label.unicodeScalars.count <= 63,
            label.unicodeScalars.allSatisfy(isAllowed)
        else { return nil }
        if label.utf8.allSatisfy({ $0 < 128 }) { return String(label) }
        guard let first = label.unicodeScalars.first, !isMark(first), !label.hasPrefix("xn--"),
            let encoded = Punycode.encode(Array(label.unicodeScalars)), encoded.utf8.count <= 59
        else { return nil }
        return "xn--" + encoded
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: return true
        default: return isMark(scalar)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }
}
