import Synchronization

/// What all connections to one server know together.
final class PostgreSQLShared: Sendable {
    private struct State {
        var tableNames: [UInt32: String] = [:]
        /// Statements whose texts must be bound with the type `text`, since nothing else in them says it.
        var closed: Set<String> = []
    }

    private let state = Mutex(State())

    var tableNames: [UInt32: String] { state.withLock { $0.tableNames } }

    func unknownTables(_ numbers: [UInt32]) -> Set<UInt32> {
        state.withLock { state in Set(numbers.filter { $0 != 0 && state.tableNames[$0] == nil }) }
    }

    func add(_ names: [(UInt32, String)]) {
        state.withLock { state in
            for (number, name) in names { state.tableNames[number] = name }
        }
    }

    func isClosed(_ text: String) -> Bool {
        state.withLock { !$0.closed.isEmpty && $0.closed.contains(text) }
    }

    func close(_ text: String) { _ = state.withLock { $0.closed.insert(text) } }
}
