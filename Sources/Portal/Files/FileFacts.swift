import CFiles
package import PortalValues

/// What the system knows about a file.
package struct FileFacts {
    /// Whether it is a file: no folder, no link, no device.
    package let isFile: Bool
    /// In bytes.
    package let size: Int
    /// When the content last changed.
    package let changed: Instant
    /// A strong tag, quotes included: another one for every other file, and for every other state of this one.
    package var tag: String

    /// Nil where there is nothing of that name.
    package init?(_ path: String) {
        var facts = file_facts()
        guard !path.utf8.contains(0), file_facts_of_path(path, &facts) == 0 else { return nil }
        self.init(facts)
    }

    /// An open file; nil for what is none.
    package init?(descriptor: Int32) {
        var facts = file_facts()
        guard file_facts_of_descriptor(descriptor, &facts) == 0 else { return nil }
        self.init(facts)
    }

    private init(_ facts: file_facts) {
        isFile = facts.is_file != 0
        size = Int(facts.size)
        changed = Instant(microseconds: facts.changed_microseconds)
        tag =
            "\""
            + [facts.number, facts.size, facts.changed_microseconds].map { String($0, radix: 36) }.joined(
                separator: "-")
            + "\""
    }

    /// As HTTP writes it, to the second.
    package var lastModified: String { HTTPDate.text(changed) }
}
