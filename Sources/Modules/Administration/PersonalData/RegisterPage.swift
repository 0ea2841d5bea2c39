import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The register of processing (GDPR, article 30), as the modules declare what they hold.
struct RegisterPage: Page {
    let groups: [Group]

    /// A module.
    struct Group: Model {
        let id: String
        let title: Message
        let lines: [Line]
        static let fields: [Field<Group>] = [
            .text("id") { $0.id }, .message("title") { $0.title }, .list("lines") { $0.lines },
        ]
    }

    /// What one table holds for one purpose.
    struct Line: Model {
        let title, purpose, basis, period, fate: Message
        let reason: Message?
        static let fields: [Field<Line>] = [
            .message("title") { $0.title }, .message("purpose") { $0.purpose }, .message("basis") { $0.basis },
            .message("period") { $0.period }, .message("fate") { $0.fate }, .optionalMessage("reason") { $0.reason },
        ]
    }

    static let template = "administration/register.html"
    static let fields: [Field<RegisterPage>] = [.list("groups") { $0.groups }]
    static var sample: RegisterPage {
        RegisterPage(groups: [
            Group(
                id: "portal", title: tr("The portal itself"),
                lines: [
                    Line(
                        title: tr("Name"), purpose: tr("Settings"), basis: LegalBasis.duty.title,
                        period: trn("%(count)s year", "%(count)s years", 3), fate: ErasureFate.kept.title,
                        reason: tr("Settings"))
                ])
        ])
    }
}

extension RegisterPage.Line {
    init(_ holding: PersonalHolding, _ settings: SettingValues) {
        self.init(
            title: holding.title, purpose: holding.purpose, basis: holding.basis.title,
            period: holding.period.words(settings), fate: holding.fate.title, reason: holding.reason)
    }
}

extension AdministrationModule {
    func showRegister(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let application = [
            (id: "portal", title: tr("The portal itself"), tables: context.application.ownPersonalTables)
        ]
        let modules = context.application.modules.map {
            (id: type(of: $0).id, title: $0.title, tables: $0.personalData)
        }
        return .page(
            RegisterPage(
                groups: (application + modules).compactMap { id, title, tables in
                    let lines = tables.flatMap(\.holdings).map { RegisterPage.Line($0, context.settings) }
                    return lines.isEmpty ? nil : RegisterPage.Group(id: id, title: title, lines: lines)
                }))
    }
}
