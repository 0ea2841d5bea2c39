/// Silhouettes of people.
extension Drawing {
    /// Somebody who stands, the feet at a point.
    mutating func person(_ x: Double, _ y: Double, _ size: Double, _ fill: String, _ dice: inout Dice) {
        let lean = dice.number(-0.03...0.03) * size
        let (head, shoulders, hip) = (y - size * 0.91, y - size * 0.8, y - size * 0.46)
        ellipse(x + lean, head, size * 0.055, size * 0.068, fill)
        line("M\((x + lean).short) \(head.short)V\((shoulders + 8).short)", fill, size * 0.045)
        let wide = size * dice.number(0.1...0.12)
        let waist = size * dice.number(0.066...0.085)
        path(
            "M\((x + lean - wide).short) \((shoulders + size * 0.03).short)Q\((x + lean).short) \((shoulders - size * 0.06).short) "
                + "\((x + lean + wide).short) \((shoulders + size * 0.03).short)L\((x + waist).short) \(hip.short)"
                + "L\((x - waist).short) \(hip.short)Z", fill)
        if dice.chance(0.45) {
            // A skirt.
            polygon(
                [
                    (x - waist, hip - 2), (x + waist, hip - 2), (x + waist * 2, y - size * 0.2),
                    (x - waist * 2, y - size * 0.2),
                ],
                fill)
        }
        let stand = size * dice.number(0.025...0.07)
        for side in [-1.0, 1.0] {
            let ankle = x + side * stand
            polygon(
                [
                    (x - side * size * 0.012, hip - 6), (x + side * waist, hip - 6), (ankle + side * size * 0.026, y),
                    (ankle - side * size * 0.018, y),
                ], fill)
            ellipse(ankle + side * size * 0.014, y, size * 0.036, size * 0.014, fill)
            let reach = dice.number(0...1)
            let elbow = (x + lean + side * wide * (1.12 + reach * 0.25), y - size * (0.59 + reach * 0.05))
            let hand =
                dice.chance(0.4)
                ? (x + lean + side * wide * 1.5, y - size * dice.number(0.64...0.76))
                : (x + side * wide * 1.1, y - size * 0.44)
            line(
                "M\((x + lean + side * wide * 0.85).short) \((shoulders + size * 0.045).short)"
                    + "L\(elbow.0.short) \(elbow.1.short)L\(hand.0.short) \(hand.1.short)", fill, size * 0.036)
        }
    }

    /// Somebody in a crowd, from behind: head, shoulders, sometimes the arms up.
    mutating func fan(_ x: Double, _ y: Double, _ size: Double, _ fill: String, _ dice: inout Dice) {
        ellipse(x, y, size * 0.5, size * 0.62, fill)
        if dice.chance(0.35) {
            // Long hair.
            ellipse(x, y + size * 0.35, size * 0.58, size * 0.8, fill)
        }
        path(
            "M\((x - size * 1.5).short) \((y + size * 3).short)Q\((x - size * 1.45).short) \((y + size * 0.85).short) "
                + "\(x.short) \((y + size * 0.7).short)Q\((x + size * 1.45).short) \((y + size * 0.85).short) "
                + "\((x + size * 1.5).short) \((y + size * 3).short)Z", fill)
        guard dice.chance(0.3) else { return }
        for side in dice.chance(0.5) ? [-1.0, 1.0] : [dice.chance(0.5) ? 1.0 : -1.0] {
            let elbow = (x + side * size * dice.number(1.5...2), y - size * dice.number(0...0.6))
            let hand = (x + side * size * dice.number(0.8...1.9), y - size * dice.number(1.8...2.9))
            line(
                "M\((x + side * size * 1.1).short) \((y + size * 1.4).short)L\(elbow.0.short) \(elbow.1.short)"
                    + "L\(hand.0.short) \(hand.1.short)", fill, size * 0.42)
            ellipse(hand.0, hand.1 - size * 0.15, size * 0.25, size * 0.34, fill)
        }
    }

    /// Rows of people, the nearest the largest and darkest.
    mutating func crowd(from top: Double, _ far: Tint, _ near: Tint, _ dice: inout Dice, rows: Int = 6) {
        for row in 0..<rows {
            let part = Double(row) / Double(max(rows - 1, 1))
            let size = 19 + 47 * part * part
            let y = top + (height - top - 10) * part
            var x = dice.number(-30...30)
            while x < width + 60 {
                fan(
                    x, y + dice.number(-size...size) * 0.5, size * dice.number(0.85...1.15), far.mixed(near, part).svg,
                    &dice)
                x += size * dice.number(1.9...2.9)
            }
        }
    }
}
