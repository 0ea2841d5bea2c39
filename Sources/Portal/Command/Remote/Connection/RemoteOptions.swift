import ArgumentParser
import Foundation

/// What every command about a portal elsewhere takes.
struct RemoteOptions: ParsableArguments {
    @Flag(help: "Speak to another machine without encryption. Passwords and tokens can then be read on the way.")
    var insecureHttp = false
}

/// A password that is shown to a portal: never on the command line, where everybody on the machine could read it.
struct RemotePassword: ParsableArguments {
    @Flag(
        name: .customLong("password-stdin"), help: "Read the password from standard input, up to the first line's end.")
    var fromInput = false

    /// The password, from standard input or typed unseen.
    func read(_ prompt: String) throws(RemoteError) -> String {
        let typed: String?
        if fromInput {
            typed = readLine(strippingNewline: true)
        } else if isatty(0) == 1 {
            typed = getpass(prompt).map { String(cString: $0) }
        } else {
            throw RemoteError(.usage, "the password is asked for on a terminal, or read with --password-stdin")
        }
        guard let typed, !typed.isEmpty else { throw RemoteError(.refused, "no password was given") }
        return typed
    }
}
