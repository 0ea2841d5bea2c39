/// A colour of a drawing.
struct Tint {
    let red: Double
    let green: Double
    let blue: Double

    /// `0xff8800`.
    init(_ hex: Int) {
        red = Double((hex >> 16) & 255)
        green = Double((hex >> 8) & 255)
        blue = Double(hex & 255)
    }

    private init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// So much of the way to another colour, from 0 to 1.
    func mixed(_ other: Tint, _ part: Double) -> Tint {
        Tint(
            red: red + (other.red - red) * part, green: green + (other.green - green) * part,
            blue: blue + (other.blue - blue) * part)
    }

    var svg: String { "rgb(\(Int(red)),\(Int(green)),\(Int(blue)))" }
}
