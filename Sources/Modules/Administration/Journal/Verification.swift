import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What came out of checking the audit log from its first line to its last.
struct VerificationPage: Page {
    let intact: Bool
    let verdict: Message
    let digest: String
    let noted: FieldView

    static let template = "administration/verification.html"
    static let fields: [Field<VerificationPage>] = [
        .flag("intact") { $0.intact }, .message("verdict") { $0.verdict }, .text("digest") { $0.digest },
        .model("noted") { $0.noted },
    ]
    static var sample: VerificationPage {
        VerificationPage(
            intact: true,
            verdict: trn(
                "%(count)s line, exactly as it was written.", "%(count)s lines, all exactly as they were written.", 1284
            ),
            digest: String(repeating: "a1", count: 32), noted: FieldView())
    }
}

extension AdministrationModule {
    /// Checks the whole log; with a digest that was noted earlier, also that it still stands in it.
    func verifyAudit(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let noted = context.request.query["noted"].tidied.lowercased()
        let hexadecimal = noted.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard noted.isEmpty || (noted.utf8.count == 64 && hexadecimal) else {
            let error = tr("A digest has 64 digits and letters from a to f.")
            return .page(
                VerificationPage(
                    intact: false, verdict: error, digest: "",
                    noted: FieldView(context.request.query["noted"], error: error)), status: 422)
        }
        let verdict = try Audit.verify(including: noted.isEmpty ? nil : noted, db)
        let words = verdict.fault.map(Self.words) ?? Self.words(intact: verdict)
        return .page(
            VerificationPage(intact: verdict.isIntact, verdict: words, digest: verdict.hash, noted: FieldView(noted)))
    }

    private static func words(intact verdict: AuditVerdict) -> Message {
        guard verdict.redacted > 0 else {
            return trn(
                "%(count)s line, exactly as it was written.", "%(count)s lines, all exactly as they were written.",
                verdict.entries)
        }
        return trn(
            "%(count)s line, as it was written, without the names that an erasure took out of it.",
            "%(count)s lines, all as they were written; %(redacted)s of them without the names that erasures took out.",
            verdict.entries, ["redacted": .number(verdict.redacted)])
    }

    private static func words(_ fault: AuditError) -> Message {
        switch fault {
        case .changed(let id): tr("Line %(line)s was changed after it was written.", ["line": .text(String(id))])
        case .broken(let id):
            tr(
                "Line %(line)s does not follow the one before it: lines are missing, or were put in.",
                ["line": .text(String(id))])
        case .end(let expected, let found):
            tr(
                "%(expected)s lines were written, %(found)s are there: the end was cut, or added to.",
                ["expected": .number(expected), "found": .number(found)])
        case .missing: tr("The digest you noted is not in the log: what stood behind it was removed or rewritten.")
        case .noTail: tr("The end of the log is not recorded any more.")
        }
    }
}
