import Foundation

/// One value as `exiftool -json` writes it: text, a number, or several of them.
enum Tag: Decodable, Sendable, Hashable {
    case text(String)
    case number(Double)
    case list([String])
    /// Numbers that no machine can hold, nested things: nothing we ask for.
    case other

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        // What is none of these is the answer `other`.
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Double.self) {
            self = number.isFinite ? .number(number) : .other
        } else if let list = try? value.decode([Tag].self) {
            self = .list(list.prefix(20).compactMap(\.text))
        } else {
            self = .other
        }
    }

    /// As text: a number is what somebody typed as a caption; a list is joined.
    var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .list(let parts): parts.joined(separator: ", ")
        case .other: nil
        }
    }

    /// As a number; also one that was written as text.
    var number: Double? {
        switch self {
        case .text(let text): Double(text.prefix(40)).flatMap { $0.isFinite ? $0 : nil }
        case .number(let number): number
        case .list, .other: nil
        }
    }
}

/// All that was read from one file, by `Group:Name`.
struct Tags: Sendable {
    var values: [String: Tag]

    /// The first of these that is there, as text.
    func text(_ names: String...) -> String? {
        for name in names { if let text = values[name]?.text, !text.isEmpty { return text } }
        return nil
    }

    /// The first of these that is a number within bounds.
    func number(_ names: String..., within range: ClosedRange<Double>) -> Double? {
        for name in names { if let number = values[name]?.number, range.contains(number) { return number } }
        return nil
    }

    /// The first of these that is a length of time, in seconds; also one written as hours, minutes and seconds.
    func seconds(_ names: String..., within range: ClosedRange<Double>) -> Double? {
        for name in names {
            if let number = number(name, within: range) { return number }
            let parts = values[name]?.text?.prefix(40).split(separator: ":").map { Double($0) } ?? []
            guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let rest = parts[2] else { continue }
            let seconds = hours * 3600 + minutes * 60 + rest
            if range.contains(seconds) { return seconds }
        }
        return nil
    }

    /// The first of these that is a whole number within bounds.
    func integer(_ names: String..., within range: ClosedRange<Int>) -> Int? {
        for name in names {
            if let number = values[name]?.number, let whole = Int(exactly: number.rounded()), range.contains(whole) {
                return whole
            }
        }
        return nil
    }
}
