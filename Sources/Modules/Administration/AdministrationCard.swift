import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    /// How many people there are, and what needs somebody's attention.
    func homeCards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] {
        var cards: [HomeCard] = []
        if context.maySome(.read, .person) {
            let accounts = try db.value(
                """
                SELECT COUNT(*) AS n FROM person JOIN account AS a ON a.person_id = person.id AND a.disabled_at IS NULL
                WHERE person.archived_at IS NULL AND \(sql: context.visible(.read, .person))
                """, as: Int.self)
            var lines = [trn("%(count)s active account", "%(count)s active accounts", accounts ?? 0)]
            if context.maySome(.read, .role) {
                let roles = try db.value(
                    "SELECT COUNT(*) AS n FROM role WHERE \(sql: context.visible(.read, .role))", as: Int.self)
                lines.append(RolesPage.counted(roles ?? 0))
            }
            cards.append(HomeCard(tr("People"), icon: "people", path: "/administration/people", lines: lines))
        }
        if context.may(.read, .settings) {
            let mails =
                try db.value(
                    "SELECT COUNT(*) AS n FROM mail WHERE \(sql: MailState.failed.condition)", as: Int.self) ?? 0
            let jobs = try db.value("SELECT COUNT(*) AS n FROM job WHERE failures > 0", as: Int.self) ?? 0
            if mails > 0 {
                cards.append(
                    HomeCard(
                        tr("E-mails"), icon: "mail", path: "/administration/mails?state=failed",
                        lines: [
                            trn(
                                "%(count)s e-mail could not be delivered", "%(count)s e-mails could not be delivered",
                                mails
                            )
                        ]))
            }
            if jobs > 0 {
                cards.append(
                    HomeCard(
                        tr("Jobs"), icon: "warning", path: "/administration/jobs",
                        lines: [trn("%(count)s job is failing", "%(count)s jobs are failing", jobs)]))
            }
        }
        return cards
    }
}
