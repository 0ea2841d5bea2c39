import Foundation
import PortalKit

/// How fast filters are read: a mixture of short and long ones, right and wrong.
enum FilterBenchmark {
    private static let filters = [
        "status=signed et remain_amount_to_pay>0", "town = 'La Rochelle'",
        "commercial_id=aa123456789 ou commercial_id=ab123456789 tri creation_date desc limite 20",
        "(client.company.town ~ herblain or client.company.ville in (Nantes, 'La Rochelle', « Saint-Nazaire »)) and not"
            + " (creation_date between 22-06-2020 and 31/12/2020 14:30) and remain_amount_to_pay >= 1 275,45 €",
        String(repeating: "name ~ 'été' and (size > 3 or paid) or ", count: 40) + "town is none",
        "town = 'never closed", "town = a b", String(repeating: "(", count: 40),
    ]

    /// Prints the millions of bytes read in a second (the best of ten series).
    static func run() {
        let bytes = filters.reduce(0) { $0 + $1.utf8.count }
        let rounds = 500
        var best = Double.infinity
        var right = 0
        for _ in 0..<10 {
            let took = ContinuousClock().measure {
                for _ in 0..<rounds {
                    for filter in filters where (try? FilterQuery(filter)) != nil { right += 1 }
                }
            }
            best = min(best, Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18)
        }
        let speed = Double(bytes * rounds) / best / 1e6
        print(String(format: "%.1f MB/s, %d of %d filters right", speed, right / rounds / 10, filters.count))
    }
}
