import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The people, page by page, with their roles.
struct PeoplePage: Page {
    let tabs: [ListTab]
    let view, query, clearUrl: String
    let chosen: Int
    let exportUrl, back: String
    let roles: [Choice]
    let heads: [SortHeader]
    let rows: [PersonRow]
    let filter: FilterView
    /// What can be done to the ticked ones; nil where the visitor may do nothing.
    let bulk: BulkBar?
    let count: Message
    let pager: PagerView?
    let mayCreate, filtered: Bool

    static let template = "administration/people.html"
    static let fields: [Field<PeoplePage>] = [
        .list("tabs") { $0.tabs }, .text("view") { $0.view }, .text("query") { $0.query },
        .text("clearUrl") { $0.clearUrl }, .number("chosen") { $0.chosen },
        .text("exportUrl") { $0.exportUrl }, .text("back") { $0.back }, .list("roles") { $0.roles },
        .list("heads") { $0.heads },
        .list("rows") { $0.rows }, .message("count") { $0.count }, .optionalModel("pager") { $0.pager },
        .model("filter") { $0.filter }, .optionalModel("bulk") { $0.bulk },
        .flag("mayCreate") { $0.mayCreate }, .flag("filtered") { $0.filtered },
    ]
    static var sample: PeoplePage {
        PeoplePage(
            tabs: [ListTab(PeopleView.active.words, url: "/administration/people", isCurrent: true)], view: "active",
            query: "zoe",
            clearUrl: "/administration/people", chosen: 1, exportUrl: "/administration/people.csv?q=zoe",
            back: "/administration/people?q=zoe",
            roles: [Choice("", tr("All roles"), selected: true)], heads: [], rows: [.sample], filter: .sample,
            bulk: .sample,
            count: counted(1), pager: nil, mayCreate: true, filtered: true)
    }

    static func counted(_ count: Int) -> Message { trn("%(count)s person", "%(count)s people", count) }
}

/// One person in a list.
struct PersonRow: Model {
    let id: Int
    /// How addresses and selections name the person.
    let key: String
    let name, url, initials: String
    let email, username: String
    let state: Message?
    let seenAt: Instant?
    let roles: [RoleView]
    /// The address of this page with the row's palette open; empty for whoever may not give roles, or where it is open.
    let giveUrl: String
    /// The roles that may be given now, where the palette is open.
    let palette: [Choice]
    let rolesUrl: String

    static let fields: [Field<PersonRow>] = [
        .number("id") { $0.id }, .text("key") { $0.key }, .text("name") { $0.name }, .text("url") { $0.url },
        .text("initials") { $0.initials },
        .text("email") { $0.email }, .text("username") { $0.username }, .optionalMessage("state") { $0.state },
        .optionalInstant("seenAt") { $0.seenAt }, .list("roles") { $0.roles }, .text("giveUrl") { $0.giveUrl },
        .list("palette") { $0.palette }, .text("rolesUrl") { $0.rolesUrl },
    ]
    static var sample: PersonRow {
        PersonRow(
            id: 12, key: "zlefevre", name: "Zoé Lefèvre", url: "/administration/people/zlefevre", initials: "ZL",
            email: "zoe@example.org",
            username: "zlefevre", state: trc("people", "Disabled"), seenAt: Instant(seconds: 1_795_000_000),
            roles: [.sample],
            giveUrl: "/administration/people?give=zlefevre",
            palette: [Choice("support", named: "Support", selected: false)],
            rolesUrl: "/administration/people/zlefevre/roles")
    }
}
