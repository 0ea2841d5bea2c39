import Foundation
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

/// A file that comes in pieces, so that a cut connection costs a piece and not the file. For scripts and programs:
///
/// - `POST …/uploads/pieces` with `name` and `bytes`: 201 and the address of the upload;
/// - `GET` that address: how far it is;
/// - `PATCH` it with `?offset=` and the next bytes: how far it is now or, with the last piece, what became of the file; 409 with how far
///   it is where another piece is expected, or one is just coming in;
/// - `DELETE` it: forgotten.
extension PhotosModule {
    func startPieces(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PiecesForm = try context.form()
        let album = try album(context, db)
        guard let person = context.actor.id else { throw Failure.signIn }
        guard let bytes = form.bytes, bytes > 0 else { throw Failure.badRequest(.parameter("bytes")) }
        guard bytes <= Self.fileLimit else { throw Failure.tooLarge(limit: Self.fileLimit) }
        let waiting = try db.value("SELECT COUNT(*) FROM photo_upload WHERE person_id = \(person)", as: Int.self) ?? 0
        guard waiting < 1_000 else { throw Failure.tooMany(retryAfter: 3_600) }
        let token = Token().text
        try db.run(
            """
            INSERT INTO photo_upload (token, album_id, person_id, file_name, bytes, created_at)
            VALUES (\(token), \(album.id), \(person), \(String(form.name.prefix(500))), \(bytes), \(context.now))
            """)
        return UploadAnswer.progress(context.url(album.url) + "/uploads/" + token, 0, status: 201)
    }

    func showPieces(_ context: RequestContext) async throws -> HandlerResponse {
        let upload = try await pieces(context)
        return UploadAnswer.progress(context.url(context.request.path), try await size(upload, context))
    }

    /// One piece of a file at a time: of two that come at once, whatever process gets them, the later one is told how far the file is.
    func takePiece(_ context: RequestContext, _ body: BodyStream) async throws -> HandlerResponse {
        let named = try await pieces(context)
        let store = PhotoStore(context.application)
        try await Disk.run { try store.prepare() }
        guard let offset = Int(context.request.query["offset"]), offset >= 0 else {
            throw Failure.badRequest(.parameter("offset"))
        }
        guard let claim = try await Disk.run({ try FileClaim.take(store.full(named.place)) }) else {
            return UploadAnswer.progress(context.url(context.request.path), try await size(named, context), status: 409)
        }
        defer { claim.release() }
        // Asked again now that nobody else has it: the piece before may have been the last one.
        let upload = try await pieces(context)
        let here = try await size(upload, context)
        guard offset == here else { return UploadAnswer.progress(context.url(context.request.path), here, status: 409) }
        let came = try await body.append(to: store.full(upload.place), at: offset, limit: upload.bytes - offset)
        let reached = offset + came.bytes
        guard reached == upload.bytes else { return UploadAnswer.progress(context.url(context.request.path), reached) }
        try await forget(upload, context)
        return UploadAnswer.result(try await letIn(upload.place, said: upload.name, context), context)
    }

    func dropPieces(_ context: RequestContext) async throws -> HandlerResponse {
        let named = try await pieces(context)
        let path = PhotoStore(context.application).full(named.place)
        guard let claim = try await Disk.run({ try FileClaim.take(path) }) else {
            return UploadAnswer.progress(context.url(context.request.path), try await size(named, context), status: 409)
        }
        defer { claim.release() }
        try await forget(try await pieces(context), context)
        try await Disk.run { if Disk.exists(path) { try Disk.remove(path) } }
        return HandlerResponse(status: 204, body: .empty)
    }

    private func size(_ upload: Pieces, _ context: RequestContext) async throws -> Int {
        let path = PhotoStore(context.application).full(upload.place)
        return try await Disk.run { Disk.size(path) }
    }

    private func forget(_ upload: Pieces, _ context: RequestContext) async throws {
        try await context.application.database.write {
            try $0.run("DELETE FROM photo_upload WHERE token = \(upload.token)")
        }
    }

    /// The upload that the path names: the visitor's own, into this album.
    private func pieces(_ context: RequestContext) async throws -> Pieces {
        let token = context.parameter("upload")
        let found = try await context.application.database.read { db in
            let album = try album(context, db)
            return try db.row(
                """
                SELECT token, file_name, bytes FROM photo_upload
                WHERE token = \(token) AND person_id = \(context.actor.id ?? -1) AND album_id = \(album.id)
                """
            ).map { Pieces(token: try $0.get("token"), name: try $0.get("file_name"), bytes: try $0.get("bytes")) }
        }
        guard let found else { throw Failure.notFound }
        return found
    }
}

/// What is known of a file that comes in pieces.
private struct Pieces: Sendable {
    let token, name: String
    let bytes: Int
    /// Where its bytes are, below the folder of photos.
    var place: String { "_incoming/" + token }
}

/// The name and length of a file to come.
struct PiecesForm: Form {
    let name: String
    let bytes: Int?
    static let names = ["name", "bytes"]
    init(_ fields: Fields) {
        name = fields["name"]
        bytes = Int(fields["bytes"])
    }
}

/// What scripts are answered.
enum UploadAnswer {
    private struct Progress: Encodable {
        let url: String
        let offset: Int
    }

    private struct Result: Encodable {
        let name, url: String
        let status: Int
        let error: String?
    }

    static func progress(_ url: String, _ offset: Int, status: Int = 200) -> HandlerResponse {
        json(Progress(url: url, offset: offset), status)
    }

    static func result(_ result: UploadResult, _ context: RequestContext) -> HandlerResponse {
        json(
            Result(
                name: result.name, url: result.url, status: result.status,
                error: result.fault.map { context.language.text($0) }), result.status)
    }

    private static func json(_ value: some Encodable, _ status: Int) -> HandlerResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let bytes = (try? encoder.encode(value)).map { Array($0) } ?? Array("{}".utf8)
        return HandlerResponse(status: status, body: .bytes(bytes, type: "application/json")).with(
            "Cache-Control", "no-store")
    }
}
