public import PortalLanguage

/// A column of a list's table, said once: its head, its cells, and how much room the list must have to show it.
public struct ListColumn<Item: Sendable>: Sendable {
    /// The narrowest list that shows a column. The card of the list is measured, not the window.
    public enum Room: String, Sendable {
        /// Always. On a phone a row is two lines: the first column at the left, at most two others at its right.
        case phone = ""
        /// From a table of 656 px on.
        case tablet = "hide"
        /// From a table of 864 px on.
        case laptop = "hide goes-second"
        /// From a table of 1,056 px on.
        case desktop = "hide goes-first"
    }

    /// How its cells stand.
    public enum Look: String, Sendable {
        /// At the left; long texts break.
        case text = ""
        /// At the left, in one line: dates, telephone numbers.
        case line = "keep"
        /// At the right, in one line.
        case number = "number keep"
    }

    /// What addresses and a person's choice of columns call it; where the list can be sorted by a ``SortColumn`` of this name, its head
    /// sorts.
    public let name: String
    /// Its head.
    public let label: Message
    let room: Room
    let look: Look
    let isUsual: Bool
    let write: @Sendable (Item, inout CellWriter) throws -> Void

    /// A column.
    ///
    /// - Parameters:
    ///   - room: the narrowest list that shows it.
    ///   - look: how its cells stand.
    ///   - isUsual: whether it is shown to whoever has not chosen columns.
    ///   - write: writes a cell.
    public init(
        _ name: String, _ label: Message, from room: Room = .tablet, look: Look = .text, isUsual: Bool = true,
        _ write: @escaping @Sendable (Item, inout CellWriter) throws -> Void
    ) {
        self.name = name
        self.label = label
        self.room = room
        self.look = look
        self.isUsual = isUsual
        self.write = write
    }

    /// The class of its cells and its head.
    var classes: String { [look.rawValue, room.rawValue].filter { !$0.isEmpty }.joined(separator: " ") }
}
