/// What a browser's long name means to a person.
public enum DeviceName {
    /// `Firefox, Linux`; what calls itself otherwise, as it does, cut short.
    public static func of(_ userAgent: String?) -> String {
        guard let userAgent else { return "" }
        let found = [browsers, systems].compactMap { list in list.first { userAgent.contains($0.0) }?.1 }
        return found.isEmpty ? String(userAgent.prefix(60)) : found.joined(separator: ", ")
    }

    private static let browsers = [
        ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]
}
