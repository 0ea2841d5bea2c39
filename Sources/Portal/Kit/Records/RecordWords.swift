public import PortalDatabase
public import PortalLanguage

/// The sentences of a kind of record. Those with a usual form are said so that they fit every kind, in both languages.
public struct RecordWords: Sendable {
    /// One of them, as the log says it: “Company”.
    let one: Message
    /// The list: “Companies”.
    let many: Message
    /// The name of an export’s file, without its ending.
    let file: Message
    /// The sentences of the list.
    let list: RecordList<Row>.Words
    /// The heading of the form for a new one, and its button.
    let new, add: Message
    /// Said when one is put away, and when it is taken back.
    public var archived = tr("Put into the archive. Nothing is lost.")
    /// See ``archived``.
    public var restored = tr("Back in the list.")
    /// What its page says before the day it was entered.
    public var since = tr("In the portal since")
    /// The question before one is deleted.
    public var delete = tr("Delete this for good?")
    /// What is lost with it.
    public var lost = tr("Everything that is known of it will be lost. This cannot be undone.")
    /// Said where the identifier is another one's already.
    public var taken = tr("Something else already has this identifier.")
    /// Said where something refers to what is to be deleted.
    public var referenced = tr("Something else refers to this. Remove that first, or archive it.")
    /// What an import's page says of the file, a paragraph each.
    public var importNotes = [
        tr("The file is what the export writes; an export that is sent again changes nothing."),
        tr("A line whose identifier is here already changes that record; an empty cell changes nothing."),
    ]

    /// The sentences that differ from kind to kind.
    public init(
        one: Message, many: Message, file: Message, new: Message, add: Message, list: RecordList<Row>.Words
    ) {
        self.one = one
        self.many = many
        self.file = file
        self.new = new
        self.add = add
        self.list = list
    }
}
