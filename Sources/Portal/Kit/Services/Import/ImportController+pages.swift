import PortalAssets
import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalTemplates
import PortalValues

/// What becomes of a file that waits.
extension ImportController {
    /// Stores lines again that an import of the same file has brought: `?again=yes`.
    private static var again: String { "again" }

    /// What the file would do.
    func preview(_ context: RequestContext) async throws -> HandlerResponse {
        let work = run(try await waiting(context), context)
        do {
            return .page(page(try await work.look(work.scan()), context))
        } catch let fault as ImportError {
            return .page(start(context, fault.message), status: 422)
        } catch let fault as CSVError {
            return .page(start(context, fault.message), status: 422)
        }
    }

    /// Does it. A form that is sent again is answered as it was the first time, however that came.
    func store(_ context: RequestContext) async throws -> HandlerResponse {
        let form: ImportForm = try context.form()
        // Asked before anything is stored: the receipt is written when all of it is.
        guard IdempotencyKeys.isToken(context.request.form[IdempotencyKeys.field]) else {
            throw Failure.badRequest(.staleForm)
        }
        let outcome: Result<HandlerResponse, Failure>
        do {
            outcome = .success(try await answer(form, context))
        } catch let failure as Failure {
            outcome = .failure(failure)
        } catch let fault as ImportError {
            outcome = .failure(.unprocessable(fault.message))
        } catch let fault as CSVError {
            outcome = .failure(.unprocessable(fault.message))
        }
        let reply = try await context.once(context.request.form) { _, _ in try outcome.get() }
        if reply.status < 400, case .success = outcome, let file = place(context.parameter("upload"), context) {
            // Somebody who sent the form at the same time may have been faster.
            try await context.application.apart { try? TemporaryFile.remove(file) }
        }
        return reply
    }

    private func answer(_ form: ImportForm, _ context: RequestContext) async throws -> HandlerResponse {
        let work = run(try await waiting(context), context)
        for _ in 0..<3 {
            let scan = try await work.scan()
            if let done = scan.earlier, done.isFinished, done.receipt.upload == work.upload {
                return told(done.receipt)
            }
            let report = try await work.look(scan)
            // What was shown is what is done: where the data changed since, it is shown again.
            guard report.isImportable, form.announced == report.announcement else {
                return .page(page(report, isOutdated: true, context), status: 409)
            }
            do {
                if try await work.store(scan).end == nil,
                    let done = try await context.application.database.read({ try ImportReceipts.find(scan.token, $0) })
                {
                    return told(done.receipt)
                }
                return .page(page(try await work.look(work.scan()), isOutdated: true, context), status: 409)
            } catch ImportError.changedMeanwhile {
                return .page(page(try await work.look(work.scan()), isOutdated: true, context), status: 409)
            } catch ImportError.underway {
                try await work.wait(for: scan.token)
            }
        }
        throw Failure.conflict(ImportError.underway.message)
    }

    private func told(_ done: ImportReceipt) -> HandlerResponse {
        HandlerResponse.seeOther(path).noticing(
            .good,
            tr(
                "The import is done. New: %(new)s. Changed: %(changed)s. Unchanged: %(unchanged)s.",
                [
                    "new": .number(done.new), "changed": .number(done.changed), "unchanged": .number(done.unchanged),
                ]))
    }

    /// The import of a file by whoever asks, whose rights are looked up anew in every unit of work.
    private func run(_ file: String, _ context: RequestContext) -> ImportRun<Task> {
        ImportRun(
            ImportSource(file: file, label: name(context)), entity, upload: Digest.hex(context.parameter("upload")),
            into: context.application.database, isAgain: context.request.query.has(Self.again)
        ) { [task, request = context.request, admission = context.admission] db in
            let now = try admission(request, db)
            return ImportActor(task(now), now.auditActor, now.now)
        }
    }

    /// The file that the path names. Throws 410 where it is gone, or is somebody else's.
    private func waiting(_ context: RequestContext) async throws -> String {
        guard let place = place(context.parameter("upload"), context),
            try await context.application.apart({ FileFacts(place)?.isFile == true })
        else {
            throw Failure.gone(tr("This file is not kept any longer. Please send it again."))
        }
        return place
    }

    func place(_ upload: String, _ context: RequestContext) -> String? {
        let isPlain = upload.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
        }
        guard isPlain, (20...100).contains(upload.utf8.count), let person = context.actor.id else { return nil }
        return "\(context.application.temporaryDirectory)/import-\(entity)-\(person)-\(upload)"
    }

    private func name(_ context: RequestContext) -> String { String(context.request.query["name"].tidied.prefix(200)) }

    // MARK: Pages

    func start(_ context: RequestContext, _ fault: Message? = nil) -> ImportPage {
        ImportPage(
            title: title, listUrl: context.url(path), action: context.url(path + "/import"), fault: fault, notes: notes,
            columns: Task.Column.allCases.map {
                ImportColumnView(name: $0.rawValue, title: $0.title, isRequired: Task.Column.required.contains($0))
            }, megabytes: Self.fileLimit >> 20)
    }

    private func page(_ report: ImportReport, isOutdated: Bool = false, _ context: RequestContext) -> ImportPreviewPage
    {
        let address = "\(path)/import/\(context.parameter("upload"))?name=\(Escape.query(name(context)))"
        let again = address + "&\(Self.again)=yes"
        return ImportPreviewPage(
            title: title, listUrl: context.url(path), otherUrl: context.url(path + "/import"),
            action: context.url(context.request.query.has(Self.again) ? again : address), againUrl: context.url(again),
            name: name(context), report: report, isOutdated: isOutdated)
    }
}
