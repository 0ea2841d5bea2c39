import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// What this module holds of people.
extension AccountsModule {
    /// Years after which an account that nobody uses is proposed to be erased.
    public static let idleYears = RetentionPeriod.setting(
        "accounts.retention.idle", title: tr("Erase unused accounts after (years)"),
        help: tr("Proposed, never done by itself. Recommended by the CNIL: 2 years without signing in."), years: 2)

    /// Years after which an account that was closed is proposed to be erased.
    public static let endedYears = RetentionPeriod.setting(
        "accounts.retention.ended", title: tr("Erase closed accounts and former members after (years)"),
        help: tr("Proposed, never done by itself. Recommended by the CNIL: 3 years."), years: 3)

    /// The periods.
    public var settings: [any AnySetting] { [Self.idleYears, Self.endedYears] }

    /// People, their accounts, and what is on its way to becoming one.
    public var personalData: [PersonalTable] {
        let purpose = tr("Knowing who the members are, and reaching them")
        return [
            .holds(
                "person",
                PersonalHolding(
                    of: [.person], tr("Identity and e-mail address"), purpose: purpose, basis: .contract,
                    period: .years(Self.endedYears), fate: .anonymised,
                    because: tr("What they did for contracts and events stays, under a pseudonym."),
                    rows: { subject, _ in "id = \(subject.id)" }, erase: Self.anonymise)),
            .holds(
                "account",
                PersonalHolding(
                    of: [.person], tr("User name and password"), purpose: tr("Signing in"), basis: .contract,
                    period: .years(Self.idleYears), fate: .deleted, withheld: ["id", "person_id"]
                ) { subject, _ in "person_id = \(subject.id)" }),
            .holds(
                "account_token",
                PersonalHolding(
                    of: [.person], tr("Links sent by e-mail"), purpose: tr("Signing in"), basis: .contract,
                    period: .days(14), fate: .deleted, withheld: ["id", "person_id"]
                ) { subject, _ in "person_id = \(subject.id)" }),
            .holds(
                "reset_request",
                PersonalHolding(
                    of: nil, tr("Wishes for a new password"), purpose: tr("Signing in"), basis: .contract,
                    period: .days(1), fate: .deleted, withheld: ["id"]
                ) { subject, _ in "LOWER(email) IN \(in: subject.words.emails.sorted())" }),
            .holds(
                "registration",
                PersonalHolding(
                    of: nil, tr("Unfinished registrations"), purpose: tr("Checking the address of whoever registers"),
                    basis: .contract, period: .days(7), fate: .deleted, withheld: ["id"]
                ) { subject, _ in "LOWER(email) IN \(in: subject.words.emails.sorted())" }),
        ]
    }

    @Sendable private static func anonymise(_ erasure: Erasure, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE person SET first_name = \(erasure.first), last_name = \(erasure.last), email = NULL, email_key = NULL,
                email_verified_at = NULL, search_name = \("\(erasure.last) \(erasure.first)".folded), language = NULL,
                theme = 'auto', updated_at = \(erasure.now), version = version + 1,
                archived_at = COALESCE(archived_at, \(erasure.now))
            WHERE id = \(erasure.subject.id)
            """)
    }
}

/// One’s own data, on one’s own pages.
extension AccountsModule {
    var personalDataRoutes: [Route] {
        PersonalDataController.routes(below: "/profile", .signedIn, subject, erase: nil)
    }

    private func subject(_ context: RequestContext) throws(Failure) -> PersonalDataController {
        guard let person = context.actor.id else { throw .signIn }
        return PersonalDataController(.person, person, isOwn: true, listPath: "/profile", listTitle: tr("My profile"))
    }
}
