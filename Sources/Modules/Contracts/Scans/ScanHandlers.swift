import Foundation
import PortalAssets
import PortalDatabase
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
    func attachScan(_ visit: Visit, _ body: BodyStream) async throws -> Reply {
        let uploads = try await body.uploads(
            in: visit.house.temporaryDirectory, limits: UploadLimits(file: Self.scanLimit, files: 1))
        guard let upload = uploads.files.first else {
            throw Failure.unprocessable(tr("Please choose a file first."))
        }
        guard let type = upload.type, type == .pdf || type == .jpeg || type == .png else {
            throw Failure.unprocessable(tr("A document is a PDF, or a picture in JPEG or PNG."))
        }
        let file = Token().text + "." + type.fileExtension
        let place = Scan.path(file, visit.house)
        do {
            return try await visit.once(uploads.fields) { visit, db in
                let form: ScanForm = try visit.form()
                guard let kind = Scan.Kind(rawValue: form.kind.isEmpty ? Scan.Kind.other.rawValue : form.kind) else {
                    throw Failure.badRequest(.parameter("kind"))
                }
                let contract = try contract(visit, db)
                try contract.demandOpen()
                if kind == .signed { try demandFirm(contract) }
                let who = visit.bearer
                try db.run(
                    """
                    INSERT INTO contract_scan (contract_id, kind, file, name, type, size, person_id, person_name, created_at)
                    VALUES (\(contract.id), \(kind), \(file), \(upload.name), \(type.rawValue), \(upload.size), \(who.id), \(who.name),
                        \(visit.now))
                    """)
                let change = AuditChange(field: "scan", before: nil, after: upload.name)
                try visit.record("attach", "contract", id: contract.id, label: contract.label, changes: [change], db)
                try upload.take(to: place)
                return Reply.seeOther(Self.path(contract)).noticing(.good, tr("The document is added."))
            }
        } catch {
            // What no row names is no document.
            try? FileManager.default.removeItem(atPath: place)
            throw error
        }
    }

    /// Hands a scan out, to whoever may read the contract at this moment.
    func downloadScan(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let contract = try visit.element("contract")
        guard let scan = try Scan.find(visit.parameter("scan"), of: contract, db),
            let type = ScanType(rawValue: scan.type)
        else { throw Failure.notFound }
        return .file(FileReply(path: Scan.path(scan.file, visit.house), type: type.mediaType, name: scan.name))
    }
}

/// The kinds of scans, as their table holds them.
private enum ScanType: String {
    case pdf, jpeg, png

    var mediaType: String { self == .pdf ? "application/pdf" : "image/" + rawValue }
}
