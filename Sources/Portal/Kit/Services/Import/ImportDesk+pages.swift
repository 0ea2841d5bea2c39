import PortalAssets
import PortalDatabase
import PortalLanguage
import PortalTemplates
import PortalValues

/// What becomes of a file that waits.
extension ImportDesk {
    /// Stores lines again that an import of the same file has brought: `?again=yes`.
    private static var again: String { "again" }

    /// What the file would do.
    func preview(_ visit: Visit) async throws -> Reply {
        let work = run(try await waiting(visit), visit)
        do {
            return .page(page(try await work.look(work.scan()), visit))
        } catch let fault as ImportFault {
            return .page(start(visit, fault.message), status: 422)
        } catch let fault as CSVFault {
            return .page(start(visit, fault.message), status: 422)
        }
    }

    /// Does it. A form that is sent again is answered as it was the first time, however that came.
    func store(_ visit: Visit) async throws -> Reply {
        let form: ImportForm = try visit.form()
        // Asked before anything is stored: the receipt is written when all of it is.
        guard Receipts.isToken(visit.asked.form[Receipts.field]) else { throw Failure.badRequest(.staleForm) }
        let outcome: Result<Reply, Failure>
        do {
            outcome = .success(try await answer(form, visit))
        } catch let failure as Failure {
            outcome = .failure(failure)
        } catch let fault as ImportFault {
            outcome = .failure(.unprocessable(fault.message))
        } catch let fault as CSVFault {
            outcome = .failure(.unprocessable(fault.message))
        }
        let reply = try await visit.once(visit.asked.form) { _, _ in try outcome.get() }
        if reply.status < 400, case .success = outcome, let file = place(visit.parameter("upload"), visit) {
            // Somebody who sent the form at the same time may have been faster.
            try await visit.house.apart { try? TemporaryFile.remove(file) }
        }
        return reply
    }

    private func answer(_ form: ImportForm, _ visit: Visit) async throws -> Reply {
        let work = run(try await waiting(visit), visit)
        for _ in 0..<3 {
            let scan = try await work.scan()
            if let done = scan.earlier, done.isFinished, done.receipt.upload == work.upload {
                return told(done.receipt)
            }
            let report = try await work.look(scan)
            // What was shown is what is done: where the data changed since, it is shown again.
            guard report.isImportable, form.announced == report.announcement else {
                return .page(page(report, isOutdated: true, visit), status: 409)
            }
            do {
                if try await work.store(scan).end == nil,
                    let done = try await visit.house.database.read({ try ImportReceipts.find(scan.token, $0) })
                {
                    return told(done.receipt)
                }
                return .page(page(try await work.look(work.scan()), isOutdated: true, visit), status: 409)
            } catch ImportFault.changedMeanwhile {
                return .page(page(try await work.look(work.scan()), isOutdated: true, visit), status: 409)
            } catch ImportFault.underway {
                try await work.wait(for: scan.token)
            }
        }
        throw Failure.conflict(ImportFault.underway.message)
    }

    private func told(_ done: ImportReceipt) -> Reply {
        Reply.seeOther(path).noticing(
            .good,
            tr(
                "The import is done. New: %(new)s. Changed: %(changed)s. Unchanged: %(unchanged)s.",
                [
                    "new": .number(done.new), "changed": .number(done.changed), "unchanged": .number(done.unchanged),
                ]))
    }

    /// The import of a file by whoever asks, whose rights are looked up anew in every unit of work.
    private func run(_ file: String, _ visit: Visit) -> ImportRun<Task> {
        ImportRun(
            ImportSource(file: file, label: name(visit)), entity, upload: Digest.hex(visit.parameter("upload")),
            into: visit.house.database, isAgain: visit.asked.query.has(Self.again)
        ) { [task, asked = visit.asked, admission = visit.admission] db in
            let now = try admission(asked, db)
            return ImportSeat(task(now), now.auditActor, now.now)
        }
    }

    /// The file that the path names. Throws 410 where it is gone, or is somebody else's.
    private func waiting(_ visit: Visit) async throws -> String {
        guard let place = place(visit.parameter("upload"), visit),
            try await visit.house.apart({ FileFacts(place)?.isFile == true })
        else {
            throw Failure.gone(tr("This file is not kept any longer. Please send it again."))
        }
        return place
    }

    func place(_ upload: String, _ visit: Visit) -> String? {
        let isPlain = upload.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
        }
        guard isPlain, (20...100).contains(upload.utf8.count), let person = visit.actor.id else { return nil }
        return "\(visit.house.temporaryDirectory)/import-\(entity)-\(person)-\(upload)"
    }

    private func name(_ visit: Visit) -> String { String(visit.asked.query["name"].tidied.prefix(200)) }

    // MARK: Pages

    func start(_ visit: Visit, _ fault: Message? = nil) -> ImportPage {
        ImportPage(
            title: title, listUrl: visit.url(path), action: visit.url(path + "/import"), fault: fault, notes: notes,
            columns: Task.Column.allCases.map {
                ImportColumnView(name: $0.rawValue, title: $0.title, isRequired: Task.Column.required.contains($0))
            }, megabytes: Self.fileLimit >> 20)
    }

    private func page(_ report: ImportReport, isOutdated: Bool = false, _ visit: Visit) -> ImportPreviewPage {
        let address = "\(path)/import/\(visit.parameter("upload"))?name=\(Escape.query(name(visit)))"
        let again = address + "&\(Self.again)=yes"
        return ImportPreviewPage(
            title: title, listUrl: visit.url(path), otherUrl: visit.url(path + "/import"),
            action: visit.url(visit.asked.query.has(Self.again) ? again : address), againUrl: visit.url(again),
            name: name(visit), report: report, isOutdated: isOutdated)
    }
}
