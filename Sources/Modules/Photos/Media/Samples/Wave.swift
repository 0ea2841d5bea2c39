import Foundation

extension Drawing {
    /// The sine, under a name that scenes can use without its library.
    static func wave(_ angle: Double) -> Double { sin(angle) }
}
