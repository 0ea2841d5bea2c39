public import PortalDatabase
public import PortalFiles
import PortalLanguage

/// A kind of record that programs read and write under `/api/v1`: what one looks like, and where it is read from. Its routes call the
/// functions that the pages call.
public struct ApiResource: Sendable {
    /// Its name in addresses: `clients`.
    public let name: String
    /// What one of them looks like.
    public let shape: ApiShape
    /// What its rights are about.
    public let scope: Scope
    /// The sorts of its list, by name.
    let sorts: [String]
    /// The parameters that narrow its list, beside `q`.
    let filters: [ApiOperation.Parameter]
    /// The statement that reads one, with the columns that `write` takes, and `version`.
    let one: @Sendable (_ element: Int64) -> SQL
    /// The identifier of a row, as addresses have it.
    let key: @Sendable (Row) throws -> String
    /// Writes a row, member by member.
    let write: @Sendable (Row, inout JSONWriter) throws -> Void

    /// A kind of record.
    public init(
        _ name: String, _ shape: ApiShape, scope: Scope, sorts: [String], filters: [ApiOperation.Parameter],
        one: @escaping @Sendable (_ element: Int64) -> SQL, key: @escaping @Sendable (Row) throws -> String,
        write: @escaping @Sendable (Row, inout JSONWriter) throws -> Void
    ) {
        self.name = name
        self.shape = shape
        self.scope = scope
        self.sorts = sorts
        self.filters = filters
        self.one = one
        self.key = key
        self.write = write
    }

    /// `/api/v1/clients`.
    var path: String { "/api/v1/\(name)" }
    /// `/api/v1/clients/{client}`: the parameter has the name of the scope.
    var elementPath: String { "\(path)/{\(scope.name)}" }

    /// May this be done to the element that the path names?
    public func on(_ action: Action) -> Access { .mayOn(action, scope, path: scope.name) }

    /// The record as it stands; 404 where it is gone.
    func element(_ id: Int64, _ db: any Connection) throws -> ApiElement {
        guard let row = try db.row(one(id)) else { throw Failure.notFound }
        var json = JSONWriter()
        try write(row, &json)
        return ApiElement(
            json: json, version: try row.get("version"), path: "\(path)/\(Escape.query(try key(row)))")
    }

    func operation(_ verb: String, _ summary: Message, _ answer: ApiOperation.Answer, many: Bool = false)
        -> ApiOperation
    {
        ApiOperation(verb + (many ? shape.name + "List" : shape.name), in: name, summary, answer: answer)
    }
}
