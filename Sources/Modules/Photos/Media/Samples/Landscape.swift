/// Skies, ridges, trees and water, of which several scenes are made.
extension Drawing {
    /// A sun or moon with its light.
    mutating func sun(_ x: Double, _ y: Double, _ radius: Double, _ tint: Tint) {
        let halo = glow(.fading(tint, from: 0.75))
        ellipse(x, y, radius * 8, radius * 8, halo, Self.light)
        let white = glow([(0, Tint(0xffffff), 1), (0.7, tint.mixed(Tint(0xffffff), 0.7), 1), (1, tint, 1)])
        ellipse(x, y, radius, radius, white)
    }

    mutating func stars(_ count: Int, below bottom: Double, _ dice: inout Dice) {
        for _ in 0..<count {
            let size = dice.number(0.8...1.6) * (dice.chance(0.08) ? 2.2 : 1.2)
            ellipse(
                dice.number(0...width), dice.number(0...bottom), size, size, "#fff",
                "opacity=\"\(dice.number(0.25...0.95).short)\"")
        }
    }

    /// Long, soft clouds.
    mutating func clouds(_ count: Int, from top: Double, to bottom: Double, _ tint: Tint, _ dice: inout Dice) {
        let soft = blur(22)
        begin(soft)
        for _ in 0..<count {
            let (x, y) = (dice.number(-100...width), dice.number(top...bottom))
            let length = dice.number(160...460)
            for _ in 0..<9 {
                ellipse(
                    x + dice.number(-length...length), y + dice.number(-22...22), dice.number(70...220),
                    dice.number(9...30), tint.svg, "opacity=\"\(dice.number(0.08...0.3).short)\"")
            }
        }
        end()
    }

    /// The heights of a mountain chain from left to right, by displaced midpoints.
    func ridge(_ height: Double, _ swing: Double, _ dice: inout Dice, roughness: Double = 0.52) -> [(Double, Double)] {
        var heights = [dice.number(-swing...swing), dice.number(-swing...swing)]
        var reach = swing
        while heights.count < 500 {
            var finer: [Double] = []
            for (left, right) in zip(heights, heights.dropFirst()) {
                finer += [left, (left + right) / 2 + dice.number(-reach...reach)]
            }
            heights = finer + [heights[heights.count - 1]]
            reach *= roughness
        }
        let step = width / Double(heights.count - 1)
        return heights.enumerated().map { (Double($0) * step, height + $1) }
    }

    /// Everything below a line.
    mutating func ground(_ line: [(Double, Double)], _ fill: String) {
        polygon(line + [(width, height), (0, height)], fill)
    }

    /// A fir, its foot at a point.
    mutating func fir(_ x: Double, _ y: Double, _ size: Double, _ fill: String, _ dice: inout Dice) {
        var left: [(Double, Double)] = []
        var right: [(Double, Double)] = []
        let floors = 8
        for floor in 0..<floors {
            let part = Double(floor + 1) / Double(floors)
            let reach = size * 0.24 * part * dice.number(0.8...1.15)
            let top = y - size + size * 0.93 * part
            left += [(x - reach, top), (x - reach * 0.45, top - size * 0.012)]
            right += [(x + reach * dice.number(0.85...1.1), top), (x + reach * 0.45, top - size * 0.012)]
        }
        let trunk = size * 0.025
        polygon(
            [(x, y - size)] + right + [
                (x + trunk, y - size * 0.07), (x + trunk, y), (x - trunk, y), (x - trunk, y - size * 0.07),
            ]
                + left.reversed(), fill)
    }

    /// Light on water, widening towards us.
    mutating func glitter(_ x: Double, from top: Double, _ tint: Tint, _ dice: inout Dice, count: Int = 260) {
        for _ in 0..<count {
            let depth = dice.number(0...1)
            let y = top + (height - top) * depth * depth
            let spread = 40 + 330 * depth
            ellipse(
                x + dice.number(-spread...spread) * dice.number(0.1...1), y + 3, 14 + 90 * depth * dice.number(0.2...1),
                1.2 + 4 * depth, tint.svg, "opacity=\"\(dice.number(0.12...0.7).short)\"")
        }
    }

    /// A few birds, far away.
    mutating func birds(_ x: Double, _ y: Double, _ count: Int, _ fill: String, _ dice: inout Dice) {
        for _ in 0..<count {
            let (left, top, size) = (x + dice.number(-200...200), y + dice.number(-80...80), dice.number(9...19))
            line(
                "M\(left.short) \(top.short)q\((size * 0.5).short) \((-size * 0.6).short) \(size.short) 0"
                    + "q\((size * 0.5).short) \((-size * 0.6).short) \(size.short) 0", fill, 3)
        }
    }
}
