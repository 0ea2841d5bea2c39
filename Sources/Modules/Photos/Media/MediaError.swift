import Foundation
import PortalKit
import PortalLanguage
import PortalProcesses

/// Why a media file is refused, or cannot be worked on now.
enum MediaError: Error, Sendable, Hashable {
    /// No kind of file that is shown here.
    case unknownType
    /// Not a byte in it.
    case empty
    /// Broken, cut off, or not what it says it is; what the program said that tried.
    case damaged(String)
    /// More pixels than we decode: 30,000 a side, 120 million in all.
    case tooLarge(width: Int, height: Int)
    /// Within the limits of size, but it needs more memory or processor time than a picture of that size should.
    case tooMuch
    /// A program is not installed.
    case toolMissing(String)
    /// It took too long, by the clock: perhaps the machine is busy.
    case timedOut
    /// The disk refused; what it said.
    case disk(String)
    /// Nobody waits for it any more.
    case cancelled

    /// What to tell people, beside the file's name.
    var words: Message {
        switch self {
        case .unknownType: tr("This is no picture or video that can be shown here.")
        case .empty: tr("The file is empty.")
        case .damaged: tr("The file is damaged or incomplete.")
        case .tooLarge(let width, let height):
            tr(
                "%(width)s × %(height)s pixels are too many: at most 30,000 a side and 120 million in all.",
                ["width": .number(width), "height": .number(height)])
        case .tooMuch: tr("The file takes too much memory or time to decode.")
        case .toolMissing(let name): tr("The program “%(name)s” is not installed on the server.", ["name": .text(name)])
        case .timedOut: tr("It took too long; please try again.")
        case .disk: tr("The server’s disk did not allow it; please try again later.")
        case .cancelled: tr("It was interrupted.")
        }
    }

    /// Whether another try may succeed; false where the file itself is to blame.
    var isWorthRetrying: Bool {
        switch self {
        case .unknownType, .empty, .damaged, .tooLarge, .tooMuch: false
        case .toolMissing, .timedOut, .disk, .cancelled: true
        }
    }

    /// What a program's end says about the file it read.
    init(_ fault: ProcessError) {
        switch fault {
        case .notFound(let name): self = .toolMissing(name)
        case .timedOut: self = .timedOut
        case .killed(SIGKILL), .killed(SIGTERM), .killed(SIGHUP), .killed(SIGINT):
            // Somebody ended it, or the machine was out of memory: not the file's doing, as far as we know.
            self = .cancelled
        case .killed(SIGXCPU), .killed(SIGXFSZ), .killed(SIGABRT), .killed(SIGTRAP), .tooMuchOutput: self = .tooMuch
        case .killed(let signal): self = .damaged("the decoder broke down (signal \(signal))")
        case .cancelled: self = .cancelled
        case .system(let code): self = .disk(String(cString: strerror(code)))
        case .failed(_, let message):
            let said = message.lowercased()
            if said.contains("no space left") || said.contains("read-only file system") {
                self = .disk(message)
            } else if said.contains("out of memory") || said.contains("cannot allocate memory") {
                self = .tooMuch
            } else {
                self = .damaged(String(message.prefix(300)))
            }
        }
    }
}
