import PortalDatabase
import PortalFiles
import PortalValues

/// What a portion of lines came to.
private struct ImportPortion: Sendable {
    var lines: [ImportLine] = []
    /// Lines that are done, for good or because they are skipped; the first one that is neither ends the import.
    var done = 0
    var known: KnownImport?
    var digest: ImportDigest
    /// Why the line behind those cannot be stored any more.
    var stop: ImportLine?
}

extension ImportRun {
    /// Stores every line that is not done yet, one portion after the other.
    ///
    /// - Throws: ``ImportError/changedMeanwhile(_:)`` where the very first line cannot be stored any more, ``ImportError/underway`` where
    ///   somebody else is at this file; as ``run(dryRun:progress:each:)``.
    func store(
        _ scan: ImportScan, progress: (ImportProgress) -> Void = { _ in }, each: (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        var report = ImportReport(after: scan)
        var known = scan.earlier
        var receipt = scan.done ?? ImportReceipt(upload: upload)
        receipt.upload = upload
        var pieces = try await ImportPieces<Task>(source, scan)
        var digest = try await digest(of: receipt.rows)
        while let next = try await pieces.next() {
            progress(pieces.feed.progress(.storing))
            var rest = next[...]
            while !rest.isEmpty {
                let part = try await patiently { [self, rest, receipt, known, digest] in
                    try await database.write { db in
                        try self.store(rest, receipt, known, digest, scan, db)
                    }
                }
                rest = rest.dropFirst(part.done)
                for line in part.lines {
                    report.add(line)
                    if line.isStored { each(line) }
                }
                if let stop = part.stop {
                    report.end(at: stop)
                    guard let known = part.known ?? known, known.receipt.rows > 0, !known.isFinished else {
                        throw ImportError.changedMeanwhile(report.problems)
                    }
                    return report
                }
                if let new = part.known { (known, receipt) = (new, new.receipt) }
                digest = part.digest
                if receipt.rows < scan.rows { try await Swift.Task.sleep(for: Self.pause) }
            }
        }
        return report
    }

    /// The digest of the first lines of the file, to be gone on with.
    private func digest(of rows: Int) async throws -> ImportDigest {
        var feed = try await ImportFeed<Task.Column>.open(source)
        var digest = feed.start
        var left = rows
        while left > 0, case let piece = try await feed.next(), !piece.isEmpty {
            for row in piece.prefix(left) { digest.add(row.record.fields) }
            left -= piece.count
        }
        return digest
    }

    /// Tries again where others were in the way for a while: an import has time.
    private func patiently<T: Sendable>(_ work: () async throws -> T) async throws -> T {
        for _ in 0..<5 {
            do { return try await work() } catch DatabaseError.busy { try await Swift.Task.sleep(for: .seconds(1)) }
        }
        return try await work()
    }

    /// As many lines as there is time for, and the receipt for them.
    private func store(
        _ pieces: ArraySlice<ImportPiece<Task.Column>>, _ before: ImportReceipt, _ known: KnownImport?,
        _ digest: ImportDigest, _ scan: ImportScan, _ db: any Connection
    ) throws -> ImportPortion {
        let start = ContinuousClock.now
        let seat = try seat(db)
        var receipt = before
        var result = ImportPortion(digest: digest)
        for piece in pieces {
            let found = try ImportFinding(piece, seat.task, after: Task.Memory(), db)
            var id: String?
            switch found.plan {
            case .new(let plan):
                id = try seat.task.store(plan, reserved: scan.reserved, db)
                receipt.new += 1
            case .changed(let plan, _):
                id = try seat.task.store(plan, reserved: scan.reserved, db)
                receipt.changed += 1
            case .unchanged: receipt.unchanged += 1
            case .refused:
                guard skipsInvalid else {
                    result.stop = found.line(storedAs: nil)
                    break
                }
                receipt.refused += 1
            }
            if result.stop != nil { break }
            result.lines.append(found.line(storedAs: id))
            result.digest.add(piece.row.record.fields)
            result.done += 1
            if ContinuousClock.now - start >= Self.portion { break }
        }
        guard result.done > 0 else { return result }
        receipt.rows += result.done
        receipt.digest = result.digest.text
        let isFinished = receipt.rows == scan.rows
        result.known = try ImportReceipts.write(
            receipt, isFinished: isFinished, as: scan.token, of: entity, after: known, now: seat.now, db)
        if isFinished { try log(receipt, seat, db) }
        return result
    }

    /// Tells the audit log of the whole import at its end; each record has left a line of its own.
    private func log(_ receipt: ImportReceipt, _ seat: ImportActor<Task>, _ db: any Connection) throws {
        let counts = [("new", receipt.new), ("changed", receipt.changed), ("unchanged", receipt.unchanged)]
            .filter { $0.1 > 0 }
        guard !counts.isEmpty else { return }
        try Audit.record(
            by: seat.actor, at: seat.now, action: "import", entity: entity, id: nil, label: source.label,
            changes: counts.map { AuditChange(field: $0.0, before: nil, after: String($0.1)) }, db)
    }

    /// Waits until somebody else's import of the same file is over, or has not moved for a while.
    func wait(for token: String) async throws {
        var last: KnownImport?
        var still = 0
        while still < 30 {
            try await Swift.Task.sleep(for: .milliseconds(100))
            let now = try await database.read { db in try ImportReceipts.find(token, db) }
            if now?.isFinished == true { return }
            still = now?.receipt == last?.receipt ? still + 1 : 0
            last = now
        }
    }
}
