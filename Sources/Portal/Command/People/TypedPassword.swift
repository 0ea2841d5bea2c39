import ArgumentParser
import Foundation
import PortalSecurity

/// A password as a command gets it: from standard input, never from the command line, where everybody on the machine
/// could read it.
struct TypedPassword: ParsableArguments {
    @Flag(
        name: .customLong("password-stdin"), help: "Read the password from standard input, up to the first line's end.")
    var fromInput = false

    /// The password's digest; nil where none was given. Throws for one that is too weak.
    func digest(username: String?, email: String?) throws -> String? {
        guard let password = try read() else { return nil }
        let problems = PasswordPolicy.problems(password, userName: username, email: email)
        if !problems.isEmpty {
            throw CommandFault("this password cannot be taken: " + problems.map { "\($0)" }.joined(separator: ", "))
        }
        return try PasswordHash.hash(password)
    }

    private func read() throws -> String? {
        if fromInput {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw CommandFault("there is no password on standard input")
            }
            return line
        }
        guard isatty(0) == 1 else { return nil }
        let first = Self.ask("Password (empty for none): ")
        guard !first.isEmpty else { return nil }
        guard Self.ask("Once more: ") == first else { throw CommandFault("these are two different passwords") }
        return first
    }

    private static func ask(_ prompt: String) -> String { getpass(prompt).map { String(cString: $0) } ?? "" }
}
