import Foundation
import PortalLanguage

/// What a job said, as its row keeps it: a sentence that each administrator reads in their own language.
enum JobReport {
    /// Characters that are kept of an error's own words.
    static let most = 500

    /// A sentence, to be stored.
    static func text(_ message: Message) throws -> String {
        String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
    }

    /// An error's own words, to be stored.
    static func text(of words: String) throws -> String {
        try text(.verbatim(String(words.filter { $0 != "\0" }.prefix(most))))
    }

    /// What was stored; a text of another kind is shown as it is.
    static func message(_ text: String) -> Message {
        (try? JSONDecoder().decode(Message.self, from: Data(text.utf8))) ?? .verbatim(text)
    }
}
