import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a browser says of a contract, as it says it. What the form did not ask stays nil.
struct ContractForm: Form {
    var contractID: String?
    var title = ""
    var amount: String?
    /// The client's identifier or name.
    var client: String?
    var version = ""

    static let names = ["contract_id", "title", "amount", "client", "version"]

    init(_ fields: Fields) {
        func request(_ name: String) -> String? { fields.has(name) ? fields[name] : nil }
        contractID = request("contract_id")
        title = fields["title"]
        amount = request("amount")
        client = request("client")
        version = fields["version"]
    }

    /// The form of a stored contract.
    init(_ contract: Contract, in language: Language) {
        contractID = contract.customID
        title = contract.title
        amount = language.formats.amount(contract.amount)
        client = contract.client.customID
        version = String(contract.version)
    }

    /// The checked facts; notes everything that is wrong. What was not asked stays as in `old`; nil where there is no client.
    func facts(_ old: Contract?, _ errors: inout FieldErrors, _ context: RequestContext, _ db: any Connection) throws
        -> ContractFacts?
    {
        let customID = errors.checkTyped("contract_id", contractID ?? "") { text throws(TextError) in
            try CustomID(typed: text)
        }
        let title = errors.line("title", title, most: 150, optional: false)
        var amount = old?.amount
        if let typed = self.amount {
            amount = errors.amount("amount", typed)
        } else if old == nil {
            errors["amount"] = tr("Please fill this in.")
        }
        var chosen = old?.client
        if let typed = client {
            chosen = try ClientChoice.chosen(typed, now: old?.client, &errors, context, db)
        } else if old == nil {
            errors["client"] = tr("Please fill this in.")
        }
        guard let chosen else { return nil }
        return ContractFacts(customID: customID, title: title, amount: amount ?? .zero, client: chosen)
    }

    /// What the page calls the fields.
    static let labels: [String: Message] = [
        "contract_id": tr("Identifier"), "title": tr("Subject"), "amount": tr("Amount"), "client": tr("Client"),
    ]
}

/// An amount on its way in.
extension FieldErrors {
    /// An amount of nothing or more (with `positive`: more than nothing); notes what is wrong with it.
    mutating func amount(_ field: String, _ typed: String, positive: Bool = false) -> Money? {
        check(field) { () throws(TextError) in
            let text = typed.tidied
            if text.isEmpty { throw TextError(tr("Please fill this in.")) }
            guard text.utf8.count <= 60, let amount = Money(typed: text) else {
                throw TextError(tr("This is not an amount in euros; for example 1250.50."))
            }
            if amount < .zero { throw TextError(tr("An amount cannot be negative.")) }
            if positive, amount == .zero { throw TextError(tr("The amount must be more than zero.")) }
            return amount
        }
    }

    /// A day up to today; notes what is wrong with it.
    mutating func pastDay(_ field: String, _ typed: String, today: Day) -> Day? {
        check(field) { () throws(TextError) in
            let text = typed.tidied
            if text.isEmpty { throw TextError(tr("Please fill this in.")) }
            guard let day = Day(typed: text) else { throw TextError(tr("This day does not exist.")) }
            if day > today { throw TextError(tr("This day lies in the future.")) }
            return day
        }
    }
}

extension Money {
    /// As a sentence shows it, in the reader's language.
    var words: Message { Message(id: "%(amount)s", arguments: ["amount": .money(self)]) }
}
