import Foundation
import PortalAssets
import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalSecurity

/// What is said of a file beside it.
private struct ScanForm: Form {
    let kind: String
    static let names = ["kind"]
    init(_ fields: Fields) { kind = fields["kind"] }
}

extension ContractsModule {
    /// A scan may have so many bytes.
    static let scanLimit = 10 << 20

    /// Takes a paper of a contract that is still open; a signed one once the contract is signed.
    func attachScan(_ context: RequestContext, _ body: BodyStream) async throws -> HandlerResponse {
        let uploads = try await body.uploads(
            in: context.application.temporaryDirectory, limits: UploadLimits(file: Self.scanLimit, files: 1))
        guard let upload = uploads.files.first else {
            throw Failure.unprocessable(tr("Please choose a file first."))
        }
        guard let type = upload.type, type == .pdf || type == .jpeg || type == .png else {
            throw Failure.unprocessable(tr("A document is a PDF, or a picture in JPEG or PNG."))
        }
        let file = Token().text + "." + type.fileExtension
        let place = Scan.path(file, context.application)
        do {
            return try await context.once(uploads.fields) { context, db in
                let form: ScanForm = try context.form()
                guard let kind = Scan.Kind(rawValue: form.kind.isEmpty ? Scan.Kind.other.rawValue : form.kind) else {
                    throw Failure.badRequest(.parameter("kind"))
                }
                let contract = try contract(context, db)
                try contract.demandOpen()
                if kind == .signed { try demandFirm(contract) }
                try Scan.insert(
                    kind, file: file, upload, type, of: contract.id, by: context.actorRef, now: context.now, db)
                let change = AuditChange(field: "scan", before: nil, after: upload.name)
                try context.record("attach", "contract", id: contract.id, label: contract.label, changes: [change], db)
                try upload.take(to: place)
                return HandlerResponse.seeOther(Self.path(contract)).noticing(.good, tr("The document is added."))
            }
        } catch {
            // What no row names is no document.
            try? FileManager.default.removeItem(atPath: place)
            throw error
        }
    }

    /// Hands a scan out, to whoever may read the contract at this moment.
    func downloadScan(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try context.element("contract")
        guard let scan = try Scan.find(context.parameter("scan"), of: contract, db),
            let type = ScanType(rawValue: scan.type)
        else { throw Failure.notFound }
        return .file(FileReply(path: Scan.path(scan.file, context.application), type: type.mediaType, name: scan.name))
    }
}

/// The kinds of scans, as their table holds them.
private enum ScanType: String {
    case pdf, jpeg, png

    var mediaType: String { self == .pdf ? "application/pdf" : "image/" + rawValue }
}
