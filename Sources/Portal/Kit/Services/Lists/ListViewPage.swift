import PortalDatabase
import PortalLanguage
import PortalTemplates

/// The page on which somebody chooses how they see a list.
struct ListViewPage: Page {
    let title: Message
    let columns, densities: [Choice]
    let action, listUrl, backUrl, back: String

    static let template = "lists/view.html"
    static let fields: [Field<ListViewPage>] = [
        .message("title") { $0.title }, .list("columns") { $0.columns }, .list("densities") { $0.densities },
        .text("action") { $0.action }, .text("listUrl") { $0.listUrl }, .text("backUrl") { $0.backUrl },
        .text("back") { $0.back },
    ]

    static func densities(isDense: Bool) -> [Choice] {
        [
            Choice("usual", trc("lines", "Comfortable"), selected: !isDense),
            Choice("dense", trc("lines", "Close together"), selected: isDense),
        ]
    }

    static var sample: ListViewPage {
        ListViewPage(
            title: tr("Clients"),
            columns: [Choice("company", tr("Company"), selected: true), Choice("trade", tr("Trade"), selected: false)],
            densities: densities(isDense: false), action: "/clients/view", listUrl: "/clients", backUrl: "/clients",
            back: "/clients")
    }
}

/// What that page sends: the ticked columns, how close the lines are; or that everything shall be as usual again.
struct ListViewForm: Form {
    let columns: [String]
    let isDense, isUsual: Bool
    let back: String
    static let names = ["density", "usual", "back"]
    static let lists = ["column"]
    init(_ fields: Fields) {
        columns = fields.all("column")
        isDense = fields["density"] == "dense"
        isUsual = fields.has("usual")
        back = fields["back"]
    }
}

extension RecordList {
    /// Where whoever has signed in and may see the list chooses how they see it.
    public func viewRoutes(_ access: Access) -> [Route] {
        let access = Access.all([.signedIn, access])
        return [
            .get(path + "/view", access, showView), .post(path + "/view", access, bodyLimit: Route.smallBody, saveView),
        ]
    }

    private func showView(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let view = try ListView.chosen(path, context, db)
        let shown = Set(view.columns(of: columns).map(\.name))
        let back = Escape.back(context.request.query["back"], within: path)
        return .page(
            ListViewPage(
                title: title,
                // What a line is about stays, so the first column is not offered.
                columns: columns.dropFirst().map {
                    Choice($0.name, $0.label, selected: shown.contains($0.name))
                },
                densities: ListViewPage.densities(isDense: view.isDense), action: context.url(path + "/view"),
                listUrl: context.url(path),
                backUrl: context.url(back), back: back))
    }

    private func saveView(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ListViewForm = try context.form()
        guard let person = context.actor.id else { throw Failure.signIn }
        if form.isUsual {
            try ListView.forget(of: person, list: path, db)
        } else {
            let known = columns.map(\.name).filter { form.columns.contains($0) }
            try ListView(columns: Set(known), isDense: form.isDense).keep(for: person, list: path, db)
        }
        return .seeOther(Escape.back(form.back, within: path))
    }
}
