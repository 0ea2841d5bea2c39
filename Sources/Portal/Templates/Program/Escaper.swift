/// HTML escaping over bytes, with the same entities as Jinja's: whole runs are copied, nothing is built in between.
///
/// Public for the few places that write markup without a template, such as the tables of long lists.
public enum Escaper {
    /// For each byte the number of its entity; 0 for bytes that are harmless.
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 256)
        for (index, byte) in "&<>\"'".utf8.enumerated() { table[Int(byte)] = UInt8(index + 1) }
        return table
    }()
    private static let entities: [[UInt8]] = ["", "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"].map { Array($0.utf8) }

    /// Appends a text, harmless between tags and inside a quoted attribute.
    public static func append(_ text: String, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &out) }
    }

    /// Appends UTF-8, harmless between tags and inside a quoted attribute.
    public static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        var run = 0
        table.withUnsafeBufferPointer { table in
            for (index, byte) in bytes.enumerated() where table[Int(byte)] != 0 {
                if run < index { out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<index])) }
                out.append(contentsOf: entities[Int(table[Int(byte)])])
                run = index + 1
            }
        }
        if run < bytes.count { out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run...])) }
    }

    /// Escapes what already stands in `out` from `start` on.
    public static func escapeTail(of out: inout [UInt8], from start: Int) {
        guard out[start...].contains(where: { table[Int($0)] != 0 }) else { return }
        let tail = Array(out[start...])
        out.removeSubrange(start...)
        tail.withUnsafeBufferPointer { append($0, to: &out) }
    }

    /// Safe HTML inside a quoted attribute: its entities stay, quotes and angle brackets go.
    static func append(markup: String, toAttribute out: inout [UInt8]) {
        for byte in markup.utf8 {
            let entity = table[Int(byte)]
            if entity > 1 { out.append(contentsOf: entities[Int(entity)]) } else { out.append(byte) }
        }
    }

    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
