import PortalDatabase
import PortalKit
import PortalLanguage

/// How many people work for a company, in the bands of INSEE's register.
enum Headcount: String, RecordChoice {
    case unknown = "NN"
    case none = "00"
    case upTo2 = "01"
    case upTo5 = "02"
    case upTo9 = "03"
    case upTo19 = "11"
    case upTo49 = "12"
    case upTo99 = "21"
    case upTo199 = "22"
    case upTo249 = "31"
    case upTo499 = "32"
    case upTo999 = "41"
    case upTo1999 = "42"
    case upTo4999 = "51"
    case upTo9999 = "52"
    case more = "53"

    /// The band in words.
    var title: Message {
        switch bounds {
        case nil: self == .unknown ? tr("Not an employer, or not known") : tr("No employee")
        case (let from, nil)?: tr("%(from)s employees and more", ["from": .number(from)])
        case (let from, let to?)?: tr("%(from)s to %(to)s employees", ["from": .number(from), "to": .number(to)])
        }
    }

    /// How few and how many; nil where that is not said.
    var bounds: (from: Int, to: Int?)? {
        switch self {
        case .unknown, .none: nil
        case .upTo2: (1, 2)
        case .upTo5: (3, 5)
        case .upTo9: (6, 9)
        case .upTo19: (10, 19)
        case .upTo49: (20, 49)
        case .upTo99: (50, 99)
        case .upTo199: (100, 199)
        case .upTo249: (200, 249)
        case .upTo499: (250, 499)
        case .upTo999: (500, 999)
        case .upTo1999: (1000, 1999)
        case .upTo4999: (2000, 4999)
        case .upTo9999: (5000, 9999)
        case .more: (10_000, nil)
        }
    }
}

extension Headcount {
    /// The bands, by INSEE's codes and as `10-19`.
    static let filterChoices = allCases.map { band in
        switch (band, band.bounds) {
        case (.unknown, _): FilterChoice(band.rawValue, ["unknown", "inconnu", "-10"])
        case (_, nil): FilterChoice(band.rawValue, ["0"])
        case (_, (let from, nil)?): FilterChoice(band.rawValue, ["\(from)+"])
        case (_, (let from, let to?)?):
            FilterChoice(band.rawValue, ["\(from)-\(to)", "\(from) à \(to)", "\(from) to \(to)"])
        }
    }
}
