import PortalDatabase
import PortalLanguage

/// What the portal's own tables hold of people.
enum KitPersonalData {
    static let tables: [PersonalTable] =
        signingIn + traces + savedFilters + [
            .nothing("role", tr("Names of roles.")), .nothing("permission", tr("What roles may do.")),
            .nothing("scope_seen", tr("Names of areas.")), .nothing("generation", tr("Counters.")),
            .nothing("setting", tr("What the association has set; a legal notice names whom it chooses to.")),
            .nothing("rate_limit", tr("How often something was tried; digests of who did.")),
            .nothing("audit_tail", tr("Where the audit log ends.")), .nothing("job", tr("When jobs run.")),
            .nothing("erasure", tr("Numbers of pseudonyms; nothing tells who stood behind one.")),
            .nothing("audit_redaction", tr("Digests of redacted lines.")),
        ]

    /// How long an audit line keeps its names where nobody is erased: the proof of who signed and changed what lasts as long as
    /// the contracts do (Code de commerce, article L123-22).
    private static let log = RetentionPeriod.with(tr("as long as the contracts it proves"))

    private static let account = tr("Signing in to the portal")
    private static let security = tr("Security: who used the portal, and when")

    private static let signingIn: [PersonalTable] = [
        .holds(
            "session",
            PersonalHolding(
                of: [.person], tr("Sessions"), purpose: account, basis: .interest, period: .days(365), fate: .deleted,
                withheld: ["id", "person_id"]
            ) { subject, _ in "person_id = \(subject.id)" }),
        .holds(
            "step_up",
            PersonalHolding(
                of: [.person], tr("Passwords typed again by programs"), purpose: account, basis: .interest,
                period: .days(1), fate: .deleted, withheld: ["person_id"]
            ) { subject, _ in "person_id = \(subject.id)" }),
        .holds(
            "api_token",
            PersonalHolding(
                of: [.person], tr("Access of programs"), purpose: account, basis: .interest, period: .days(366),
                fate: .deleted, withheld: ["person_id"]
            ) { subject, _ in "person_id = \(subject.id)" }),
        .holds(
            "person_role",
            PersonalHolding(
                of: [.person], tr("Roles held"), purpose: tr("Deciding who may do what"), basis: .interest,
                period: .with(tr("as long as the account")), fate: .deleted, withheld: ["person_id"],
                rows: { subject, _ in "person_id = \(subject.id)" },
                erase: { erasure, db in
                    for role in try Roles.held(by: erasure.subject.id, db) {
                        try Roles.take(role.id, from: erasure.subject.id, now: erasure.now, db)
                    }
                })),
    ]

    private static let traces: [PersonalTable] = [
        .holds(
            "audit_entry",
            PersonalHolding(
                of: nil, tr("Audit log: what was done, by whom, to what"), purpose: security, basis: .interest,
                period: log, fate: .anonymised,
                because: tr("Lines stay, so that the log can be verified; names and values are taken out of them."),
                withheld: ["request_id", "address"],
                rows: { subject, dialect in AuditRedaction.counted(subject, dialect) },
                // Done at the end of every erasure, for all tables at once.
                erase: { _, _ in })),
        .holds(
            "security_event",
            PersonalHolding(
                of: [.person], tr("Security log: sign-ins, failures, refusals, changed ways to sign in"),
                purpose: security, basis: .interest, period: .with(tr("as many months as the settings say")),
                fate: .deleted, withheld: ["id", "person_id", "actor_id", "actor_name", "fold"]
            ) { subject, _ in "person_id = \(subject.id)" },
            PersonalHolding(
                of: [.person], tr("What they changed of the ways in which others sign in"), purpose: security,
                basis: .interest, period: .with(tr("as many months as the settings say")), fate: .anonymised,
                because: tr("It stays known to whom it happened; who did it has no name any more."),
                withheld: ["id", "person_id", "account", "actor_id", "fold"],
                rows: { subject, _ in "actor_id = \(subject.id) AND (person_id IS NULL OR person_id <> \(subject.id))"
                },
                erase: { erasure, db in
                    try db.run(
                        """
                        UPDATE security_event SET actor_id = NULL, actor_name = \(erasure.last), address = '', device = ''
                        WHERE actor_id = \(erasure.subject.id)
                        """)
                })),
        .holds(
            "mail",
            PersonalHolding(
                of: nil, tr("E-mails"), purpose: tr("Sending and retrying e-mails"), basis: .interest,
                period: .days(30), fate: .deleted,
                rows: { subject, dialect in
                    let named = subject.words.mentioned(in: "body_text", dialect, .unique)
                    return "(LOWER(recipient) IN \(in: subject.words.emails.sorted()) OR \(sql: named))"
                })),
        .holds(
            "receipt",
            PersonalHolding(
                of: nil, tr("Answers to forms"), purpose: tr("Doing what a form asks exactly once"), basis: .interest,
                period: .days(7), fate: .anonymised, because: tr("That the form was answered stays known for a week."),
                withheld: ["request", "tag", "answer", "notices"],
                rows: { subject, dialect in
                    subject.words.mentioned(in: "(location || ' ' || notices || ' ' || answer)", dialect)
                },
                erase: { erasure, db in
                    let rows = erasure.subject.words.mentioned(
                        in: "(location || ' ' || notices || ' ' || answer)", db.dialect)
                    try db.run("UPDATE receipt SET location = '/', notices = '', answer = '' WHERE \(sql: rows)")
                })),
        .holds(
            "retention_proposal",
            PersonalHolding(
                of: nil, tr("Proposal to erase"), purpose: tr("Keeping data no longer than needed"), basis: .duty,
                period: .with(tr("until it is decided")), fate: .deleted, withheld: ["kind", "subject_id"]
            ) { subject, _ in "kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)" }),
        .holds(
            "retention_hold",
            PersonalHolding(
                of: nil, tr("Reason to keep data longer"), purpose: tr("Keeping data no longer than needed"),
                basis: .duty, period: .with(tr("until that day")), fate: .deleted,
                withheld: ["kind", "subject_id", "person_id"]
            ) { subject, _ in "kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)" }),
    ]

    private static let convenience = tr("Finding records again")

    private static let savedFilters: [PersonalTable] = [
        .holds(
            "saved_filter",
            PersonalHolding(
                of: [.person], tr("Saved filters"), purpose: convenience, basis: .interest,
                period: .with(tr("as long as the account")), fate: .deleted,
                withheld: ["owner_id", "role_id", "author_id", "name_key", "version"]
            ) { subject, _ in "owner_id = \(subject.id)" },
            PersonalHolding(
                of: nil, tr("Saved filters that name them"), purpose: convenience, basis: .interest,
                period: .with(tr("as long as whoever saved them keeps them")), fate: .deleted,
                withheld: ["owner_id", "role_id", "author_id", "name_key", "version"]
            ) { subject, dialect in subject.words.mentioned(in: "(name || ' ' || text)", dialect, .unique) },
            .reference(
                of: [.person], tr("Filters shared with a role"), purpose: convenience,
                period: .with(tr("as long as the role has them")),
                withheld: ["owner_id", "role_id", "author_id", "name_key", "version"]
            ) { subject, _ in "author_id = \(subject.id) AND owner_id IS NULL" }),
        .holds(
            "saved_filter_default",
            PersonalHolding(
                of: [.person], tr("Filters that lists open with"), purpose: convenience, basis: .interest,
                period: .with(tr("as long as the account")), fate: .deleted, withheld: ["person_id", "filter_id"]
            ) { subject, _ in "person_id = \(subject.id)" }),
        .holds(
            "list_view",
            PersonalHolding(
                of: [.person], tr("Columns chosen in lists"), purpose: convenience, basis: .interest,
                period: .with(tr("as long as the account")), fate: .deleted, withheld: ["person_id"]
            ) { subject, _ in "person_id = \(subject.id)" }),
    ]
}
