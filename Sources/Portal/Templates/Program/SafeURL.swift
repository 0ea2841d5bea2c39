/// Which addresses a link may lead to.
enum SafeURL {
    private static let schemes: Set<String> = ["http", "https", "mailto", "tel"]

    static func isAllowed(scheme: some Collection<UInt8>) -> Bool {
        schemes.contains(String(decoding: scheme, as: UTF8.self).lowercased())
    }

    /// Whether a browser would take these bytes for an address inside the site or one of the harmless schemes. Browsers drop
    /// leading blanks and control characters, and tabs and line ends anywhere.
    static func isHarmless(_ bytes: some Sequence<UInt8>) -> Bool {
        var scheme: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 9, 10, 13: continue
            case 0...32 where scheme.isEmpty: continue
            case 47, 63, 35: return true
            case 58: return isAllowed(scheme: scheme)
            default: scheme.append(byte)
            }
        }
        return true
    }
}
