import PortalLanguage
public import PortalTemplates

/// A form that was sent before with something else in it: nothing is stored, what was typed stands here, and one button sends it as a
/// form of its own.
public struct SentAgainPage: Page {
    let action, back: String
    let fields: [HiddenField]
    /// What was typed, for people to read.
    let typed: [HiddenField]
    /// Whether it can be sent from here: files cannot be kept, and passwords are not written into a page.
    let isWhole: Bool

    public static let template = "errors/sent-again.html"
    public static let fields: [Field<SentAgainPage>] = [
        .text("action") { $0.action }, .text("back") { $0.back }, .list("fields") { $0.fields },
        .list("typed") { $0.typed }, .flag("isWhole") { $0.isWhole },
    ]
    public static var sample: SentAgainPage {
        let field = HiddenField(name: "last_name", value: "Lefèvre")
        return SentAgainPage(action: "/clients", back: "/clients", fields: [field], typed: [field], isWhole: true)
    }
}

extension SentAgainPage {
    init(_ context: RequestContext) {
        let sent = context.request.form.pairs.filter { !$0.name.hasPrefix("_") }
        let shown = sent.filter { !Self.isSecret($0.name) }
        let hasFiles = context.request.header("content-type")?.lowercased().hasPrefix("multipart/") == true
        self.init(
            action: context.url(context.request.pathAndQuery), back: context.url("/"),
            fields: shown.map { HiddenField(name: $0.name, value: $0.value) },
            typed: shown.filter { !$0.value.isEmpty && $0.name != "version" }
                .map { HiddenField(name: $0.name, value: $0.value) },
            isWhole: !hasFiles && shown.count == sent.count)
    }

    private static func isSecret(_ name: String) -> Bool { name.hasPrefix("password") || name.hasPrefix("current") }
}
