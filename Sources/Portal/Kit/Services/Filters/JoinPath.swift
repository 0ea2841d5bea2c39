public import PortalDatabase

/// One step from a row to the record it refers to: `contract.client_id` to `client.id`.
public struct Join: Sendable {
    /// What the row stores: the record's id, or NULL.
    let link: SQL
    /// The record's table and its id.
    let table, id: SQL
    /// Which records whoever asks may see. The fields of any other are empty, or they would tell what is in it.
    let visible: SQL

    /// A step to one record at most.
    public init(_ link: SQL, to table: SQL, id: SQL, visible: SQL = "1 = 1") {
        self.link = link
        self.table = table
        self.id = id
        self.visible = visible
    }
}

/// The way from a row to the record whose field is asked for; empty for a field of the row itself.
///
/// A question about a far record becomes `link IN (SELECT id FROM …)`, which an engine answers once for all rows and can begin with, where a
/// value fetched for each row would have to be fetched for each row.
struct JoinPath: Sendable {
    var hops: [Join]

    static func + (a: JoinPath, b: JoinPath) -> JoinPath { JoinPath(hops: a.hops + b.hops) }

    /// The rows whose far record meets a condition.
    func reaching(_ condition: SQL) -> SQL {
        hops.reversed().reduce(condition) { condition, hop in
            """
            \(sql: hop.link) IN (SELECT \(sql: hop.id) FROM \(sql: hop.table)
            WHERE (\(sql: hop.visible)) AND (\(sql: condition)))
            """
        }
    }

    /// All other rows, those without a far record among them.
    func missing(_ condition: SQL) -> SQL {
        guard let first = hops.first else { return "NOT (\(sql: condition))" }
        return "(\(sql: first.link) IS NULL OR NOT (\(sql: reaching(condition))))"
    }

    /// A far value as one of the row, for its place in an order; NULL where there is no far record.
    func value(_ expression: SQL) -> SQL {
        hops.reversed().reduce(expression) { expression, hop in
            """
            (SELECT \(sql: expression) FROM \(sql: hop.table)
            WHERE \(sql: hop.id) = \(sql: hop.link) AND (\(sql: hop.visible)))
            """
        }
    }
}
