extension Drawing {
    /// A town by the river, windows lit.
    mutating func city(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x0b1033, 0x3d3b73, 0xf0a070, 0x0a0d22], [0x071a2f, 0x1f5f7a, 0x9fe0d8, 0x05121f],
            [0x1c0b2e, 0x8a2f6b, 0xffb07a, 0x12071f],
        ].light(light)
        let bank = height * 0.74
        background(.of(tints[0], tints[0].mixed(tints[1], 0.7), tints[1], tints[2]))
        stars(260, below: height * 0.5, &dice)
        sun(width * dice.number(0.15...0.85), height * 0.17, 46, Tint(0xfff6dc))
        for row in 0..<3 {
            let part = Double(row) / 2
            let wall = tints[1].mixed(tints[3], 0.45 + 0.5 * part)
            var x = dice.number(-80...0)
            while x < width {
                let wide = dice.number(90...210)
                let high = height * (0.42 - 0.1 * part) * dice.number(0.35...1)
                application(x, bank - high, wide, high, wall, isLit: 0.16 + 0.26 * part, &dice)
                x += wide + dice.number(-12...14)
            }
        }
        river(from: bank, tints, &dice)
    }

    private mutating func application(
        _ x: Double, _ y: Double, _ wide: Double, _ high: Double, _ wall: Tint, isLit: Double, _ dice: inout Dice
    ) {
        rectangle(x, y, wide, high + 2, gradient([(0, wall.mixed(Tint(0xffffff), 0.08), 1), (1, wall, 1)]))
        switch dice.index(4) {
        case 0: polygon([(x, y), (x + wide / 2, y - wide * 0.32), (x + wide, y)], wall.svg)
        case 1:
            rectangle(x + wide * 0.3, y - 34, wide * 0.4, 36, wall.svg)
            line("M\((x + wide / 2).short) \((y - 34).short)v-64", wall.svg, 5)
            ellipse(x + wide / 2, y - 100, 5, 5, "#ff5a4a")
        default: break
        }
        let lamps = [Tint(0xffd98a), Tint(0xffc36b), Tint(0xfff0c8), Tint(0xaed8ff)]
        let step = dice.number(22...30)
        var floor = y + 22
        while floor < y + high - 20 {
            var column = x + 14
            while column < x + wide - 20 {
                if dice.chance(isLit) {
                    rectangle(
                        column, floor, step * 0.5, step * 0.62, dice.pick(lamps).svg,
                        "opacity=\"\(dice.number(0.55...1).short)\"")
                }
                column += step
            }
            floor += step * 1.35
        }
    }

    private mutating func river(from bank: Double, _ tints: [Tint], _ dice: inout Dice) {
        rectangle(0, bank, width, height - bank, gradient(.of(tints[1].mixed(tints[3], 0.4), tints[3])))
        let lamps = [Tint(0xffd98a), Tint(0xffb35c), tints[2], Tint(0x9fd0ff)]
        let soft = blur(5)
        begin(soft)
        for _ in 0..<110 {
            let long = dice.number(40...(height - bank) * 0.8)
            let fade = gradient([(0, dice.pick(lamps), 0.6), (1, tints[3], 0)])
            rectangle(dice.number(0...width), bank + 6, dice.number(5...16), long, fade)
        }
        end()
        for _ in 0..<170 {
            let depth = dice.number(0...1)
            ellipse(
                dice.number(0...width), bank + 8 + (height - bank) * depth, 30 + 120 * depth, 1.5 + 2.5 * depth,
                tints[3].svg, "opacity=\"\(dice.number(0.25...0.6).short)\"")
        }
        rectangle(0, bank - 5, width, 11, tints[3].svg)
    }

    /// A band on stage, seen from the crowd.
    mutating func concert(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x0a0620, 0x4a1a8a, 0xff3d81, 0x38d6ff], [0x140503, 0x8a2a10, 0xffb020, 0xff5a36],
            [0x03111a, 0x0d5a66, 0x3dffb5, 0x5a8bff],
        ].light(light)
        let floor = height * 0.62
        background(.of(tints[0], tints[1].mixed(tints[0], 0.35), tints[1], tints[0]))
        let screen = glow(.fading(tints[2], from: 0.85))
        ellipse(width / 2, floor - height * 0.14, width * 0.52, height * 0.36, screen, Self.light)
        beams(floor, [tints[2], tints[3], Tint(0xffffff), tints[2].mixed(tints[3], 0.5)], &dice)
        let dark = tints[0].mixed(Tint(0), 0.55)
        rectangle(0, floor, width, height * 0.05, dark.svg)
        let places = width > height ? [0.28, 0.42, 0.57, 0.73] : [0.2, 0.5, 0.8]
        for place in places {
            let x = width * (place + dice.number(-0.02...0.02))
            person(x, floor + 6, min(width, height) * 0.2, dark.svg, &dice)
            line(
                "M\((x - 62).short) \((floor - min(width, height) * 0.079).short)L\((x + 78).short) \((floor - min(width, height) * 0.125).short)",
                dark.svg, 13)
            ellipse(x - 46, floor - min(width, height) * 0.082, 36, 27, dark.svg)
        }
        for side in [0.02, 0.86] {
            rectangle(width * side, floor - height * 0.2, width * 0.12, height * 0.21, dark.svg, "rx=\"6\"")
        }
        let haze = blur(38)
        begin(haze + " opacity=\"0.3\"")
        for _ in 0..<9 {
            ellipse(
                dice.number(0...width), floor + dice.number(-60...70), dice.number(160...420), dice.number(24...70),
                dice.pick([tints[2], tints[3]]).svg)
        }
        end()
        crowd(
            from: floor + height * 0.07, tints[1].mixed(tints[0], 0.55), Tint(0x04030a), &dice,
            rows: width > height ? 6 : 10)
        confetti(90, above: height * 0.75, [tints[2], tints[3], Tint(0xffffff), Tint(0xffe066)], &dice)
    }

    private mutating func beams(_ floor: Double, _ tints: [Tint], _ dice: inout Dice) {
        let count = width > height ? 11 : 8
        let soft = blur(6)
        begin(soft + " " + Self.light)
        for number in 0..<count {
            let x = width * (Double(number) + 0.5) / Double(count)
            let foot = x + dice.number(-width * 0.3...width * 0.3)
            let wide = dice.number(50...130)
            let fade = gradient([(0, dice.pick(tints), 0.75), (0.55, dice.pick(tints), 0.28), (1, tints[0], 0)])
            polygon(
                [(x - 9, 38), (x + 9, 38), (foot + wide, floor + height * 0.1), (foot - wide, floor + height * 0.1)],
                fade)
        }
        end()
        rectangle(0, 20, width, 20, "#05040c")
        for number in 0..<count {
            let x = width * (Double(number) + 0.5) / Double(count)
            ellipse(x, 42, 42, 42, glow(.fading(Tint(0xffffff), from: 0.9)))
            ellipse(x, 42, 10, 10, "#fff")
        }
    }

    private mutating func confetti(_ count: Int, above bottom: Double, _ tints: [Tint], _ dice: inout Dice) {
        for _ in 0..<count {
            let (x, y) = (dice.number(0...width), dice.number(height * 0.06...bottom))
            rectangle(
                x, y, dice.number(7...15), dice.number(4...9), dice.pick(tints).svg,
                "opacity=\"\(dice.number(0.5...0.95).short)\" transform=\"rotate(\(dice.number(0...90).short) \(x.short) \(y.short))\""
            )
        }
    }

    /// An evening in the garden, under strings of lights.
    mutating func party(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x141a3c, 0x6b4a7a, 0xf2a07a, 0xffd98a, 0x0d0c1c], [0x0d2230, 0x2c6a74, 0xf5c98c, 0xffe9b0, 0x08151c],
            [0x2a0f2e, 0xa3476b, 0xffb48a, 0xffcf87, 0x190a1c],
        ].light(light)
        background(.of(tints[0], tints[1], tints[2], tints[4]))
        stars(120, below: height * 0.35, &dice)
        let lawn = height * 0.78
        let soft = blur(16)
        begin(soft)
        for _ in 0..<26 {
            let x = dice.number(0...width)
            ellipse(
                x, lawn - dice.number(0...height * 0.15), dice.number(90...200), dice.number(90...210), tints[4].svg,
                "opacity=\"0.55\"")
        }
        end()
        for _ in 0..<46 {
            let size = dice.number(18...62)
            ellipse(
                dice.number(0...width), dice.number(height * 0.36...lawn), size, size,
                dice.pick([tints[3], tints[2], Tint(0xffffff), tints[3]]).svg,
                "opacity=\"\(dice.number(0.07...0.3).short)\"")
        }
        rectangle(0, lawn, width, height - lawn, gradient(.of(tints[4].mixed(tints[2], 0.3), tints[4])))
        ellipse(width / 2, lawn + 30, width * 0.6, height * 0.13, glow(.fading(tints[3], from: 0.5)), Self.light)
        var x = width * 0.06
        while x < width * 0.95 {
            person(
                x, lawn + dice.number(30...min(width, height) * 0.13), min(width, height) * dice.number(0.27...0.32),
                tints[4].svg, &dice)
            x += dice.chance(0.45) ? dice.number(70...110) : dice.number(170...330)
        }
        for string in 0..<5 {
            lights(height * (0.06 + 0.075 * Double(string)), tints[3], tints[4], &dice)
        }
    }

    private mutating func lights(_ top: Double, _ tint: Tint, _ cord: Tint, _ dice: inout Dice) {
        let (left, right) = (top + dice.number(-60...60), top + dice.number(-60...60))
        let sag = dice.number(90...190)
        let halo = glow(.fading(tint, from: 0.85))
        func y(_ part: Double) -> Double { left + (right - left) * part + sag * 4 * part * (1 - part) }
        let points = (0...60).map { "\((width * Double($0) / 60).short) \(y(Double($0) / 60).short)" }
        line("M" + points.joined(separator: "L"), cord.svg, 3.5)
        let count = width > height ? 19 : 13
        for bulb in 0..<count {
            let part = (Double(bulb) + dice.number(0.35...0.65)) / Double(count)
            let (x, size) = (width * part, dice.number(8...12))
            ellipse(x, y(part) + 16, size * 6, size * 6, halo)
            rectangle(x - 4, y(part), 8, 9, cord.svg)
            ellipse(x, y(part) + 17, size * 0.85, size, tint.mixed(Tint(0xffffff), 0.75).svg)
        }
    }

    /// Fireworks above the water, people watching.
    mutating func fireworks(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x050a24, 0x1d2a5c, 0x3a3a6c], [0x0a0618, 0x3a1a4c, 0x6b2f57], [0x02101a, 0x0f3a4c, 0x2a5a62],
        ].light(light)
        background(.of(tints[0], tints[1], tints[2], tints[0]))
        stars(150, below: height * 0.6, &dice)
        let colours = [0xff4d6d, 0xffd166, 0x4cc9f0, 0xc77dff, 0x80ed99, 0xffffff, 0xff9f1c].map { Tint($0) }
        let shore = height * 0.74
        let count = width > height ? 6 : 5
        for number in 0..<count {
            burst(
                width * (Double(number) + dice.number(0.3...0.7)) / Double(count), height * dice.number(0.13...0.46),
                dice.number(150...310), dice.pick(colours), dice.pick(colours), from: shore, &dice)
        }
        ground(ridge(shore - 24, 26, &dice), tints[0].mixed(Tint(0), 0.4).svg)
        rectangle(0, shore, width, height - shore, gradient(.of(tints[2].mixed(tints[0], 0.35), tints[0])))
        for _ in 0..<150 {
            let depth = dice.number(0...1)
            ellipse(
                dice.number(0...width), shore + 6 + (height - shore) * depth * 0.7, 24 + 120 * depth, 1.5 + 3 * depth,
                dice.pick(colours).svg, "opacity=\"\(dice.number(0.1...0.42).short)\"")
        }
        crowd(from: height * 0.9, tints[0].mixed(Tint(0), 0.3), Tint(0x020208), &dice, rows: 3)
    }

    private mutating func burst(
        _ x: Double, _ y: Double, _ radius: Double, _ tint: Tint, _ second: Tint, from shore: Double, _ dice: inout Dice
    ) {
        ellipse(x, y, radius * 1.5, radius * 1.5, glow(.fading(tint, from: 0.4)))
        let trail = gradient([(0, tint, 0.5), (1, tint, 0)])
        rectangle(x - 2, y, 4, shore - y, trail)
        let rays = 54
        for ray in 0..<rays {
            let angle = Double(ray) * 2 * .pi / Double(rays) + dice.number(-0.04...0.04)
            let reach = radius * (ray % 2 == 0 ? dice.number(0.86...1.05) : dice.number(0.5...0.7))
            let (across, down) = (Self.wave(angle + .pi / 2), Self.wave(angle))
            let end = (x + across * reach, y + down * reach + reach * 0.14)
            let colour = ray % 2 == 0 ? tint : second
            line(
                "M\((x + across * reach * 0.22).short) \((y + down * reach * 0.22).short)Q\((x + across * reach * 0.7).short) "
                    + "\((y + down * reach * 0.7).short) \(end.0.short) \(end.1.short)", colour.svg, 3.6,
                "opacity=\"0.75\" stroke-dasharray=\"\((reach * 0.5).short) 6 3 9 3 9\"")
            ellipse(end.0, end.1, 5, 5, colour.mixed(Tint(0xffffff), 0.6).svg)
        }
        ellipse(x, y, radius * 0.2, radius * 0.2, glow(.fading(Tint(0xffffff), from: 0.95)))
    }
}
