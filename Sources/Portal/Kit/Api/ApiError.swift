public import PortalFiles
import PortalLanguage

/// The one shape of every error below `/api`: `{"error": {"code", "message", "fields", "position"?, "request_id"}}`.
struct ApiError: Sendable {
    let status: Int
    let code: String
    let message: Message
    var fields: [(name: String, message: Message)] = []
    /// The character of a filter at which something is wrong, from 1.
    var position: Int?
    var headers: [(name: String, value: String)] = []

    /// What a failure is to a program.
    init(_ failure: Failure, inMaintenance: Bool) {
        message = failure.words.explanation
        switch failure {
        case .confirm: (status, code) = (403, "reauth_required")
        case .unavailable: (status, code) = (503, inMaintenance ? "maintenance" : "unavailable")
        case .conflict(_, let conflict): (status, code) = (409, conflict.rawValue)
        case .api(let failure): (status, code) = (failure.status, failure.code)
        default: (status, code) = (failure.status, Self.code(failure))
        }
        switch failure {
        case .tooMany(let seconds), .unavailable(let seconds): headers.append(("Retry-After", String(seconds)))
        case .methodNotAllowed(let methods): headers.append(("Allow", methods.joined(separator: ", ")))
        case .signIn: headers.append(("WWW-Authenticate", "Bearer realm=\"portal\""))
        case .api(.badToken):
            headers.append(("WWW-Authenticate", "Bearer realm=\"portal\", error=\"invalid_token\""))
        case .api(.badPassword):
            headers.append(("WWW-Authenticate", "Basic realm=\"portal\", charset=\"UTF-8\""))
        case .badRequest(.parameter(let name)): fields = [(name, message)]
        case .api(.filter(let fault)):
            fields = [(ListFilter.parameter, fault.message)]
            position = fault.column
        default: break
        }
    }

    /// What is wrong with the fields of a body; all of it at once.
    init(_ errors: FieldErrors) {
        let isDuplicate = errors.isDuplicate
        status = isDuplicate ? 409 : 422
        code = isDuplicate ? "duplicate_id" : "validation"
        message =
            isDuplicate
            ? errors.list.first?.message ?? tr("This identifier is taken.")
            : trn("One field is not right.", "%(count)s fields are not right.", errors.list.count)
        fields = errors.list.map { ($0.field.isEmpty ? ApiBody.whole : $0.field, $0.message) }
    }

    /// What nobody foresaw.
    static var alarm: ApiError {
        ApiError(
            status: 500, code: "internal",
            message: tr("This is our fault. It has been noted; please quote this number when you write to us."))
    }

    private init(status: Int, code: String, message: Message) {
        self.status = status
        self.code = code
        self.message = message
    }

    private static func code(_ failure: Failure) -> String {
        switch failure {
        case .badRequest: "malformed"
        case .signIn: "unauthenticated"
        case .forbidden: "forbidden"
        case .foreignOrigin: "foreign_origin"
        case .notFound: "not_found"
        case .methodNotAllowed: "method_not_allowed"
        case .gone: "gone"
        case .tooLarge: "too_large"
        case .unsupportedType: "unsupported_type"
        case .unprocessable: "unprocessable"
        case .tooMany: "throttled"
        case .noRoom: "no_room"
        case .confirm, .conflict, .unavailable, .api: "failed"
        }
    }

    /// The answer, in the language asked for.
    func reply(_ language: Language, requestID: String) -> HandlerResponse {
        var json = JSONWriter()
        json.object { json in
            json.name("error")
            json.object { json in
                json.field("code", code)
                json.field("message", language.text(message))
                json.name("fields")
                json.object { json in
                    // In their order; a field with two faults has one list of both.
                    var told: Set<String> = []
                    for field in fields where told.insert(field.name).inserted {
                        json.name(any: field.name)
                        json.list { json in
                            for other in fields where other.name == field.name {
                                json.value(language.text(other.message))
                            }
                        }
                    }
                }
                if let position { json.field("position", position) }
                json.field("request_id", requestID)
            }
        }
        var reply = HandlerResponse.json(json, status: status)
        reply.headers.append(("Content-Language", language.code))
        reply.headers += headers
        return reply
    }
}

extension HandlerResponse {
    /// JSON, which nobody keeps for a program that asks: neither somebody in between nor the disk of a browser.
    public static func json(_ json: JSONWriter, status: Int = 200) -> HandlerResponse {
        HandlerResponse(status: status, body: .bytes(json.bytes, type: "application/json"))
            .with("Cache-Control", "no-store").with("Vary", "Authorization, Cookie, Accept-Language")
    }
}
