import PortalKit
import PortalValues

/// What the directory of companies answers; every field may be missing, too long or of a shape of its own.
struct CompaniesAnswer: Decodable {
    let results: [Result]

    struct Result: Decodable {
        let siren: String?
        let nom_complet: String?
        let nom_raison_sociale: String?
        let activite_principale: String?
        let date_creation: String?
        let tranche_effectif_salarie: String?
        let etat_administratif: String?
        let siege: Establishment?
        let matching_etablissements: [Establishment]?

        /// The establishments that match, else the head office; none of a number that cannot be right.
        var companies: [FoundCompany] {
            let matching = matching_etablissements ?? []
            let all = matching.isEmpty ? [siege].compactMap(\.self) : Array(matching.prefix(10))
            return all.compactMap { company(at: $0) }
        }

        private func company(at place: Establishment) -> FoundCompany? {
            let head = siege?.siret == place.siret ? siege : nil
            guard let siret = try? Siret(typed: place.siret ?? siren ?? ""), siret.siren == siren else { return nil }
            var found = FoundCompany(siret: siret)
            found.name = Self.line(nom_raison_sociale ?? nom_complet, most: 130)
            guard !found.name.isEmpty else { return nil }
            found.activity = Self.line(place.activite_principale ?? activite_principale, most: 10)
            found.founded = date_creation.flatMap { Day(iso: $0) }
            found.headcount = tranche_effectif_salarie.flatMap(Headcount.init(rawValue:))
            let words = [place.numero_voie, place.indice_repetition, place.type_voie, place.libelle_voie]
            let street = words.compactMap(\.self).joined(separator: " ")
            found.street = Self.line(
                street.tidied.isEmpty
                    ? [head?.numero_voie, head?.type_voie, head?.libelle_voie].compactMap(\.self).joined(separator: " ")
                    : street,
                most: 150)
            found.complement = Self.line(place.complement_adresse, most: 75)
            found.postalCode = Self.line(place.code_postal, most: 12)
            found.cedex = Self.line(place.libelle_cedex, most: 20)
            found.town = Self.line(place.libelle_commune, most: 100)
            found.region = place.region.flatMap { FrenchRegions.names[$0] } ?? ""
            found.isClosed = etat_administratif == "C" || place.etat_administratif == "F"
            found.isHeadOffice = place.est_siege ?? (head != nil)
            return found
        }

        /// One line as a form would take it.
        private static func line(_ text: String?, most: Int) -> String {
            let line = (text ?? "").tidied
            return line.unicodeScalars.count <= most
                ? line : String(String.UnicodeScalarView(line.unicodeScalars.prefix(most)))
        }
    }

    struct Establishment: Decodable {
        let siret: String?
        let activite_principale: String?
        let numero_voie: String?
        let indice_repetition: String?
        let type_voie: String?
        let libelle_voie: String?
        let complement_adresse: String?
        let code_postal: String?
        let libelle_commune: String?
        let libelle_cedex: String?
        let region: String?
        let etat_administratif: String?
        let est_siege: Bool?
    }
}

/// What the directory of towns answers.
struct TownAnswer: Decodable {
    let nom: String?
    let population: Int?
    let region: Region?

    struct Region: Decodable { let nom: String? }

    var town: FoundTown {
        FoundTown(
            name: String((nom ?? "").tidied.prefix(100)), region: String((region?.nom ?? "").tidied.prefix(75)),
            population: population ?? 0)
    }
}

/// The regions of France by their number in INSEE's geographic code of 2026.
enum FrenchRegions {
    static let names = [
        "01": "Guadeloupe", "02": "Martinique", "03": "Guyane", "04": "La Réunion", "06": "Mayotte",
        "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandie",
        "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire", "53": "Bretagne",
        "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes",
        "93": "Provence-Alpes-Côte d’Azur", "94": "Corse",
    ]
}
