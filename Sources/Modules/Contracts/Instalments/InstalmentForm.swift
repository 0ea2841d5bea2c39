import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a browser says of a line of the payment schedule.
struct InstalmentForm: Form {
    var dueOn = ""
    var amount = ""
    var label = ""
    static let names = ["due_on", "amount", "label"]

    init(_ fields: Fields) {
        dueOn = fields["due_on"]
        amount = fields["amount"]
        label = fields["label"]
    }

    static let labels: [String: Message] = [
        "due_on": tr("Due on"), "amount": tr("Amount"), "label": trc("instalment", "What for"),
    ]

    /// The checked line; notes everything that is wrong, nil then. What the lines leave of the contract's amount is the most it can be.
    func facts(_ contract: Contract, left: Money, _ errors: inout FieldErrors) -> InstalmentFacts? {
        let dueOn = errors.check("due_on") { () throws(TextError) in
            let text = self.dueOn.tidied
            if text.isEmpty { throw TextError(tr("Please fill this in.")) }
            guard let day = Day(typed: text) else { throw TextError(tr("This day does not exist.")) }
            return day
        }
        let amount = share(of: contract.total) ?? errors.amount("amount", self.amount, positive: true)
        let label = errors.line("label", self.label, most: 100)
        if let amount, amount > left {
            errors["amount"] = tr(
                "The schedule leaves %(amount)s of the contract’s amount.", ["amount": .money(left)])
        }
        guard let dueOn, let amount, errors.isEmpty else { return nil }
        return InstalmentFacts(dueOn: dueOn, amount: amount, label: label)
    }

    /// `30 %` of the contract, to the cent; nil where an amount was typed.
    private func share(of total: Money) -> Money? {
        let text = amount.tidied
        guard text.hasSuffix("%"), let percent = Money(typed: String(text.dropLast())), percent.cents > 0,
            percent.cents <= 100_00
        else { return nil }
        let (high, low) = total.cents.multipliedFullWidth(by: percent.cents)
        let half: UInt64 = 100_00 / 2
        let (rounded, carry) = low.addingReportingOverflow(half)
        let cents = Int64(100_00).dividingFullWidth((high &+ (carry ? 1 : 0), rounded)).quotient
        return cents > 0 ? Money(cents: cents) : nil
    }
}
