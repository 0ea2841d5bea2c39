import CIdn2

/// Names of domains as the network wants them.
enum DomainName {
    /// `Éléphant.Example` as `xn--lphant-9uab.example` (IDNA 2008 with the mapping of UTS 46, by libidn2): whatever case, form of accents and
    /// kind of dot people type. Nil for what cannot be a domain of mail.
    static func ascii(_ typed: String) -> String? {
        // The library drops what of ASCII cannot stand in a name: nothing that was typed may go away silently.
        guard typed.utf8.count <= 1000, typed.unicodeScalars.allSatisfy({ !$0.isASCII || isAllowed($0) }) else {
            return nil
        }
        let flags = IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue | IDN2_USE_STD3_ASCII_RULES.rawValue
        var output: UnsafeMutablePointer<CChar>?
        guard idn2_to_ascii_8z(typed, &output, Int32(truncatingIfNeeded: flags)) == IDN2_OK.rawValue, let output else {
            return nil
        }
        defer { idn2_free(output) }
        let domain = String(cString: output)
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard domain.utf8.count <= 253, labels.count >= 2 || domain == "localhost",
            labels.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 63 && $0.first != "-" && $0.last != "-" })
        else { return nil }
        // A last label of digits would be an IP address.
        guard let last = labels.last, !last.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return domain
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "." || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
