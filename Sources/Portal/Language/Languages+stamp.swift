extension Languages {
    /// A number that changes when a catalogue is written, added or removed: asked for in development before each page, it says
    /// whether to load the languages again. It reads names, sizes and times only.
    public static func stamp(directory: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x0000_0100_0000_01B3 }
        for code in codes(in: directory) {
            for byte in code.utf8 { mix(UInt64(byte)) }
            for ending in ["po", "mo"] {
                let stamp = File.stamp("\(directory)/\(code)/LC_MESSAGES/portal.\(ending)")
                mix(stamp?.changed.bitPattern ?? 1)
                mix(UInt64(stamp?.size.magnitude ?? 1))
            }
        }
        return hash
    }
}
