/// Everything a child is started with.
struct ProcessOrder: Sendable {
    let words: [String]
    let environment: [String: String]
    let directory: String?
    let input: [UInt8]
    let limits: ProcessLimits
    let statuses: Set<Int32>

    init(
        _ executable: String, _ arguments: [String], limits: ProcessLimits, environment: [String: String],
        directory: String? = nil, input: [UInt8] = [], statuses: Set<Int32> = [0]
    ) throws(ProcessError) {
        guard let program = ChildProcess.path(of: executable) else { throw .notFound(executable) }
        words = limits.wrapper + [program] + arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.limits = limits
        self.statuses = statuses
    }

    /// Blocks until the child has ended or been killed.
    func carriedOut(until stop: StopSign) -> Result<ProcessOutput, ProcessError> {
        do throws(ProcessError) {
            let pipes = try ChildPipes(withInput: !input.isEmpty)
            let child = try SpawnedChild(self, pipes)
            return .success(try ChildWatch(child, pipes, self).output(until: stop))
        } catch {
            return .failure(error)
        }
    }
}
