import PortalDatabase
public import PortalLanguage

/// What a route does for programs: everything that `/api/openapi.json` and the readable page say about it.
public struct ApiOperation: Sendable {
    /// What comes back when all is well.
    enum Answer: Sendable {
        /// 204, nothing.
        case nothing
        /// One record, with its ETag.
        case one(ApiShape)
        /// One record without a state of its own: a token.
        case plain(ApiShape)
        /// A list of records.
        case many(ApiShape)
        /// 201, the record and where it is.
        case made(ApiShape)
        /// 201, a record without an address of its own.
        case madePlain(ApiShape)
        /// The description of all this.
        case document
    }

    /// A parameter of the query.
    public struct Parameter: Sendable {
        let name: String
        let title: Message
        let choices: [String]

        /// A parameter; `choices` where only these words are understood.
        public init(_ name: String, _ title: Message, choices: [String] = []) {
            self.name = name
            self.title = title
            self.choices = choices
        }
    }

    /// How programs prove who they are here.
    enum Proof: Sendable {
        case nobody, tokenOrSession, password
    }

    /// `listClients`: unique.
    let id: String
    /// What it belongs to: `clients`.
    let group: String
    let summary: Message
    var parameters: [Parameter] = []
    var sorts: [String] = []
    var body: ApiBody?
    let answer: Answer
    var proof = Proof.tokenOrSession
    /// Whether a stored state must be named in `If-Match`; nil where it may be.
    var needsMatch: Bool?
    /// Statuses that only this one has.
    var others: [Int] = []

    init(_ id: String, in group: String, _ summary: Message, answer: Answer) {
        self.id = id
        self.group = group
        self.summary = summary
        self.answer = answer
    }

    var success: Int {
        switch answer {
        case .nothing: 204
        case .made, .madePlain: 201
        case .one, .plain, .many, .document: 200
        }
    }

    /// The shape that comes back.
    var shape: ApiShape? {
        switch answer {
        case .one(let shape), .plain(let shape), .many(let shape), .made(let shape), .madePlain(let shape): shape
        case .nothing, .document: nil
        }
    }
}

extension Route {
    /// Every status that a program can meet on this route in normal operation.
    var statuses: [Int] {
        guard let operation else { return [] }
        var statuses: Set<Int> = [operation.success, 400, 429, 503]
        statuses.formUnion(operation.others)
        switch operation.proof {
        case .nobody: break
        case .tokenOrSession: statuses.formUnion([401, 403])
        case .password: statuses.formUnion([401, 403])
        }
        if !parameters.isEmpty { statuses.insert(404) }
        if method != .get { statuses.formUnion([403, 409, 413]) }
        if operation.body != nil { statuses.formUnion([415, 422]) }
        if method == .post, operation.proof == .tokenOrSession { statuses.insert(422) }
        if let needed = operation.needsMatch { statuses.formUnion(needed ? [412, 428] : [412]) }
        if case .one = operation.answer, method == .get { statuses.insert(304) }
        if operation.parameters.contains(where: { $0.name == ListFilter.parameter }) { statuses.insert(422) }
        return statuses.sorted()
    }

    /// A route for programs. Its body is a form by the time the handler is called.
    static func api(
        _ method: Method, _ path: String, _ access: Access, _ operation: ApiOperation,
        _ handler: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    ) -> Route {
        Route(
            method, path, access, method == .get ? .read(handler) : .write(handler),
            bodyLimit: operation.body == nil ? Route.smallBody : Route.recordBody, operation: operation)
    }
}
