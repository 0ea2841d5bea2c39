import PortalValues

/// Invented companies and clients; each call continues the same chance.
struct Sample {
    var chance: Chance

    init(seed: UInt64) { chance = Chance(seed) }

    /// A company in one of the towns, with numbers that pass their checks.
    mutating func company() -> CompanyFacts {
        var facts = CompanyFacts()
        facts.name = chance.one(of: SampleWords.companyKinds) + " " + chance.one(of: SampleWords.companyWords)
        facts.siret = siret()
        facts.activity = ActivityCode(stored: chance.one(of: SampleWords.activities))
        facts.founded = Day(number: Int.random(in: 3_650...20_000, using: &chance))
        facts.headcount = Headcount.allCases.randomElement(using: &chance)
        facts.address.street = "\(Int.random(in: 1...180, using: &chance)) \(chance.one(of: SampleWords.streets))"
        let (code, town, region) =
            SampleWords.towns.randomElement(using: &chance) ?? ("75005", "Paris", "Île-de-France")
        facts.address.postalCode = code
        facts.address.town = town
        facts.address.region = region
        facts.address.country = PostalAddress.france
        return facts
    }

    /// A client; `isMany` takes the family name from a hundred times as many.
    mutating func client(company: String, isMany: Bool = false) -> ClientFacts {
        var facts = ClientFacts()
        let isWoman = Bool.random(using: &chance)
        facts.civility = isWoman ? .madam : .sir
        facts.firstName = chance.one(of: isWoman ? SampleWords.women : SampleWords.men)
        facts.lastName =
            isMany
            ? chance.one(of: SampleWords.beginnings) + chance.one(of: SampleWords.middles)
                + chance.one(of: SampleWords.ends)
            : chance.one(of: SampleWords.names)
        facts.employeeRole = chance.one(of: Trades.suggestions)
        let host = company.isEmpty ? "courriel" : company.folded.replacing(" ", with: "-")
        let address =
            "\(facts.firstName.folded.replacing(" ", with: "-")).\(facts.lastName.folded.replacing(" ", with: "-"))"
        facts.email = "\(address)@\(host).example"
        facts.telephone = try? PhoneNumber(typed: chance.one(of: SampleWords.telephones) + chance.digits(4))
        return facts
    }

    /// A number that begins with 99, as none does yet, and ends in the digits that make it right.
    private mutating func siret() -> Siret {
        func complete(_ digits: String) -> String {
            let numbers = digits.utf8.map { Int($0) - 48 }
            let last = (0...9).first { Siret.isLuhn(numbers + [$0]) } ?? 0
            return digits + String(last)
        }
        let siren = complete("99" + chance.digits(6))
        return Siret(siren: siren, nic: String(complete(siren + "000" + chance.digits(1)).suffix(5)))
    }
}
