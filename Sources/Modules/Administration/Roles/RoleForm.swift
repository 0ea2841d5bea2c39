import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A role's name and colour, as typed.
struct RoleForm: Form {
    let name, colour, version: String
    static let names = ["name", "colour", "version"]
    init(_ fields: Fields) {
        name = fields["name"].tidied
        colour = fields["colour"]
        version = fields["version"]
    }

    /// The checked name and colour; throws everything that is wrong at once.
    func role() throws(FieldErrors) -> (name: String, colour: RoleColour) {
        var errors = FieldErrors()
        if !(1...64).contains(name.count) {
            errors["name"] = RoleError.invalid("name").words
        } else if !name.unicodeScalars.contains(where: \.properties.isAlphabetic),
            !name.utf8.contains(where: { (48...57).contains($0) })
        {
            // Links name a role by its name: one of dots alone would lead elsewhere.
            errors["name"] = tr("A name needs a letter or a digit.")
        } else if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            errors["name"] = tr("A name cannot contain this character.")
        }
        let chosen = colour.isEmpty ? .grey : RoleColour(rawValue: colour)
        if chosen == nil { errors["colour"] = tr("Choose one of the colours.") }
        try errors.check()
        return (name, chosen ?? .grey)
    }
}

/// The form of a role: a new one, or one to be changed.
struct RoleEdit: Page {
    /// What it is called; empty for a new one.
    let role, url, action, version: String
    let name: FieldView
    let nameFixed: Bool
    let colours: [Choice]
    let colourError: Message?
    let errors: [ErrorLine]

    static let template = "administration/role-edit.html"
    static let fields: [Field<RoleEdit>] = [
        .text("role") { $0.role }, .text("url") { $0.url }, .text("action") { $0.action },
        .text("version") { $0.version },
        .model("name") { $0.name }, .flag("nameFixed") { $0.nameFixed }, .list("colours") { $0.colours },
        .optionalMessage("colourError") { $0.colourError }, .list("errors") { $0.errors },
    ]
    static var sample: RoleEdit {
        RoleEdit(
            role: "Commercial", url: "/administration/roles/commercial", action: "/administration/roles/commercial",
            version: "2",
            name: FieldView("", error: RoleError.invalid("name").words), nameFixed: false,
            colours: RoleColour.allCases.map { Choice($0.rawValue, $0.words, selected: $0 == .blue) }, colourError: nil,
            errors: FieldErrors("name", RoleError.invalid("name").words).lines(["name": tr("Name")]))
    }

    static let labels: [String: Message] = ["name": tr("Name"), "colour": tr("Colour")]
}

extension RoleEdit {
    init(_ form: RoleForm, of role: Role? = nil, wrong errors: FieldErrors = FieldErrors(), _ context: RequestContext) {
        let path = role?.path ?? "/administration/roles"
        self.init(
            role: role?.name ?? "", url: context.url(path), action: context.url(path),
            version: role.map { String($0.version) } ?? "",
            name: errors.view("name", form.name), nameFixed: role?.id == Role.publicID,
            colours: RoleColour.allCases.map {
                Choice(
                    $0.rawValue, $0.words,
                    selected: $0.rawValue == (form.colour.isEmpty ? RoleColour.grey.rawValue : form.colour))
            },
            colourError: errors["colour"], errors: errors.lines(Self.labels))
    }
}
