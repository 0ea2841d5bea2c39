/// The work a stored hash asks for, read from its text.
struct PasswordCost: Equatable {
    var memory: UInt32
    var passes: UInt32
    var lanes: UInt32

    /// A hash that would take a gigabyte or minutes was not written by us; refusing it keeps a tampered row from
    /// stopping the portal.
    var isAffordable: Bool { memory <= 256 * 1024 && passes <= 16 && lanes <= 16 }
}

extension PasswordCost {
    /// Reads `$argon2id$v=19$m=…,t=…,p=…$…`; nil for any other shape.
    init?(of hash: String) {
        guard hash.utf8.count <= 512, !hash.utf8.contains(0) else { return nil }
        let parts = hash.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19" else { return nil }
        let costs = parts[3].split(separator: ",", omittingEmptySubsequences: false)
        guard costs.count == 3, costs[0].hasPrefix("m="), costs[1].hasPrefix("t="), costs[2].hasPrefix("p="),
            let memory = UInt32(costs[0].dropFirst(2)), let passes = UInt32(costs[1].dropFirst(2)),
            let lanes = UInt32(costs[2].dropFirst(2))
        else { return nil }
        self.init(memory: memory, passes: passes, lanes: lanes)
    }
}
