public import PortalDatabase

/// The elements as the database holds them now, seen from inside a unit of work.
struct StoredElements: Elements {
    let db: any Connection

    func exists(_ scope: Scope, _ element: Int64) throws -> Bool {
        guard let storage = scope.storage else { return false }
        let table = storage.table
        return try db.row("SELECT 1 AS found FROM \(identifier: table) WHERE id = \(element)") != nil
    }

    func parent(_ scope: Scope, _ element: Int64) throws -> Int64? {
        guard let storage = scope.storage, let parent = scope.parent else { return nil }
        let sql: SQL = "SELECT \(sql: parent.column) AS parent FROM \(identifier: storage.table) WHERE id = \(element)"
        return try db.row(sql)?.get("parent", as: Int64?.self)
    }

    func holds(_ relation: Scope.Relation, _ scope: Scope, _ element: Int64, person: Int64) throws -> Bool {
        guard let storage = scope.storage else { return false }
        let table = storage.table
        return try db.row(
            "SELECT 1 AS found FROM \(identifier: table) WHERE id = \(element) AND (\(sql: relation.condition(person)))"
        ) != nil
    }
}

extension Connection {
    /// The element a person typed or a path names, by its custom id; nil where there is none.
    public func element(_ key: String, of scope: Scope) throws -> Int64? {
        guard let storage = scope.storage, key.utf8.count <= 500, !key.utf8.contains(0) else { return nil }
        let typed = storage.normalise(key)
        return try row("SELECT id FROM \(identifier: storage.table) WHERE \(sql: storage.key) = \(typed)")?.get("id")
    }

    /// What an element is called on screen; nil when it is gone.
    public func label(_ element: Int64, of scope: Scope) throws -> String? {
        guard let storage = scope.storage else { return nil }
        return try row("SELECT \(sql: storage.label) AS label FROM \(identifier: storage.table) WHERE id = \(element)")?
            .get("label")
    }
}

extension Grants {
    /// A condition over the scope's table that chooses the rows on which this action is allowed: what a list shows, counts and
    /// exports. The same grants and relations as for one element, so that a list can never show more than its pages.
    public func visible(_ action: Action, _ scope: Scope, in catalogue: Scopes) -> SQL {
        guard reaches(action, scope.name) else { return "1 = 0" }
        guard action == .write else { return reached(action, scope, in: catalogue) }
        // Create and update may come from two grants, and writing asks for both.
        let both: SQL =
            "(\(sql: reached(.create, scope, in: catalogue))) AND (\(sql: reached(.update, scope, in: catalogue)))"
        return "((\(sql: reached(.write, scope, in: catalogue))) OR (\(sql: both)))"
    }

    private func reached(_ action: Action, _ scope: Scope, in catalogue: Scopes) -> SQL {
        if holds(action, scope) { return "1 = 1" }
        guard let storage = scope.storage else { return "1 = 0" }
        var alternatives: [SQL] = []
        var elements: [Int64] = []
        for grant in byScope[scope.name] ?? [] where grant.action.covers(action) {
            switch grant.target {
            case .every: return "1 = 1"
            case .element(let element): elements.append(element)
            case .relation(let name):
                guard let person, let relation = scope.relations.first(where: { $0.name == name }) else { continue }
                alternatives.append("(\(sql: relation.condition(person)))")
            }
        }
        if !elements.isEmpty { alternatives.append("\(identifier: storage.table).id IN \(in: elements)") }
        if let parent = scope.parent, let above = catalogue[parent.scope], let upper = above.storage {
            let inner = reached(action, above, in: catalogue)
            alternatives.append(
                "\(sql: parent.column) IN (SELECT \(identifier: upper.table).id FROM \(identifier: upper.table) WHERE \(sql: inner))"
            )
        }
        return alternatives.isEmpty ? "1 = 0" : "(\(sql: alternatives.joined(separator: " OR ")))"
    }
}
