import PortalFiles
import PortalLanguage

/// The schemas of records, bodies and errors.
extension OpenAPI {
    func writeSchemas(_ json: inout JSONWriter) {
        var shapes: [ApiShape] = []
        var bodies: [ApiBody] = []
        func note(_ shape: ApiShape) {
            guard !shapes.contains(where: { $0.name == shape.name }) else { return }
            shapes.append(shape)
            for field in shape.fields { if case .records(let inner) = field.kind { note(inner) } }
        }
        for (_, operation) in routes {
            if let shape = operation.shape { note(shape) }
            if let body = operation.body, !bodies.contains(where: { $0.name == body.name }) { bodies.append(body) }
        }
        json.object { json in
            for shape in shapes {
                let read = shape.fields.filter(\.isRead)
                write(shape.name, read, needed: read, &json)
            }
            for body in bodies {
                write(body.name, body.fields, needed: body.way == .merge ? [] : body.fields.filter(\.isNeeded), &json)
            }
            writeError(&json)
        }
    }

    private func write(_ name: String, _ fields: [ApiField], needed: [ApiField], _ json: inout JSONWriter) {
        json.name(any: name)
        json.object { json in
            json.field("type", "object")
            json.field("additionalProperties", false)
            if !needed.isEmpty { json.field("required", needed.map(\.text)) }
            json.name("properties")
            json.object { json in
                for field in fields {
                    json.name(field.name)
                    json.object { json in write(field, &json) }
                }
            }
        }
    }

    private func write(_ field: ApiField, _ json: inout JSONWriter) {
        json.field("title", words(field.title))
        let type =
            switch field.kind {
            case .text, .identifier, .email, .money, .day, .instant, .choice: "string"
            case .integer: "integer"
            case .flag: "boolean"
            case .texts, .records: "array"
            }
        if field.isOptional { json.field("type", [type, "null"]) } else { json.field("type", type) }
        switch field.kind {
        case .text(let most): json.field("maxLength", most)
        case .identifier: json.field("maxLength", 120)
        case .email: json.field("maxLength", 254)
        case .money:
            json.field("pattern", #"^-?[0-9]{1,13}(\.[0-9]{1,2})?$"#)
            json.field("examples", ["1275.45"])
        case .day: json.field("format", "date")
        case .instant: json.field("format", "date-time")
        case .choice(let choices):
            json.name("enum")
            json.list { json in
                for choice in choices { json.value(choice) }
                if field.isOptional { json.null() }
            }
        case .texts:
            if field.isWritten { json.field("minItems", 1) }
            json.name("items")
            json.object { json in json.field("type", "string") }
        case .records(let shape):
            json.name("items")
            reference("schemas/" + shape.name, &json)
        case .integer, .flag: break
        }
    }

    private func writeError(_ json: inout JSONWriter) {
        func member(_ name: StaticString, _ type: StaticString, _ json: inout JSONWriter) {
            json.name(name)
            json.object { json in json.field("type", type.description) }
        }
        json.name("Error")
        json.object { json in
            json.field("type", "object")
            json.field("required", ["error"])
            json.name("properties")
            json.object { json in
                json.name("error")
                json.object { json in
                    json.field("type", "object")
                    json.field("required", ["code", "message", "fields", "request_id"])
                    json.name("properties")
                    json.object { json in
                        member("code", "string", &json)
                        member("message", "string", &json)
                        json.name("fields")
                        json.object { json in
                            json.field("type", "object")
                            json.name("additionalProperties")
                            json.object { json in
                                json.field("type", "array")
                                json.name("items")
                                json.object { json in json.field("type", "string") }
                            }
                        }
                        member("position", "integer", &json)
                        member("request_id", "string", &json)
                    }
                }
            }
        }
    }

    /// Every error that some route can answer.
    func writeErrors(_ json: inout JSONWriter) {
        let statuses = Set(routes.flatMap { $0.route.statuses }).filter { $0 >= 400 }.sorted()
        json.object { json in
            for status in statuses {
                json.name(any: Self.errorName(status))
                json.object { json in
                    json.field("description", words(ApiStatus.words(status)))
                    json.name("content")
                    json.object { json in
                        json.name("application/json")
                        json.object { json in
                            json.name("schema")
                            reference("schemas/Error", &json)
                        }
                    }
                }
            }
        }
    }

    static func errorName(_ status: Int) -> String { "Error\(status)" }
}

/// What the statuses of errors mean.
enum ApiStatus {
    static func words(_ status: Int) -> Message {
        switch status {
        case 400: tr("The request cannot be read.")
        case 401: tr("Not, or not rightly, said who asks.")
        case 403: tr("Not allowed; or the password is needed again.")
        case 404: tr("There is nothing of this name.")
        case 409: tr("What is stored does not allow it.")
        case 412: tr("What is stored is not what was seen.")
        case 413: tr("Too long.")
        case 415: tr("Not JSON.")
        case 422: tr("Something in the fields, or in the filter, is not right.")
        case 428: tr("If-Match is missing.")
        case 429: tr("Too many attempts; Retry-After says how long to wait.")
        default: tr("Not right now; Retry-After says when to try again.")
        }
    }
}
