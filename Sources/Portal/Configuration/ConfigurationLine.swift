/// A key of the configuration as it holds now: what `portal config` prints.
public struct ConfigurationLine: Sendable, Hashable {
    /// Where a value came from; the first that has one wins.
    public enum Origin: Sendable, Hashable, CustomStringConvertible {
        /// An option of the command.
        case commandLine
        /// An environment variable.
        case environment
        /// A line of the file `.env`.
        case file(line: Int)
        /// Made at the first start and kept in this file.
        case generated(String)
        /// What holds when nobody says anything.
        case standard

        /// The origin in words.
        public var description: String {
            switch self {
            case .commandLine: "command line"
            case .environment: "environment"
            case .file(let line): ".env, line \(line)"
            case .generated(let path): path
            case .standard: "default"
            }
        }
    }

    /// `PORTAL_PORT`.
    public let name: String
    /// What it is for, in one sentence.
    public let meaning: String
    /// What holds, secrets masked.
    public let value: String
    /// Where it came from.
    public let origin: Origin
}

/// How much of a value may be shown.
package enum Secrecy: Sendable {
    /// All of it.
    case open
    /// Nothing.
    case whole
    /// All but the password of an address.
    case password

    static let mask = "********"

    func shown(_ value: String) -> String {
        if value.isEmpty { return value }
        switch self {
        case .open: return value
        case .whole: return Self.mask
        case .password: return Self.withoutPassword(value)
        }
    }

    /// `postgresql://user:********@host/name?sslpassword=********`.
    private static func withoutPassword(_ url: String) -> String {
        let query = url.firstIndex(of: "?") ?? url.endIndex
        var shown = String(url[..<query])
        if let mark = shown.firstRange(of: "://") {
            // A password may hold a slash that should have been escaped: better too much is masked than too little.
            let authority = shown[mark.upperBound...]
            if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
                shown.replaceSubrange(shown.index(after: colon)..<at, with: mask)
            }
        }
        guard query < url.endIndex else { return shown }
        let pieces = url[url.index(after: query)...].split(separator: "&", omittingEmptySubsequences: false).map {
            piece in
            let name = piece.prefix { $0 != "=" }
            return name.lowercased().hasSuffix("password") ? "\(name)=\(mask)" : String(piece)
        }
        return shown + "?" + pieces.joined(separator: "&")
    }
}
