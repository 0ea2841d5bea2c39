import CSpawn
import Foundation

/// A descriptor of ours, closed with its last reference.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }
}

/// The pipes between the portal and one child: near ends ours and non-blocking, far ends the child's. All are closed on exec; the
/// child's come back through `dup2`.
final class ChildPipes {
    /// Where the child's input is written; nil where there is none, or no more.
    var input: Descriptor?
    var output: Descriptor?
    var errors: Descriptor?
    /// The child's standard input, output and errors; given up once it has started.
    var far: [Descriptor]

    init(withInput: Bool) throws(ProcessError) {
        let (outputNear, outputFar) = try Self.pipe()
        let (errorsNear, errorsFar) = try Self.pipe()
        output = outputNear
        errors = errorsNear
        if withInput {
            let (read, write) = try Self.pipe(nearReads: false)
            input = write
            far = [read, outputFar, errorsFar]
        } else {
            let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard nothing >= 0 else { throw .system(errno) }
            far = [Descriptor(nothing), outputFar, errorsFar]
        }
    }

    /// The end that reads and the end that writes; ours never blocks.
    private static func pipe(nearReads: Bool = true) throws(ProcessError) -> (Descriptor, Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw .system(errno) }
        let pair = (Descriptor(ends[0]), Descriptor(ends[1]))
        let near = nearReads ? ends[0] : ends[1]
        guard fcntl(near, F_SETFL, fcntl(near, F_GETFL) | O_NONBLOCK) == 0 else { throw .system(errno) }
        return pair
    }
}
