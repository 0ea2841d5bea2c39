import Foundation
import Synchronization

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
    /// - Throws: ``ProcessFault``; also when the task is cancelled, after the child has been killed.
    public static func run(
        _ executable: String, _ arguments: [String], limits: ProcessLimits = ProcessLimits(),
        environment: [String: String] = [:], directory: String? = nil, input: [UInt8] = [],
        accepting statuses: Set<Int32> = [0]
    ) async throws(ProcessFault) -> ProcessOutput {
        guard let program = path(of: executable) else { throw .notFound(executable) }
        let order = ProcessOrder(
            words: limits.wrapper + [program] + arguments, environment: environment, directory: directory,
            input: input, limits: limits, statuses: statuses)
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

    /// Where a program is; nil where it is not installed.
    public static func path(of executable: String) -> String? {
        guard !executable.isEmpty, !executable.utf8.contains(0) else { return nil }
        let candidates =
            executable.hasPrefix("/") ? [executable] : folders.map { $0 + "/" + executable }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private typealias Waiting = CheckedContinuation<Result<ProcessOutput, ProcessFault>, Never>

    static let folders = ["/usr/local/bin", "/usr/bin", "/bin"]
}

/// Raised once by whoever no longer waits for a child.
final class StopSign: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func raise() { raised.store(true, ordering: .releasing) }
}

/// Everything a child is started with.
struct ProcessOrder: Sendable {
    let words: [String]
    let environment: [String: String]
    let directory: String?
    let input: [UInt8]
    let limits: ProcessLimits
    let statuses: Set<Int32>

    /// Blocks until the child has ended or been killed.
    func carriedOut(until stop: StopSign) -> Result<ProcessOutput, ProcessFault> {
        do throws(ProcessFault) {
            let pipes = try ChildPipes(withInput: !input.isEmpty)
            let child = try SpawnedChild(self, pipes)
            return .success(try ChildWatch(child, pipes, self).output(until: stop))
        } catch {
            return .failure(error)
        }
    }
}
