/// A picture in the making, as SVG, in units of which it has 2400 by 1600.
struct Drawing {
    let width: Double
    let height: Double
    private var definitions: [String] = []
    private var shapes: [String] = []

    /// Pixels a unit. libvips draws at most 2000 pixels a side at once, and everything again for each such tile.
    private static let scale = 0.8

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    var svg: String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"\(Int(width * Self.scale))\""
            + " height=\"\(Int(height * Self.scale))\" viewBox=\"0 0 \(Int(width)) \(Int(height))\"><defs>"
            + definitions.joined(separator: "\n") + "</defs>\n" + shapes.joined(separator: "\n") + "</svg>\n"
    }

    /// A stop's place goes from 0 to 1, its opacity too.
    typealias Stop = (place: Double, tint: Tint, opacity: Double)

    /// From top to bottom of the shape, or from left to right.
    mutating func gradient(_ stops: [Stop], across: Bool = false) -> String {
        define("linearGradient", across ? "x2=\"1\" y2=\"0\"" : "x2=\"0\" y2=\"1\"", stops)
    }

    /// From the middle of the shape to its edge.
    mutating func glow(_ stops: [Stop]) -> String { define("radialGradient", "", stops) }

    private mutating func define(_ kind: String, _ attributes: String, _ stops: [Stop]) -> String {
        let id = "d\(definitions.count)"
        let inside = stops.map {
            "<stop offset=\"\($0.place.short)\" stop-color=\"\($0.tint.svg)\" stop-opacity=\"\($0.opacity.short)\"/>"
        }
        definitions.append("<\(kind) id=\"\(id)\" \(attributes)>\(inside.joined())</\(kind)>")
        return "url(#\(id))"
    }

    /// Out of focus.
    mutating func blur(_ radius: Double) -> String {
        let id = "d\(definitions.count)"
        definitions.append(
            "<filter id=\"\(id)\" x=\"-30%\" y=\"-30%\" width=\"160%\" height=\"160%\">"
                + "<feGaussianBlur stdDeviation=\"\(radius.short)\"/></filter>")
        return "filter=\"url(#\(id))\""
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String, _ more: String = ""
    ) {
        shapes.append(
            "<rect x=\"\(x.short)\" y=\"\(y.short)\" width=\"\(width.short)\" height=\"\(height.short)\" fill=\"\(fill)\" \(more)/>"
        )
    }

    mutating func ellipse(
        _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, _ fill: String, _ more: String = ""
    ) {
        shapes.append(
            "<ellipse cx=\"\(x.short)\" cy=\"\(y.short)\" rx=\"\(radiusX.short)\" ry=\"\(radiusY.short)\" fill=\"\(fill)\" \(more)/>"
        )
    }

    mutating func path(_ data: String, _ fill: String, _ more: String = "") {
        shapes.append("<path d=\"\(data)\" fill=\"\(fill)\" \(more)/>")
    }

    mutating func line(_ data: String, _ stroke: String, _ thickness: Double, _ more: String = "") {
        shapes.append(
            "<path d=\"\(data)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(thickness.short)\""
                + " stroke-linecap=\"round\" stroke-linejoin=\"round\" \(more)/>")
    }

    /// Opens a group, closed by ``end()``.
    mutating func begin(_ attributes: String) { shapes.append("<g \(attributes)>") }

    mutating func end() { shapes.append("</g>") }

    mutating func polygon(_ points: [(Double, Double)], _ fill: String, _ more: String = "") {
        path(
            points.enumerated().map { ($0 == 0 ? "M" : "L") + $1.0.short + " " + $1.1.short }.joined() + "Z", fill, more
        )
    }

    /// The whole area.
    mutating func background(_ stops: [Stop]) {
        let fill = gradient(stops)
        rectangle(0, 0, width, height, fill)
    }

    /// Light added to what is there. Costs a pass over the whole picture: for large shapes and groups.
    static let light = "style=\"mix-blend-mode:screen\""
}

extension Double {
    /// With one decimal; two below 2, where fractions count.
    var short: String {
        let scale = abs(self) < 2 ? 100.0 : 10.0
        let number = (self * scale).rounded() / scale
        return number == number.rounded() ? String(Int(number)) : String(number)
    }
}

extension [(place: Double, tint: Tint, opacity: Double)] {
    /// Colours evenly spread.
    static func of(_ tints: Tint...) -> Self {
        tints.enumerated().map { (Double($0) / Double(Swift.max(tints.count - 1, 1)), $1, 1) }
    }

    /// One colour, fading away.
    static func fading(_ tint: Tint, from opacity: Double = 1) -> Self {
        [(0, tint, opacity), (0.4, tint, opacity * 0.35), (1, tint, 0)]
    }
}
