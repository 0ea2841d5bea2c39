import PortalLanguage
import PortalTemplates
import Synchronization

/// The help of a list's filter box: examples, operators, and the fields that whoever asks can use.
struct FilterHelp: Page {
    let lines: [FilterFieldView]
    let examples: [FilterExample]

    static let template = "lists/filter-help.html"
    static let fields: [Field<FilterHelp>] = [.list("lines") { $0.lines }, .list("examples") { $0.examples }]
    static var sample: FilterHelp {
        FilterHelp(
            lines: [FilterFieldView(name: "town", other: "ville", label: tr("Town"), kind: FilterKind.text().words)],
            examples: [FilterExample("town = Nantes", tr("Only those in Nantes"))])
    }
}

/// Drawn once for all who have the same rights and language: it was a tenth of a list's time. It goes with the assets that it was drawn from.
public final class FilterHelpCache: Sendable {
    /// Rights are few; whoever changes them a thousand times begins anew.
    private static let most = 200

    private struct Key: Hashable {
        let path, language: String
        let grants: [String: [Grant]]
    }

    private let known = Mutex<[Key: Markup]>([:])

    func markup(
        _ filter: ListFilter, _ path: String, _ examples: [FilterExample], _ context: RequestContext
    ) throws -> Markup {
        let grants = context.actor.grants
        let key = Key(path: path, language: context.language.code, grants: grants.byScope)
        let isShared = grants.reach == nil
        if isShared, let markup = known.withLock({ $0[key] }) { return markup }
        let assets = context.application.assetStore.assets
        let lines = filter.catalogue().lines(for: filter.asker, inFrench: context.language.code.hasPrefix("fr"))
        let page = FilterHelp(lines: lines, examples: examples)
        let layout = Layout(context, page: page, notices: [], assets: assets)
        let html = try assets.templates.render(page, layout: layout, in: context.language)
        let markup = Markup(html: String(decoding: html, as: UTF8.self))
        if isShared {
            known.withLock { known in
                if known.count >= Self.most { known.removeAll() }
                known[key] = markup
            }
        }
        return markup
    }
}
