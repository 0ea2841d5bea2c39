import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import PortalConfiguration
import PortalFiles

extension RenderedResponse {
    /// As the HTTP library sends it; files are opened and streamed.
    func stream(_ httpRequest: Request, _ configuration: Configuration) async throws -> Response {
        var answer = self
        if case .file = body {
            let conditions = FileConditions(method: httpRequest.method.rawValue) { name in
                HTTPField.Name(name).flatMap { httpRequest.headers[$0] }
            }
            answer = try await NIOThreadPool.singleton.runIfActive {
                var answer = self
                try answer.open(conditions, configuration)
                return answer
            }
        }
        var response: Response
        switch answer.body {
        case .opened(let file): response = file.response
        case .archive(let archive, let zone):
            response = try await archive.response(isHead: httpRequest.method == .head, zone: zone)
        default: return self.response(httpRequest)
        }
        for (name, value) in headers where response.headers[fieldName(name)] == nil {
            append(name, value, to: &response.headers)
        }
        return response
    }

    /// As the HTTP library sends it, without files.
    func response(_ httpRequest: Request) -> Response {
        var fields = HTTPFields()
        for (name, value) in headers { append(name, value, to: &fields) }
        guard case .bytes(let bytes) = body else { return Response(status: .init(code: status), headers: fields) }
        if httpRequest.method == .head {
            fields[.contentLength] = String(bytes.count)
            return Response(status: .init(code: status), headers: fields)
        }
        return Response(status: .init(code: status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func fieldName(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .contentType }

    private func append(_ name: String, _ value: String, to fields: inout HTTPFields) {
        guard let field = HTTPField.Name(name) else { return }
        fields.append(HTTPField(name: field, value: value))
    }
}
