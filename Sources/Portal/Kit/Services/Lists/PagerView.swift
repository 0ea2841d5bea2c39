public import PortalLanguage
public import PortalTemplates

/// What stands below a list: where one is in it, and the ways on. Shown by `partials/pager.html`.
public struct PagerView: Model {
    /// The first row shown, from 1; 0 in an empty list.
    public let from: Int
    /// The last row shown.
    public let to: Int
    /// How many there are, in words.
    public let total: Message
    /// The page before; empty on the first.
    public let previousUrl: String
    /// The page after; empty on the last.
    public let nextUrl: String
    /// The first, the last and those around this one; none when all fits on one page.
    public let pages: [PageLink]

    /// What its partial may name.
    public static let fields: [Field<PagerView>] = [
        .number("from") { $0.from }, .number("to") { $0.to }, .message("total") { $0.total },
        .text("previousUrl") { $0.previousUrl }, .text("nextUrl") { $0.nextUrl }, .list("pages") { $0.pages },
    ]
}

/// One number of a pager, or the gap between two.
public struct PageLink: Model {
    /// The page; 0 for a gap.
    public let number: Int
    /// Its address.
    public let url: String
    /// Whether it is the one being looked at.
    public let current: Bool
    /// Whether it stands for several that are left out.
    public let gap: Bool

    /// What its partial may name.
    public static let fields: [Field<PageLink>] = [
        .number("number") { $0.number }, .text("url") { $0.url }, .flag("current") { $0.current },
        .flag("gap") { $0.gap },
    ]
}

extension ListQuery {
    /// The pager of this page; `counted` puts a number of rows into words.
    ///
    /// - Throws: 404 for a page beyond the last.
    public func pager(_ total: ListTotal, _ counted: (Int) -> Message) throws(Failure) -> PagerView {
        // Where more rows follow than were counted, the next page is known to be there, and no page behind it.
        let known = min(total.count + (total.isMore ? 1 : 0), Self.reach)
        let last = max((known - 1) / size + 1, 1)
        guard page <= last else { throw .notFound }
        return PagerView(
            from: total.count == 0 ? 0 : offset + 1, to: min(offset + size, known), total: total.words(counted),
            previousUrl: page > 1 ? pageUrl(page - 1) : "", nextUrl: page < last ? pageUrl(page + 1) : "",
            pages: last > 1 ? links(last) : [])
    }

    private func links(_ last: Int) -> [PageLink] {
        let shown = Set([1, page - 1, page, page + 1, last]).filter { (1...last).contains($0) }.sorted()
        var links: [PageLink] = []
        for number in shown {
            if let before = links.last, number - before.number > 1 {
                // A gap of one page is no shorter than its number.
                links.append(
                    number - before.number == 2
                        ? link(number - 1) : PageLink(number: 0, url: "", current: false, gap: true))
            }
            links.append(link(number))
        }
        return links
    }

    private func link(_ number: Int) -> PageLink {
        PageLink(number: number, url: pageUrl(number), current: number == page, gap: false)
    }
}
