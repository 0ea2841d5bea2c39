import PortalConfiguration
import PortalFiles
import PortalKit
import PortalLanguage
import PortalSecurity

/// Why a command could not do what it was asked, in words for whoever typed it.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// Any error in words.
    static func words(for error: any Error) -> String {
        switch error {
        case let refusal as RoleError: words(for: refusal)
        case let errors as FieldErrors: words(for: errors)
        case let fault as ImportError: Speech(try? .load()).text(fault.message)
        case let fault as CSVError: Speech(try? .load()).text(fault.message)
        case let problem as PasswordError: "this password cannot be taken: \(problem)"
        case let failure as Failure: "\(failure)"
        default: "\(error)"
        }
    }

    private static func words(for errors: FieldErrors) -> String {
        let speech = Speech(try? .load())
        return errors.list.map { "\($0.field): \(speech.text($0.message))" }.joined(separator: "\n")
    }

    private static func words(for refusal: RoleError) -> String {
        switch refusal {
        case .nameTaken: "a role of this name exists already"
        case .noSuchRole: "there is no such role; `portal role list` shows those there are"
        case .publicRole: "PUBLIC belongs to everybody: it can be neither deleted, renamed, given nor taken"
        case .lastAdministrator: "nobody could administer the portal any more"
        case .notHeld(let permission): "only who holds \(permission) may give it away"
        case .invalid(let part): "this \(part) makes no sense here"
        case .stale: "somebody else changed this meanwhile; try again"
        }
    }
}
