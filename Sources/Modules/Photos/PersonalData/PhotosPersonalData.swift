import PortalDatabase
public import PortalKit
import PortalLanguage

/// What this module holds of people: whoever takes, likes, shares and reports photos. Who can be seen on a photo is not recorded; they
/// report it, and it is taken down.
extension PhotosModule {
    /// Galleries.
    public var personalData: [PersonalTable] {
        let showing = tr("Showing photos to those they are meant for")
        let always = RetentionPeriod.with(tr("as long as the photo"))
        return [
            .holds(
                "photo_collection",
                .reference(
                    of: [.person], tr("Collections put into the trash"), purpose: showing, period: .days(30)
                ) { subject, _ in "trashed_by = \(subject.id)" }),
            .holds(
                "photo_album",
                .reference(of: [.person], tr("Albums put into the trash"), purpose: showing, period: .days(30)) {
                    subject, _ in "trashed_by = \(subject.id)"
                }),
            .holds(
                "photo",
                PersonalHolding(
                    of: [.person], tr("Photos taken, added or named"), purpose: showing, basis: .interest,
                    period: always, fate: .anonymised,
                    because: tr("The photos stay; a pseudonym replaces the author’s name and names in captions."),
                    withheld: ["placeholder", "sha256", "renditions", "rendition", "attempts", "fault", "next_try_at"],
                    rows: Self.ofPerson, erase: { erasure, db in try Self.clean(erasure, db) })),
            .nothing("photo_word", tr("The words by which photos are found: made anew with the photo.")),
            .holds(
                "photo_favourite",
                PersonalHolding(
                    of: [.person], tr("Favourite photos"), purpose: tr("Finding them again"), basis: .interest,
                    period: .with(tr("as long as the account")), fate: .deleted, withheld: ["person_id"]
                ) { subject, _ in "person_id = \(subject.id)" }),
            .holds(
                "photo_link",
                PersonalHolding(
                    of: [.person], tr("Share links made"), purpose: showing, basis: .interest, period: always,
                    fate: .anonymised, because: tr("Names are taken out of the labels; the links go on."),
                    rows: { subject, _ in "created_by = \(subject.id)" },
                    erase: { erasure, db in
                        for row in try db.rows(
                            "SELECT id, label FROM photo_link WHERE created_by = \(erasure.subject.id)")
                        {
                            let (id, label): (Int64, String) = (try row.get("id"), try row.get("label"))
                            try db.run("UPDATE photo_link SET label = \(erasure.cleaned(label)) WHERE id = \(id)")
                        }
                    })),
            .holds("photo_report", report),
            .holds(
                "photo_upload",
                PersonalHolding(
                    of: [.person], tr("Uploads going on"), purpose: showing, basis: .interest, period: .days(2),
                    fate: .deleted, withheld: ["person_id"]
                ) { subject, _ in "person_id = \(subject.id)" }),
            .nothing("photo_move", tr("Files that are being moved.")),
        ]
    }

    private var report: PersonalHolding {
        PersonalHolding(
            of: nil, tr("Reports of photos"), purpose: tr("Taking photos down at the wish of who is on them"),
            basis: .duty, period: .with(tr("as long as the photo")), fate: .anonymised,
            because: tr("That a photo was reported, and what was decided, stays; who and why does not."),
            withheld: ["decided_by"], rows: Self.reported,
            erase: { erasure, db in
                let rows = Self.reported(erasure.subject, db.dialect)
                try db.run("UPDATE photo_report SET contact = '', reason = '' WHERE \(sql: rows)")
            })
    }

    @Sendable private static func reported(_ subject: DataSubject, _ dialect: Dialect) -> SQL {
        let contact: SQL = "LOWER(contact) IN \(in: subject.words.emails.sorted())"
        return subject.kind == .person ? "(reporter_id = \(subject.id) OR \(sql: contact))" : contact
    }

    @Sendable private static func ofPerson(_ subject: DataSubject, _ dialect: Dialect) -> SQL {
        let named = subject.words.mentioned(in: "(author || ' ' || caption)", dialect)
        return """
            (uploader_id = \(subject.id) OR author_id = \(subject.id) OR trashed_by = \(subject.id) OR \(sql: named))
            """
    }

    /// The photos stay, with a pseudonym for their author.
    private static func clean(_ erasure: Erasure, _ db: any Connection) throws {
        let rows = ofPerson(erasure.subject, db.dialect)
        let photos = try db.rows("SELECT id, author, author_id, caption, file_name FROM photo WHERE \(sql: rows)")
        for row in photos {
            let (id, author): (Int64, String) = (try row.get("id"), try row.get("author"))
            let isTheirs = try row.get("author_id", as: Int64?.self) == erasure.subject.id
            let words = erasure.subject.words
            let newAuthor = isTheirs ? erasure.pseudonym : words.replaced(in: author, by: erasure.pseudonym)
            let caption = words.replaced(in: try row.get("caption"), by: erasure.pseudonym)
            try db.run(
                """
                UPDATE photo SET author = \(newAuthor), caption = \(caption), version = version + 1,
                    updated_at = \(erasure.now)
                WHERE id = \(id)
                """)
            try WordIndex.photo.set(PhotoIngest.words(caption, newAuthor, row.get("file_name")).all, of: id, db)
        }
    }
}
