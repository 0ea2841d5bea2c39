import Foundation

/// Reads what a child writes and writes what it reads, until it has ended, its time is over or nobody waits any more.
struct ChildWatch {
    private let child: SpawnedChild
    private let pipes: ChildPipes
    private let limits: ProcessLimits
    private let statuses: Set<Int32>
    private let deadline: ContinuousClock.Instant
    private var input: ArraySlice<UInt8>
    private var output: [UInt8] = []
    private var errors: [UInt8] = []

    init(_ child: SpawnedChild, _ pipes: ChildPipes, _ order: ProcessOrder) {
        self.child = child
        self.pipes = pipes
        limits = order.limits
        statuses = order.statuses
        deadline = .now + .seconds(order.limits.wallSeconds)
        input = order.input[...]
    }

    /// What it wrote, once it has ended well.
    consuming func output(until stop: StopSign) throws(ProcessError) -> ProcessOutput {
        // Writing to a child that is gone must be an error here, not the end of the portal; the thread ends with this call.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        var fault: ProcessError?
        while fault == nil, !child.hasEnded {
            exchange()
            if output.count > limits.output { fault = .tooMuchOutput }
            if ContinuousClock.now >= deadline { fault = .timedOut }
            if stop.isRaised { fault = .cancelled }
        }
        child.killGroup()
        let status = child.reap()
        if let fault { throw fault }
        drain()
        guard output.count <= limits.output else { throw .tooMuchOutput }
        let said = String(decoding: errors, as: UTF8.self)
        let signal = status & 0x7f
        guard signal == 0 else { throw .killed(signal: signal) }
        let code = (status >> 8) & 0xff
        guard statuses.contains(code) else { throw .failed(status: code, message: said) }
        return ProcessOutput(status: code, output: output, errors: said)
    }

    /// Waits a moment for something to read or to write, and does it.
    private mutating func exchange() {
        var polls: [pollfd] = []
        if let output = pipes.output { polls.append(pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)) }
        if let errors = pipes.errors { polls.append(pollfd(fd: errors.number, events: Int16(POLLIN), revents: 0)) }
        if let input = pipes.input { polls.append(pollfd(fd: input.number, events: Int16(POLLOUT), revents: 0)) }
        // With its pipes closed a child is about to end; otherwise its end wakes us through them.
        poll(&polls, nfds_t(polls.count), pipes.output == nil && pipes.errors == nil ? 1 : 50)
        drain()
        feed()
    }

    /// Takes what the pipes hold now.
    private mutating func drain() {
        if let pipe = pipes.output, !Self.read(pipe, into: &output, atMost: limits.output &+ 1) { pipes.output = nil }
        if let pipe = pipes.errors, !Self.read(pipe, into: &errors, atMost: 16_384) { pipes.errors = nil }
    }

    /// False: nothing more will come. What does not fit is read and forgotten, so that the child goes on.
    private static func read(_ pipe: Descriptor, into bytes: inout [UInt8], atMost limit: Int) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // A child that writes without end must not keep us from looking at the clock.
        for _ in 0..<16 {
            let got = Foundation.read(pipe.number, &buffer, buffer.count)
            if got == 0 { return false }
            if got < 0 { return errno == EAGAIN || errno == EINTR }
            bytes.append(contentsOf: buffer.prefix(min(got, max(limit &- bytes.count, 0))))
        }
        return true
    }

    private mutating func feed() {
        guard let pipe = pipes.input else { return }
        while !input.isEmpty {
            let written = input.withUnsafeBytes { write(pipe.number, $0.baseAddress, $0.count) }
            if written < 0, errno == EAGAIN || errno == EINTR { return }
            // It does not want to read: its own affair.
            guard written > 0 else { break }
            input = input.dropFirst(written)
        }
        pipes.input = nil
    }
}
