import PortalDatabase
import PortalLanguage
public import PortalTemplates

/// The filters that are kept beside a list, as links.
public struct SavedFiltersView: Model {
    var chips: [SavedFilterChip] = []
    /// Where the filter of the moment is saved; empty where there is none.
    var saveUrl = ""
    /// Where those that there are are changed.
    var manageUrl = ""

    /// The list without any filter: where it opens with one, its bare address would not show that.
    public func clear(_ url: String) -> String {
        guard !url.isEmpty, !url.contains("?"), chips.contains(where: \.isDefault) else { return url }
        return url + "?filter="
    }

    /// What its partial may name.
    public static let fields: [Field<SavedFiltersView>] = [
        .list("chips") { $0.chips }, .text("saveUrl") { $0.saveUrl }, .text("manageUrl") { $0.manageUrl },
    ]
}

/// One of them.
struct SavedFilterChip: Model {
    let name, role, url: String
    let isCurrent, isDefault: Bool

    static let fields: [Field<SavedFilterChip>] = [
        .text("name") { $0.name }, .text("role") { $0.role }, .text("url") { $0.url },
        .flag("isCurrent") { $0.isCurrent }, .flag("isDefault") { $0.isDefault },
    ]
}

/// One of them, where they are changed.
struct SavedFilterRow: Model {
    let chip: SavedFilterChip
    let text: String
    /// Its address; it is changed there by who may.
    let path: String
    let mayChange, isVisible: Bool

    static let fields: [Field<SavedFilterRow>] = [
        .text("name") { $0.chip.name }, .text("role") { $0.chip.role }, .text("url") { $0.chip.url },
        .flag("isDefault") { $0.chip.isDefault }, .text("text") { $0.text }, .text("path") { $0.path },
        .flag("mayChange") { $0.mayChange }, .flag("isVisible") { $0.isVisible },
    ]
}

/// The filters kept beside a list, and the form that keeps one more; or the form that changes one.
public struct SavedFiltersPage: Page {
    let title: Message
    let listUrl, filtersUrl, action: String
    let rows: [SavedFilterRow]
    /// Whether one is changed, and not saved anew.
    let isChange: Bool
    let form: SavedFilterForm
    let errors: FieldErrors
    let roles: [Choice]
    /// What somebody else has made of it meanwhile.
    let stored: SavedFilterForm?

    /// Its template.
    public static let template = "filters/saved.html"
    /// What it may name.
    public static let fields: [Field<SavedFiltersPage>] = [
        .message("title") { $0.title }, .text("listUrl") { $0.listUrl }, .text("filtersUrl") { $0.filtersUrl },
        .text("action") { $0.action }, .list("rows") { $0.rows }, .flag("isChange") { $0.isChange },
        .list("errors") { $0.errors.lines(SavedFilterForm.labels) },
        .model("name") { $0.errors.view("name", $0.form.name) },
        .model("text") { $0.errors.view("text", $0.form.text) }, .model("role") { $0.errors.view("role", "") },
        .text("version") { $0.form.version }, .list("roles") { $0.roles },
        .number("longest") { _ in FilterQuery.longest }, .number("longestName") { _ in SavedFilterForm.longestName },
        .flag("isOutdated") { $0.stored != nil }, .text("storedName") { $0.stored?.name ?? "" },
        .text("storedText") { $0.stored?.text ?? "" },
    ]
    /// An invented one.
    public static var sample: SavedFiltersPage {
        let chip = SavedFilterChip(
            name: "Nantes", role: "Management", url: "/clients?filter=town", isCurrent: false, isDefault: true)
        return SavedFiltersPage(
            title: tr("Clients"), listUrl: "/clients", filtersUrl: "/clients/filters", action: "/clients/filters",
            rows: [
                SavedFilterRow(
                    chip: chip, text: "town = Nantes", path: "/clients/filters/1", mayChange: true, isVisible: true)
            ], isChange: true, form: SavedFilterForm(Fields()),
            errors: FieldErrors("name", tr("Please fill this in.")),
            roles: [Choice("", tr("Nobody"), selected: true)], stored: SavedFilterForm(Fields()))
    }
}

extension SavedFilterController {
    /// What there is, and the form that keeps one more.
    func page(_ form: SavedFilterForm, _ errors: FieldErrors, _ context: RequestContext, _ db: any Connection) throws
        -> SavedFiltersPage
    {
        guard let person = context.actor.id else { throw Failure.signIn }
        let visible = Set(try SavedFilter.of(person, list: scope.name, db).map(\.id))
        let rows = try SavedFilter.of(person, list: scope.name, all: true, db).compactMap { filter in
            let mayChange = try mayChange(filter, context, db)
            guard mayChange || visible.contains(filter.id) else { return nil as SavedFilterRow? }
            return SavedFilterRow(
                chip: SavedFilterChip(
                    name: filter.name, role: filter.role?.name ?? "", url: context.url(address(filter.text)),
                    isCurrent: false, isDefault: filter.isDefault), text: filter.text,
                path: context.url("\(path)/filters/\(filter.id)"), mayChange: mayChange,
                isVisible: visible.contains(filter.id))
        }
        return try page(context.url(path + "/filters"), rows, isChange: false, form, errors, context, db)
    }

    /// The form that changes one.
    func page(
        _ filter: SavedFilter, _ form: SavedFilterForm, _ errors: FieldErrors, isOutdated: Bool = false,
        _ context: RequestContext, _ db: any Connection
    ) throws -> SavedFiltersPage {
        var form = form
        // Sent again, it stores what it says.
        if isOutdated { form.version = String(filter.version) }
        return try page(
            context.url("\(path)/filters/\(filter.id)"), [], isChange: true, form, errors,
            stored: isOutdated ? SavedFilterForm(filter) : nil, context, db)
    }

    private func page(
        _ action: String, _ rows: [SavedFilterRow], isChange: Bool, _ form: SavedFilterForm, _ errors: FieldErrors,
        stored: SavedFilterForm? = nil, _ context: RequestContext, _ db: any Connection
    ) throws -> SavedFiltersPage {
        SavedFiltersPage(
            title: title, listUrl: context.url(path), filtersUrl: context.url(path + "/filters"), action: action,
            rows: rows, isChange: isChange, form: form, errors: errors,
            roles: [Choice("", trc("filter", "Nobody: for myself"), selected: form.role.isEmpty)]
                + (try roles(context, db).map { Choice($0.name, named: $0.name, selected: $0.name == form.role) }),
            stored: stored)
    }
}
