import PortalFiles
import PortalLanguage

/// One operation: parameters, body, answers.
extension OpenAPI {
    func write(_ route: Route, _ operation: ApiOperation, _ json: inout JSONWriter) {
        json.field("operationId", operation.id)
        json.field("tags", [operation.group])
        json.field("summary", words(operation.summary))
        json.field("description", words(tr("Who may: %(access)s.", ["access": .text(route.access.description)])))
        json.name("security")
        json.list { json in
            for scheme in operation.proof.schemes {
                json.object { json in
                    json.name(any: scheme)
                    json.list { _ in }
                }
            }
        }
        writeParameters(route, operation, &json)
        if let body = operation.body { write(body, &json) }
        json.name("responses")
        json.object { json in
            for status in route.statuses { write(status, operation, &json) }
        }
    }

    private func writeParameters(_ route: Route, _ operation: ApiOperation, _ json: inout JSONWriter) {
        json.name("parameters")
        json.list { json in
            for name in route.parameters {
                parameter(name, in: "path", tr("The identifier, as people see it."), &json, needed: true) { json in
                    json.field("type", "string")
                    json.field("minLength", 1)
                }
            }
            if !operation.sorts.isEmpty { writeWindow(operation, &json) }
            if operation.needsMatch != nil {
                parameter(
                    "If-Match", in: "header", tr("The ETag of the state this was decided on, or *."), &json,
                    needed: operation.needsMatch == true
                ) { json in json.field("type", "string") }
            }
            if route.access.asksPassword {
                parameter(
                    "Portal-Step-Up", in: "header",
                    tr("From POST /api/v1/step-up: proof of the password, for one request."),
                    &json
                ) { json in json.field("type", "string") }
            }
            if route.method == .post, operation.proof == .tokenOrSession {
                parameter(
                    "Idempotency-Key", in: "header",
                    tr("Any text of the program’s own; the same one again gives the first answer again."), &json
                ) { json in
                    json.field("type", "string")
                    json.field("pattern", "^[!-~]{1,200}$")
                }
            }
        }
    }

    private func writeWindow(_ operation: ApiOperation, _ json: inout JSONWriter) {
        for one in operation.parameters {
            parameter(one.name, in: "query", one.title, &json) { json in
                json.field("type", "string")
                if !one.choices.isEmpty { json.field("enum", one.choices) }
            }
        }
        parameter("q", in: "query", tr("Words that the records hold."), &json) { json in
            json.field("type", "string")
            json.field("maxLength", 200)
        }
        parameter("sort", in: "query", tr("The order; a minus in front turns it round."), &json) { json in
            json.field("type", "string")
            json.field("enum", operation.sorts.flatMap { [$0, "-" + $0] })
        }
        let longest = ListQuery.longestWindow
        parameter("limit", in: "query", tr("At most so many rows."), &json) { json in
            json.field("type", "integer")
            json.field("minimum", 1)
            json.field("maximum", longest)
            json.field("default", 50)
        }
        parameter("offset", in: "query", tr("So many rows are passed over first."), &json) { json in
            json.field("type", "integer")
            json.field("minimum", 0)
            json.field("maximum", 100_000_000)
        }
    }

    private func parameter(
        _ name: String, in place: String, _ text: Message, _ json: inout JSONWriter, needed: Bool = false,
        schema: (inout JSONWriter) -> Void
    ) {
        json.object { json in
            json.field("name", name)
            json.field("in", place)
            if needed { json.field("required", true) }
            json.field("description", words(text))
            json.name("schema")
            json.object { json in schema(&json) }
        }
    }

    private func write(_ body: ApiBody, _ json: inout JSONWriter) {
        json.name("requestBody")
        json.object { json in
            if body.way == .merge || body.fields.contains(where: \.isNeeded) { json.field("required", true) }
            json.name("content")
            json.object { json in
                json.name("application/json")
                json.object { json in
                    json.name("schema")
                    reference("schemas/" + body.name, &json)
                }
            }
        }
    }

    private func write(_ status: Int, _ operation: ApiOperation, _ json: inout JSONWriter) {
        json.name(any: String(status))
        guard status == operation.success else {
            if status == 304 {
                json.object { json in json.field("description", words(tr("Nothing has changed."))) }
            } else {
                reference("responses/\(Self.errorName(status))", &json)
            }
            return
        }
        json.object { json in
            json.field("description", words(Self.success(status)))
            writeHeaders(of: operation, &json)
            guard operation.success != 204 else { return }
            json.name("content")
            json.object { json in
                json.name("application/json")
                json.object { json in
                    json.name("schema")
                    writeAnswer(operation, &json)
                }
            }
        }
    }

    private func writeAnswer(_ operation: ApiOperation, _ json: inout JSONWriter) {
        guard let shape = operation.shape else {
            json.object { json in json.field("type", "object") }
            return
        }
        guard case .many = operation.answer else { return reference("schemas/" + shape.name, &json) }
        json.object { json in
            json.field("type", "array")
            json.name("items")
            reference("schemas/" + shape.name, &json)
        }
    }

    private func writeHeaders(of operation: ApiOperation, _ json: inout JSONWriter) {
        var headers: [(name: String, component: String)] = []
        switch operation.answer {
        case .one: headers = [("ETag", "ETag")]
        case .made: headers = [("ETag", "ETag"), ("Location", "Location")]
        case .many where !operation.sorts.isEmpty: headers = [("X-Total-Count", "Total"), ("Link", "Link")]
        default: return
        }
        json.name("headers")
        json.object { json in
            for header in headers {
                json.name(any: header.name)
                reference("headers/" + header.component, &json)
            }
        }
    }

    func reference(_ component: String, _ json: inout JSONWriter) {
        json.object { json in json.field("$ref", "#/components/" + component) }
    }

    private static func success(_ status: Int) -> Message {
        switch status {
        case 201: tr("It is made.")
        case 204: tr("It is done.")
        default: trc("answer", "Here it is.")
        }
    }
}

extension ApiOperation.Proof {
    var schemes: [String] {
        switch self {
        case .nobody: []
        case .tokenOrSession: ["token", "session"]
        case .password: ["password"]
        }
    }
}
