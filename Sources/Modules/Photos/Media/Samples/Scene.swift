/// What a sample picture shows.
enum Scene: Sendable {
    case mountains, sea, city, concert, forest, balloons, party, fireworks, beach

    /// The picture of that scene, in one of several lights.
    func drawn(_ light: Int, isPortrait: Bool, seed: UInt64) -> Drawing {
        var drawing = Drawing(width: isPortrait ? 1600 : 2400, height: isPortrait ? 2400 : 1600)
        var dice = Dice(seed)
        switch self {
        case .mountains: drawing.mountains(light, &dice)
        case .sea: drawing.sea(light, &dice)
        case .city: drawing.city(light, &dice)
        case .concert: drawing.concert(light, &dice)
        case .forest: drawing.forest(light, &dice)
        case .balloons: drawing.balloons(light, &dice)
        case .party: drawing.party(light, &dice)
        case .fireworks: drawing.fireworks(light, &dice)
        case .beach: drawing.beach(light, &dice)
        }
        return drawing
    }
}

extension [[Int]] {
    /// The colours of one light of a scene, whichever number is asked for.
    func light(_ number: Int) -> [Tint] { self[abs(number % count)].map { Tint($0) } }
}
