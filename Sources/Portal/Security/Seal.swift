/// Makes short values that the portal gives away and knows again: a cookie, an unsubscribe link. Anyone can read them,
/// nobody can make or change them. The text needs no escaping in cookies and URLs.
public struct Seal: Sendable {
    /// Longer texts are not looked at: no cookie is longer.
    public static let maximumBytes = 4096

    private let key: SecretKey

    /// For one purpose; what another purpose sealed is refused.
    public init(key: SecretKey, purpose: String) {
        self.key = key.bound(to: "seal:" + purpose)
    }

    /// `value`, an end and the code over both. `until` is in seconds since 1970 (UTC); nil means without end.
    public func seal(_ value: String, until: Int64? = nil) -> String {
        let body = Base64URL.encode(Array(value.utf8)) + "." + (until.map { String($0) } ?? "")
        return body + "." + code(for: body)
    }

    /// The value, if we sealed this text for this purpose and its end is still to come. `now` is in seconds since 1970
    /// (UTC).
    public func open(_ text: String, now: Int64) -> String? {
        guard text.utf8.count <= Self.maximumBytes else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, ConstantTime.equal(code(for: parts[0] + "." + parts[1]), String(parts[2])),
            let bytes = Base64URL.decode(String(parts[0]))
        else { return nil }
        if !parts[1].isEmpty {
            guard let until = Int64(parts[1]), now < until else { return nil }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private func code(for body: some StringProtocol) -> String {
        Base64URL.encode(key.authenticationCode(for: Array(body.utf8)))
    }
}
