/// Why a child gave no result.
public enum ProcessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The program is not installed.
    case notFound(String)
    /// It took longer than it may, by the clock.
    case timedOut
    /// A signal ended it: `SIGXCPU` for too much processor time, `SIGXFSZ` for too long a file, `SIGKILL` for too little memory.
    case killed(signal: Int32)
    /// It ended by itself with a status that is no success, and said this.
    case failed(status: Int32, message: String)
    /// It wrote more than was asked for.
    case tooMuchOutput
    /// Nobody waits for it any more.
    case cancelled
    /// The system would not start it; its error number.
    case system(Int32)

    /// One line for a log.
    public var description: String {
        switch self {
        case .notFound(let name): "\(name) is not installed"
        case .timedOut: "took too long"
        case .killed(let signal): "was killed by signal \(signal)"
        case .failed(let status, let message): "ended with status \(status): \(message)"
        case .tooMuchOutput: "wrote too much"
        case .cancelled: "was cancelled"
        case .system(let code): "could not be started (error \(code))"
        }
    }
}
