public import PortalLanguage
public import PortalTemplates

/// A card on a record's page in which one thing is chosen at once: who looks after a client, who runs an event.
public struct ChoiceCard: Model {
    let heading: Message
    let action, name: String
    let label, none, submit: Message
    let choices: [Choice]
    let version: String

    /// - Parameters:
    ///   - action: where it is sent, as `name`.
    ///   - none: what choosing nothing is called.
    ///   - version: the state of the record that the choice was offered for, where that matters.
    public init(
        _ heading: Message, action: String, name: String, _ label: Message, _ choices: [Choice], none: Message,
        submit: Message, version: String = ""
    ) {
        self.heading = heading
        self.action = action
        self.name = name
        self.label = label
        self.choices = choices
        self.none = none
        self.submit = submit
        self.version = version
    }

    /// What its partial may name.
    public static let fields: [Field<ChoiceCard>] = [
        .message("heading") { $0.heading }, .text("action") { $0.action }, .text("name") { $0.name },
        .message("label") { $0.label }, .message("none") { $0.none }, .message("submit") { $0.submit },
        .list("choices") { $0.choices }, .text("version") { $0.version },
    ]

    static var sample: ChoiceCard {
        ChoiceCard(
            tr("Who looks after this client"), action: "/clients/LEFEVRE-ZOE/commercial", name: "commercial",
            tr("Commercial"), [Choice("commercial", named: "Camille Dubois", selected: true)], none: tr("Nobody"),
            submit: tr("Hand over"))
    }
}
