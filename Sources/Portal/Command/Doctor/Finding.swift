/// One thing the doctor looked at.
struct Finding: Sendable {
    /// How it is.
    enum State: String, Sendable {
        case good = "ok"
        case warning = "warning"
        case bad = "fault"
    }

    let state: State
    let topic: String
    let words: String

    static func good(_ topic: String, _ words: String) -> Finding { Finding(state: .good, topic: topic, words: words) }
    static func warning(_ topic: String, _ words: String) -> Finding {
        Finding(state: .warning, topic: topic, words: words)
    }
    static func bad(_ topic: String, _ words: String) -> Finding { Finding(state: .bad, topic: topic, words: words) }
}
