import PortalConfiguration
import PortalKit
import PortalLanguage
import PortalTemplates

/// Every operation, by what it belongs to, with an example to begin with.
struct ApiPage: Page {
    let address: String
    let groups: [GroupView]

    static let template = "api/guide.html"
    static let fields: [Field<ApiPage>] = [.text("address") { $0.address }, .list("groups") { $0.groups }]
    static var sample: ApiPage {
        let one = OperationView(
            method: "GET", path: "/api/v1/clients", summary: tr("The clients that you may see."),
            access: "read/client[some]", fields: [FieldLine(name: "q", title: tr("Name"), isNeeded: true)],
            statuses: "200, 401")
        return ApiPage(
            address: "https://portal.example", groups: [GroupView(name: "clients", operations: [one])])
    }
}

/// Operations that belong together.
struct GroupView: Model {
    let name: String
    let operations: [OperationView]
    static let fields: [Field<GroupView>] = [.text("name") { $0.name }, .list("operations") { $0.operations }]
}

/// One operation.
struct OperationView: Model {
    let method, path: String
    let summary: Message
    let access: String
    let fields: [FieldLine]
    let statuses: String

    static let fields: [Field<OperationView>] = [
        .text("method") { $0.method }, .text("path") { $0.path }, .message("summary") { $0.summary },
        .text("access") { $0.access }, .list("fields") { $0.fields }, .text("statuses") { $0.statuses },
    ]
}

/// A parameter, or a member of the body.
struct FieldLine: Model {
    let name: String
    let title: Message
    let isNeeded: Bool
    static let fields: [Field<FieldLine>] = [
        .text("name") { $0.name }, .message("title") { $0.title }, .flag("needed") { $0.isNeeded },
    ]
}

extension ApiPage {
    init(_ context: RequestContext) {
        address = context.application.configuration.baseURL.text
        groups = ApiGuide(context).groups.map { group in
            GroupView(
                name: group.name,
                operations: group.operations.map { operation in
                    OperationView(
                        method: operation.method, path: operation.path, summary: operation.summary,
                        access: operation.access,
                        fields: operation.parameters.map { FieldLine(name: $0.name, title: $0.title, isNeeded: false) }
                            + operation.fields.map {
                                FieldLine(name: $0.name, title: $0.title, isNeeded: $0.isNeeded)
                            },
                        statuses: operation.statuses.map { String($0) }.joined(separator: ", "))
                })
        }
    }
}
