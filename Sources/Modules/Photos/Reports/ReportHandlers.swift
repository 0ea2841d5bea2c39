import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension RateRule {
    /// Photos reported by one person or from one address: five at once, then one every ten minutes.
    static let report = RateRule("photo-report", burst: 5, interval: 600)
}

extension PhotosModule {
    func askReport(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try reportPage(ReportForm(Fields()), FieldErrors(), context, db))
    }

    /// Takes a photo down until somebody decides.
    func report(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ReportForm = try context.form()
        var errors = FieldErrors()
        let (reason, contact) = form.checked(isVisitor: context.actor.isVisitor, &errors)
        guard errors.isEmpty else { return .page(try reportPage(form, errors, context, db), status: 422) }
        try context.demand(.report, key: context.limitKey, db)
        let photo = try photo(context, db)
        let album = try album(context, db)
        let report = Reports.Report(
            photoID: photo.id, reason: reason, contact: contact, reporter: context.actor.id, createdAt: context.now)
        let isHidden = try Reports.add(report, photo, in: album, db)
        try context.record("report", "photo", id: photo.id, label: album.path + "/" + photo.fileName, db)
        return HandlerResponse.seeOther(album.url).noticing(
            .good,
            isHidden
                ? tr("Thank you. Nobody sees this photo any more until somebody has decided on it.")
                : tr("Thank you. Somebody will look at this photo again; it was found to be in order before."))
    }

    private func reportPage(_ form: ReportForm, _ errors: FieldErrors, _ context: RequestContext, _ db: any Connection)
        throws
        -> ReportPage
    {
        let photo = try photo(context, db)
        let album = try album(context, db)
        let base = context.url(album.url)
        let view = PhotoView(photo, base: base)
        return ReportPage(
            photo: view, back: view.url, action: view.pictures + "report", albumName: album.facts.name, albumUrl: base,
            form: form, errors: errors, isVisitor: context.actor.isVisitor)
    }

    func listReports(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try ReportList(context, db).page)
    }

    /// Shows a photo again, or puts it into the trash; tells those who had reported it.
    func decideReport(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: DecisionForm = try context.form()
        guard let decision = form.decision else { throw Failure.badRequest(.parameter("decision")) }
        guard let id = Int64(context.parameter("photo")),
            let row = try db.row("SELECT \(sql: Photo.columns) FROM photo WHERE photo.id = \(id)")
        else { throw Failure.notFound }
        let photo = try Photo(row)
        let reports = try Reports.open(of: id, db)
        guard !reports.isEmpty else { throw Failure.conflict(tr("Somebody has decided on this photo already.")) }
        try Reports.decide(decision, photo, by: context, db)
        try context.record(
            decision == .kept ? "keep" : "remove", "photo", id: id, label: photo.fileName, db)
        for report in reports { try ReportMail.post(about: photo, report, decision, context, db) }
        return settled(.seeOther("/photos/reports")).noticing(
            .good, decision == .kept ? tr("The photo is shown again.") : tr("The photo is in the trash."))
    }
}

/// What is done with a reported photo.
struct DecisionForm: Form {
    let decision: Reports.Decision?
    static let names = ["decision"]
    init(_ fields: Fields) { decision = Reports.Decision(rawValue: fields["decision"]) }
}
