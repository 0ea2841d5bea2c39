import Foundation
import PortalValues

/// What one sample picture will show, and what its camera will say about it.
struct SamplePlan: Sendable {
    let name: String
    let scene: Scene
    let light: Int
    let isPortrait: Bool
    let seed: UInt64
    let title: String
    let author: String
    /// As `exiftool` takes them.
    let tags: [String]

    init(number: Int, seed: UInt64) {
        let subject = Self.subjects[number % Self.subjects.count]
        let round = number / Self.subjects.count
        var dice = Dice(seed &* 1_000_003 &+ UInt64(number))
        let camera = Self.cameras[dice.index(Self.cameras.count)]
        let author = Self.authors[dice.index(Self.authors.count)]
        name = "IMG_" + String(decoding: Digits.pad(number + 1, 4), as: UTF8.self) + ".jpg"
        scene = subject.scene
        light = subject.light + round
        isPortrait = subject.isPortrait
        self.seed = seed &* 7919 &+ UInt64(number)
        title = subject.title
        self.author = author
        let minute = subject.hour * 60 + dice.index(60)
        let time = [subject.hour, minute % 60, dice.index(60)].map {
            String(decoding: Digits.pad($0, 2), as: UTF8.self)
        }
        let day = (Day(year: 2025, month: 9, day: 6) ?? Day(number: 20_000)).adding(days: number * 9 + dice.index(5))
        // Summer time, as far as pictures for show need it.
        let offset =
            (4...9).contains(day.civil.month) || day.civil.month == 3 && day.civil.day > 28 ? "+02:00" : "+01:00"
        tags = [
            "-Make=\(camera.make)", "-Model=\(camera.model)", "-LensModel=\(camera.lens)",
            "-DateTimeOriginal=\(day.description.replacing("-", with: ":")) \(time.joined(separator: ":"))",
            "-OffsetTimeOriginal=\(offset)", "-SubSecTimeOriginal=\(dice.index(90) + 10)", "-Artist=\(author)",
            "-ImageDescription=\(subject.title)", "-Orientation#=\(subject.isPortrait ? 6 : 1)",
            "-ISO=\([100, 200, 400, 1600, 3200][dice.index(5)])", "-FNumber=\([1.8, 2.8, 4, 5.6, 8][dice.index(5)])",
            "-ExposureTime=1/\([30, 60, 125, 250, 1000][dice.index(5)])",
            "-FocalLength=\([24, 35, 50, 85][dice.index(4)])",
            "-GPSLatitude=\(subject.latitude)", "-GPSLatitudeRef=N", "-GPSLongitude=\(abs(subject.longitude))",
            "-GPSLongitudeRef=\(subject.longitude < 0 ? "W" : "E")",
        ]
    }

    private typealias Subject = (
        scene: Scene, light: Int, isPortrait: Bool, title: String, hour: Int, latitude: Double, longitude: Double
    )

    private static let subjects: [Subject] = [
        (.party, 0, false, "Soirée de rentrée, sous les guirlandes", 20, 48.8421, 2.3449),
        (.sea, 0, false, "Coucher de soleil sur la rade", 20, 48.3904, -4.4861),
        (.city, 2, true, "La ville vue du quai", 22, 45.7640, 4.8357),
        (.mountains, 1, false, "Matin clair au-dessus des sapins", 10, 45.1885, 5.7245),
        (.concert, 0, false, "Concert de rentrée", 22, 48.8421, 2.3449),
        (.beach, 0, true, "La plage, vue d’en haut", 14, 43.4832, -1.5586),
        (.balloons, 0, false, "Envol au petit matin", 7, 47.3220, 0.8890),
        (.forest, 0, false, "Promenade dans la brume", 8, 48.4047, 2.7016),
        (.fireworks, 0, false, "Feu d’artifice du gala", 23, 48.8049, 2.1204),
        (.mountains, 2, true, "Le soir tombe sur la vallée", 19, 45.9237, 6.8694),
        (.sea, 1, false, "Régate du week-end d’intégration", 15, 47.5848, -3.1187),
        (.concert, 1, false, "Le rappel", 23, 48.8421, 2.3449),
        (.party, 2, true, "Dernière danse", 23, 48.8421, 2.3449),
        (.forest, 1, false, "Premier froid", 9, 48.4047, 2.7016),
        (.city, 0, false, "Nuit d’hiver sur le fleuve", 21, 47.2184, -1.5536),
        (.beach, 1, false, "Parasols", 13, 43.4832, -1.5586),
        (.balloons, 1, true, "Au-dessus du château", 9, 47.3220, 0.8890),
        (.fireworks, 1, true, "Bouquet final", 23, 48.8049, 2.1204),
        (.mountains, 0, false, "Lever du jour", 7, 45.1885, 5.7245),
        (.concert, 2, true, "Battle des fanfares", 21, 48.8421, 2.3449),
        (.sea, 2, false, "Mer violette", 21, 43.2965, 5.3698),
        (.party, 1, false, "Garden-party de fin d’année", 21, 48.8421, 2.3449),
        (.city, 1, false, "Heure bleue", 20, 48.5734, 7.7521),
        (.forest, 2, true, "Lumière d’automne", 17, 48.4047, 2.7016),
        (.balloons, 2, false, "Les montgolfières du soir", 20, 47.3220, 0.8890),
        (.fireworks, 2, false, "Le ciel du 13 juillet", 23, 48.8566, 2.3522),
        (.beach, 2, false, "Marée basse", 16, 47.5848, -3.1187),
    ]

    private static let authors = ["Zoé Lefèvre", "Paul Marchand", "Inès Benali", "Camille Rousseau"]

    private static let cameras: [(make: String, model: String, lens: String)] = [
        ("NIKON CORPORATION", "NIKON D750", "AF-S NIKKOR 50mm f/1.8G"),
        ("Canon", "Canon EOS R6", "RF24-105mm F4 L IS USM"),
        ("FUJIFILM", "X-T4", "XF35mmF2 R WR"), ("Apple", "iPhone 15", "iPhone 15 back camera 5.96mm f/1.6"),
    ]
}
