import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import PortalFiles
import PortalLanguage

extension ZipArchive {
    /// The archive as an answer, with its length; the files are read as fast as the visitor takes them. A file that goes away or changes
    /// its size meanwhile breaks the connection: the visitor sees a download that failed, not an archive that lacks something.
    ///
    /// - Throws: ``FileError`` for a file that is not there to begin with.
    func response(isHead: Bool, zone: Zone) async throws -> Response {
        let plan = try await NIOThreadPool.singleton.runIfActive { try ZipPlan(self, zone: zone) }
        var fields: HTTPFields = [
            .contentType: "application/zip", .xContentTypeOptions: "nosniff", .cacheControl: "no-store",
            .contentDisposition: ContentDisposition.attachment(name), .contentLength: String(plan.length),
        ]
        // nginx would take it all into a file of its own, as fast as the disk allows.
        if let buffering = HTTPField.Name("X-Accel-Buffering") { fields[buffering] = "no" }
        if isHead { return Response(status: .ok, headers: fields) }
        let body = ResponseBody(contentLength: plan.length) { writer in
            let stream = ZipStream(plan)
            while let piece = try await NIOThreadPool.singleton.runIfActive({ try stream.next() }) {
                try await writer.write(piece)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: fields, body: body)
    }
}
