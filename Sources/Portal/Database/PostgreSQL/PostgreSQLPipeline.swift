import CPostgreSQL

/// Several commands on their way to the server in one go: BEGIN, the preparation and the execution of a statement cost one journey.
struct PostgreSQLPipeline {
    private let handle: OpaquePointer
    private var isSent: Bool

    struct Outcome {
        /// The answer to the last command, to be freed by whoever takes it.
        var answer: OpaquePointer?
        var failure: PostgreSQLError?
    }

    init(_ handle: OpaquePointer) {
        self.handle = handle
        isSent = PQenterPipelineMode(handle) == 1
    }

    mutating func send(_ text: String) {
        isSent = isSent && PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0) == 1
    }

    mutating func prepare(_ name: String, _ text: String, _ types: [UInt32]) {
        isSent = isSent && PQsendPrepare(handle, name, text, Int32(truncatingIfNeeded: types.count), types) == 1
    }

    mutating func execute(_ name: String, _ binding: PostgreSQLBinding) {
        isSent =
            isSent
            && binding.withValues { values, lengths, formats in
                PQsendQueryPrepared(handle, name, binding.count, values, lengths, formats, 0) == 1
            }
    }

    /// Waits for all answers: the last one, or the first failure.
    consuming func finish() -> Outcome {
        var outcome = Outcome()
        guard isSent, PQpipelineSync(handle) == 1 else {
            outcome.failure = PostgreSQLError(nil, on: handle)
            // What was sent before is unknown now: such a connection is given up.
            outcome.failure?.isBroken = true
            return outcome
        }
        var isLastEmpty = false
        while true {
            guard let result = PQgetResult(handle) else {
                // One empty result ends each command's answers; a second one in a row means that nothing more comes.
                if isLastEmpty { break }
                isLastEmpty = true
                continue
            }
            isLastEmpty = false
            let status = PQresultStatus(result)
            if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK {
                PQclear(outcome.answer)
                outcome.answer = result
                continue
            }
            if status != PGRES_PIPELINE_SYNC, status != PGRES_PIPELINE_ABORTED, outcome.failure == nil {
                outcome.failure = PostgreSQLError(result, on: handle)
            }
            PQclear(result)
            if status == PGRES_PIPELINE_SYNC { break }
        }
        if PQexitPipelineMode(handle) != 1 || PQstatus(handle) == CONNECTION_BAD {
            var failure = outcome.failure ?? PostgreSQLError(nil, on: handle)
            failure.isBroken = true
            outcome.failure = failure
        }
        if outcome.failure != nil {
            PQclear(outcome.answer)
            outcome.answer = nil
        }
        return outcome
    }
}
