import PortalFiles
import PortalKit

/// Why a command about a portal elsewhere could not do what it was asked, in words for whoever typed it.
struct RemoteError: Error, Equatable {
    /// How the command ends.
    enum Status: Int32 {
        /// It was refused, or failed.
        case refused = 1
        /// The command line makes no sense.
        case usage = 2
        /// Nobody is signed in, or not any more.
        case notSignedIn = 3
    }

    let status: Status
    /// What happened, then what belongs to it: a line for each field.
    let lines: [String]

    init(_ status: Status, _ lines: String...) {
        self.status = status
        self.lines = lines
    }

    /// What a portal's refusal says.
    ///
    /// - Parameters:
    ///   - filter: the filter that was sent, to show where in it something is wrong.
    ///   - byPassword: whether a password was shown, not a token: then 401 says that it is wrong.
    init(_ answer: RemoteAnswer, filter: String? = nil, byPassword: Bool = false) {
        status = answer.status == 401 && !byPassword ? .notSignedIn : .refused
        guard let error = try? JSONReader.read(answer.body, within: .answer)["error"],
            let message = error["message"]?.text
        else {
            lines = ["the portal answered \(answer.status), without a word that this program understands"]
            return
        }
        var lines = [Shown.line(message)]
        if let filter, let column = error["position"]?.integer.flatMap(Int.init(exactly:)) {
            let excerpt = FilterExcerpt(filter, column: column)
            lines.append("  " + excerpt.before + excerpt.after)
            lines.append("  " + String(repeating: " ", count: TextWidth.of(excerpt.before)) + "^")
        } else if case .object(let fields)? = error["fields"] {
            for field in fields {
                guard case .list(let messages) = field.value else { continue }
                lines += messages.compactMap(\.text).map { Shown.line("  \(field.name): \($0)") }
            }
        }
        if status == .notSignedIn { lines.append("  `portal login URL` signs in.") }
        self.lines = lines
    }
}
