import HTTPTypes
import Hummingbird
import NIOCore

extension Answer {
    /// As the HTTP library sends it; files are opened and streamed.
    func stream(_ request: Request) async throws -> Response {
        guard case .file(let file) = body else { return response(request) }
        var response = try await file.response(to: request)
        for (name, value) in headers where response.headers[fieldName(name)] == nil {
            append(name, value, to: &response.headers)
        }
        return response
    }

    /// As the HTTP library sends it, without files.
    func response(_ request: Request) -> Response {
        var fields = HTTPFields()
        for (name, value) in headers { append(name, value, to: &fields) }
        guard case .bytes(let bytes) = body else { return Response(status: .init(code: status), headers: fields) }
        if request.method == .head {
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
