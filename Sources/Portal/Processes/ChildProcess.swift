import Foundation

/// Runs another program: bounded in memory, time and output, apart from everything the portal holds, and gone when the portal is.
///
/// The child leads a session and a process group of its own, which is killed as a whole. It inherits no descriptor and no
/// environment. util-linux' `prlimit` and `setpriv` set its limits, since nothing of ours may run between fork and exec.
public enum ChildProcess {
    /// Runs a program to its end and hands back what it wrote. One thread of its own waits; none of those that serve requests does.
    ///
    /// - Parameters:
    ///   - executable: a name to look for in `/usr/local/bin`, `/usr/bin` and `/bin`, or an absolute path.
    ///   - environment: what the child finds besides `PATH`, `HOME` and `LANG=C.UTF-8`.
    ///   - directory: where it works; by default where the portal does.
    ///   - input: what it reads from its standard input.
    ///   - statuses: the exit statuses that are no failure.
    /// - Throws: ``ProcessError``; also when the task is cancelled, after the child has been killed.
    public static func run(
        _ executable: String, _ arguments: [String], limits: ProcessLimits = ProcessLimits(),
        environment: [String: String] = [:], directory: String? = nil, input: [UInt8] = [],
        accepting statuses: Set<Int32> = [0]
    ) async throws(ProcessError) -> ProcessOutput {
        let order = try ProcessOrder(
            executable, arguments, limits: limits, environment: environment, directory: directory, input: input,
            statuses: statuses)
        let stop = StopSign()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: Waiting) in
                let thread = Thread { continuation.resume(returning: order.carriedOut(until: stop)) }
                thread.name = "child"
                thread.start()
            }
        } onCancel: {
            stop.raise()
        }
        return try result.get()
    }

    /// The same for a command that has nothing else to do: the thread that calls waits. Not for what serves requests.
    public static func runAndWait(
        _ executable: String, _ arguments: [String], limits: ProcessLimits = ProcessLimits(),
        environment: [String: String] = [:]
    ) throws(ProcessError) -> ProcessOutput {
        try ProcessOrder(executable, arguments, limits: limits, environment: environment)
            .carriedOut(until: StopSign()).get()
    }

    /// Where a program is; nil where it is not installed.
    public static func path(of executable: String) -> String? {
        guard !executable.isEmpty, !executable.utf8.contains(0) else { return nil }
        let candidates =
            executable.hasPrefix("/") ? [executable] : folders.map { $0 + "/" + executable }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private typealias Waiting = CheckedContinuation<Result<ProcessOutput, ProcessError>, Never>

    static let folders = ["/usr/local/bin", "/usr/bin", "/bin"]
}
