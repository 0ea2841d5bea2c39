import ArgumentParser
import Foundation
import PortalConfiguration
import PortalKit
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
        let configuration = try Configuration.load()
        let problems = try PasswordPolicy(resources: configuration.resources).problems(
            password, userName: username, email: email, here: [configuration.siteName])
        if !problems.isEmpty {
            throw CommandError("this password cannot be taken: " + problems.map(Self.words).joined(separator: ", "))
        }
        return try PasswordHash.hash(password)
    }

    private static func words(_ problem: PasswordError) -> String {
        switch problem {
        case .tooShort(let minimum): "fewer than \(minimum) characters"
        case .tooLong(let maximum): "more than \(maximum) characters"
        case .containsName: "the user name or the address stands in it"
        case .tooCommon: "one of those that most people use, or that have been leaked"
        case .tooSimple: "a common word or a row of keys with little around it, or a repetition"
        }
    }

    private func read() throws -> String? {
        if fromInput {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw CommandError("there is no password on standard input")
            }
            return line
        }
        guard isatty(0) == 1 else { return nil }
        let first = Self.ask("Password (empty for none): ")
        guard !first.isEmpty else { return nil }
        guard Self.ask("Once more: ") == first else { throw CommandError("these are two different passwords") }
        return first
    }

    private static func ask(_ prompt: String) -> String { getpass(prompt).map { String(cString: $0) } ?? "" }
}
