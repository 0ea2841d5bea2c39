extension Drawing {
    /// Chains of mountains behind each other, firs in front.
    mutating func mountains(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x2b4a7f, 0xf2a65a, 0xfff1c4, 0xffd9a0, 0x1c2438], [0x6fb1e0, 0xdff1fa, 0xfffdf0, 0xe6f2fa, 0x17324d],
            [0x3a2a5c, 0xf27f7f, 0xffe2b8, 0xf6b7a8, 0x22153a],
        ].light(light)
        background(.of(tints[0], tints[0].mixed(tints[1], 0.55), tints[1]))
        let horizon = height * 0.52
        clouds(7, from: height * 0.08, to: height * 0.4, tints[2], &dice)
        sun(width * dice.number(0.2...0.8), horizon - height * dice.number(0.06...0.2), 52, tints[2])
        let chains = 6
        for chain in 0..<chains {
            let part = Double(chain) / Double(chains - 1)
            let tint = tints[3].mixed(tints[4], 0.18 + 0.76 * part)
            let line = ridge(horizon + (height - horizon) * part * 0.72, 215 - 130 * part, &dice)
            // Mist lies in the valleys.
            let fill = gradient([(0, tint, 1), (0.35, tint, 1), (1, tint.mixed(tints[3], 0.55 * (1 - part)), 1)])
            ground(line, fill)
            guard chain >= chains - 2 else { continue }
            for (x, y) in line where dice.chance(chain == chains - 1 ? 0.34 : 0.3) {
                let size = (chain == chains - 1 ? 150.0 : 62) * dice.number(0.55...1.2)
                fir(x, y + size * 0.12, size, tint.svg, &dice)
            }
        }
        birds(width * 0.35, height * 0.3, 6, tints[4].svg, &dice)
    }

    /// Firs in the morning mist, the sun between them.
    mutating func forest(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0xf6e7c1, 0xc9d8b6, 0x16302b, 0xfff6d8], [0xdfeaf0, 0xb5c9d6, 0x142c3c, 0xffffff],
            [0xffd9a8, 0xe0a878, 0x2e1c22, 0xfff0cf],
        ].light(light)
        background(.of(tints[0], tints[0].mixed(tints[1], 0.5), tints[1]))
        let place = width * dice.number(0.4...0.62)
        sun(place, height * 0.3, 60, tints[3])
        let layers = 6
        for layer in 0..<layers {
            let part = Double(layer) / Double(layers - 1)
            let tint = tints[1].mixed(tints[2], 0.14 + 0.86 * part * part)
            let floor = height * (0.56 + 0.44 * part)
            ground(
                ridge(floor, 70, &dice, roughness: 0.42),
                gradient([(0, tint, 1), (1, tint.mixed(tints[0], 0.45 * (1 - part)), 1)]))
            var x = dice.number(-80...0)
            while x < width + 80 {
                // A clearing stays open in the middle of the nearest rows.
                let isOpen = layer < 3 || abs(x - place) > width * (0.1 + 0.11 * Double(layer - 2))
                let size = height * (0.16 + 0.5 * part) * dice.number(0.65...1.2)
                if isOpen { fir(x, floor + 20 + size * 0.1, size, tint.svg, &dice) }
                x += 24 + 120 * part * dice.number(0.6...1.5)
            }
            if layer == 2 { rays(place, height * 0.3, tints[3], &dice) }
        }
    }

    private mutating func rays(_ x: Double, _ y: Double, _ tint: Tint, _ dice: inout Dice) {
        let fade = gradient([(0, tint, 0.34), (1, tint, 0)])
        let soft = blur(9)
        begin(soft + " " + Self.light)
        for _ in 0..<9 {
            let foot = x + dice.number(-width * 0.6...width * 0.6)
            let wide = dice.number(40...130)
            polygon(
                [(x - 6, y), (x + 6, y), (foot + wide, height * 0.95), (foot - wide, height * 0.95)], fade)
        }
        end()
    }

    /// The sun above the sea, sailing boats.
    mutating func sea(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x1e3c72, 0xff9a5a, 0xfff0c0, 0x274b7a, 0x10243f], [0x4aa3df, 0xcfeefc, 0xffffff, 0x1f7fb5, 0x0b3c63],
            [0x3b1d5e, 0xff6f91, 0xffd0a0, 0x5a2f73, 0x1a0f33],
        ].light(light)
        let horizon = height * 0.56
        background(.of(tints[0], tints[0].mixed(tints[1], 0.5), tints[1], tints[1]))
        clouds(9, from: height * 0.06, to: horizon - 60, tints[2].mixed(tints[1], 0.3), &dice)
        let place = width * dice.number(0.3...0.7)
        sun(place, horizon - height * 0.09, 64, tints[2])
        ground(ridge(horizon - 10, 26, &dice), tints[0].mixed(tints[1], 0.45).svg)
        let water = gradient(.of(tints[1].mixed(tints[3], 0.55), tints[3], tints[4]))
        rectangle(0, horizon, width, height - horizon, water)
        waves(from: horizon, tints[4], &dice)
        glitter(place, from: horizon, tints[2], &dice)
        for boat in 0..<4 {
            let depth = 0.06 + Double(boat) * 0.13
            boatAt(
                width * dice.number(0.08...0.92), horizon + (height - horizon) * depth, 70 + 150 * depth * 1.6,
                tints[4], boat == 3 ? tints[2] : tints[4].mixed(tints[2], 0.25))
        }
        birds(width * 0.7, height * 0.22, 7, tints[4].svg, &dice)
    }

    private mutating func waves(from horizon: Double, _ tint: Tint, _ dice: inout Dice) {
        for _ in 0..<240 {
            let depth = dice.number(0...1)
            ellipse(
                dice.number(0...width), horizon + 4 + (height - horizon) * depth * depth, 30 + 190 * depth,
                1 + 5 * depth,
                tint.svg, "opacity=\"\(dice.number(0.05...0.3).short)\"")
        }
    }

    private mutating func boatAt(_ x: Double, _ y: Double, _ size: Double, _ hull: Tint, _ sail: Tint) {
        ellipse(x, y + size * 0.1, size * 0.5, size * 0.035, hull.svg, "opacity=\"0.4\"")
        path(
            "M\((x - size * 0.42).short) \(y.short)L\((x + size * 0.46).short) \(y.short)Q\((x + size * 0.3).short) "
                + "\((y + size * 0.13).short) \((x + size * 0.1).short) \((y + size * 0.13).short)"
                + "L\((x - size * 0.3).short) \((y + size * 0.13).short)Z", hull.svg)
        polygon([(x, y - size * 1.15), (x, y - size * 0.06), (x - size * 0.38, y - size * 0.06)], sail.svg)
        path(
            "M\((x + size * 0.03).short) \((y - size * 1.05).short)Q\((x + size * 0.42).short) \((y - size * 0.5).short) "
                + "\((x + size * 0.4).short) \((y - size * 0.06).short)L\((x + size * 0.03).short) \((y - size * 0.06).short)Z",
            sail.mixed(hull, 0.18).svg)
    }

    /// Hot-air balloons in the morning.
    mutating func balloons(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x5b8fd6, 0xffd7a8, 0xfff3d0, 0xe7c8b4, 0x3d3350], [0x3f7fc4, 0xcdeafd, 0xffffff, 0xc4dbe4, 0x25503c],
            [0x51478c, 0xffab91, 0xffe9c0, 0xd79aa2, 0x2b2144],
        ].light(light)
        background(.of(tints[0], tints[0].mixed(tints[1], 0.6), tints[1], tints[1]))
        clouds(6, from: height * 0.1, to: height * 0.55, tints[2], &dice)
        sun(width * dice.number(0.15...0.85), height * 0.62, 48, tints[2])
        for chain in 0..<4 {
            let part = Double(chain) / 3
            let tint = tints[3].mixed(tints[4], 0.2 + 0.7 * part)
            ground(ridge(height * (0.7 + 0.19 * part), 70 - 30 * part, &dice, roughness: 0.45), tint.svg)
        }
        let cloths = [
            [0xe63946, 0xf1faee], [0xf4a261, 0x264653], [0x2a9d8f, 0xe9c46a], [0x7b2cbf, 0xffc8dd],
            [0x1d70b8, 0xffdd00],
            [0xd62828, 0xfcbf49],
        ]
        for number in 0..<9 {
            let size = number == 8 ? height * 0.16 : 26 + 8 * Double(number) * dice.number(0.8...1.5)
            let x = width * (number == 8 ? dice.number(0.3...0.7) : dice.number(0.06...0.94))
            let y = height * (number == 8 ? 0.34 : dice.number(0.14...0.6))
            balloon(x, y, size, cloths.light(number + light))
        }
    }

    private mutating func balloon(_ x: Double, _ y: Double, _ radius: Double, _ cloth: [Tint]) {
        let bottom = y + radius * 1.55
        for stripe in 0..<5 {
            let reach = radius * (1 - Double(stripe) * 0.22)
            let shape =
                "M\((x - reach).short) \(y.short)A\(reach.short) \(radius.short) 0 0 1 \((x + reach).short) \(y.short)"
                + "Q\((x + reach * 0.92).short) \((y + radius * 0.7).short) \((x + reach * 0.22).short) \(bottom.short)"
                + "L\((x - reach * 0.22).short) \(bottom.short)Q\((x - reach * 0.92).short) \((y + radius * 0.7).short) "
                + "\((x - reach).short) \(y.short)Z"
            path(shape, cloth[stripe % 2].svg)
            if stripe == 4 || radius < 20 { break }
        }
        let shade = gradient([(0, Tint(0xffffff), 0.3), (0.45, Tint(0), 0), (1, Tint(0), 0.38)], across: true)
        ellipse(x, y, radius, radius, shade)
        for side in [-1.0, 1.0] {
            line(
                "M\((x + side * radius * 0.2).short) \(bottom.short)L\((x + side * radius * 0.13).short) "
                    + "\((bottom + radius * 0.38).short)", "#4a3728", max(radius * 0.012, 1))
        }
        rectangle(
            x - radius * 0.15, bottom + radius * 0.36, radius * 0.3, radius * 0.22, "#6b4a2f",
            "rx=\"\((radius * 0.04).short)\"")
    }

    /// A beach from above.
    mutating func beach(_ light: Int, _ dice: inout Dice) {
        let tints = [
            [0x0b6e99, 0x2ec4b6, 0xa8efe4, 0xf3dfb6, 0xe6c893], [0x0a5a8a, 0x36a9d6, 0xbfeaf5, 0xf7e9cf, 0xe0cba0],
            [0x14557b, 0x38b6a8, 0xd3f5e4, 0xf0cfa0, 0xd9ac77],
        ].light(light)
        background(.of(tints[3], tints[4]))
        for _ in 0..<900 {
            ellipse(
                dice.number(0...width), dice.number(0...height), dice.number(1...3.5), dice.number(1...2.5),
                (dice.chance(0.5) ? tints[4].mixed(Tint(0x8a6a3b), 0.4) : Tint(0xffffff)).svg, "opacity=\"0.35\"")
        }
        let shore = height * 0.46
        let swell = dice.number(0...6)
        for layer in 0..<7 {
            let depth = Double(layer) / 6
            let tint =
                layer == 0
                ? Tint(0xffffff) : tints[2].mixed(tints[1], min(depth * 2, 1)).mixed(tints[0], max(depth * 2 - 1, 0))
            let rest = shore - depth * depth * height * 0.38
            let points = (0...80).map { step -> (Double, Double) in
                let x = width * Double(step) / 80
                return (
                    x, rest + 36 * Self.wave(x / 210 + swell + depth) + 14 * Self.wave(x / 67 + swell * 3 - depth * 4)
                )
            }
            polygon(points + [(width, 0), (0, 0)], tint.svg, layer == 1 ? "opacity=\"0.9\"" : "")
            guard layer < 5, layer > 0 else { continue }
            let foam = points.map { ($0.0, $0.1 - 34) }
            line(
                "M" + foam.map { "\($0.0.short) \($0.1.short)" }.joined(separator: "L"), "#fff", 5,
                "opacity=\"0.4\" stroke-dasharray=\"\(dice.number(60...180).short) \(dice.number(30...90).short)\"")
        }
        let cloths = [
            [0xe63946, 0xffffff], [0x1d70b8, 0xffffff], [0xf4a261, 0xfff3d0], [0x2a9d8f, 0xffffff],
            [0xffbe0b, 0xfb5607],
        ]
        for row in 0..<4 {
            for column in 0..<(width > height ? 8 : 5) {
                guard dice.chance(0.78) else { continue }
                let x = (Double(column) + 0.5) * width / (width > height ? 8 : 5) + dice.number(-50...50)
                let y = shore + height * (0.13 + 0.125 * Double(row)) + dice.number(-26...26)
                umbrella(x, y, dice.number(54...74), cloths.light(dice.index(5)), &dice)
            }
        }
    }

    private mutating func umbrella(_ x: Double, _ y: Double, _ radius: Double, _ cloth: [Tint], _ dice: inout Dice) {
        let towel = Tint([0xff8fab, 0x90e0ef, 0xffffff, 0xffd166, 0xbde0fe][dice.index(5)])
        let turn = dice.number(-20...20)
        for side in [-1.0, 1.0] where dice.chance(0.7) {
            rectangle(
                x + side * radius * 1.25 - radius * 0.3, y - radius * 0.3, radius * 0.6, radius * 1.5, towel.svg,
                "rx=\"5\" transform=\"rotate(\(turn.short) \(x.short) \(y.short))\"")
        }
        ellipse(x + radius * 0.45, y + radius * 0.5, radius, radius, "#3a2c18", "opacity=\"0.28\"")
        for piece in 0..<8 {
            let angles = [Double(piece), Double(piece) + 1].map { ($0 + turn / 45) * .pi / 4 }
            let corners = angles.map { (x + radius * Self.wave($0 + .pi / 2), y + radius * Self.wave($0)) }
            polygon([(x, y)] + corners, cloth[piece % 2].svg)
        }
        ellipse(x, y, radius * 0.09, radius * 0.09, "#fff")
    }
}
