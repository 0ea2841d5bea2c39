import PortalKit
import PortalLanguage
import PortalValues

/// What was done with a contract before it came into the portal: how far it went, who signed, what was paid.
struct ContractHistory: Sendable, Equatable {
    var state = ContractState.draft
    var signature: Signature?
    /// With the amendments that were signed; the first amount where there were none.
    var total: Money
    var settled = Money.zero
    /// When it was entered elsewhere; nil for now.
    var createdAt: Instant?

    /// Whether the contract begins here, as a draft of this moment.
    var isEmpty: Bool { self == ContractHistory(total: total) }

    /// Reads what a line says; notes everything that does not fit together.
    init(_ row: ImportRow<ContractColumn>, amount: Money, _ errors: inout FieldErrors, _ context: RequestContext) {
        total = amount
        readState(row, &errors, context)
        readSignature(row, amount, &errors, context)
        readMoney(row, &errors)
        let created = row[.created].tidied
        if !created.isEmpty,
            let moment = errors.check(
                "creation_date",
                { () throws(TextError) in
                    try WallTime.day(created, in: context.language.formats.zone)
                })
        {
            if moment > context.now { errors["creation_date"] = tr("This day lies in the future.") }
            createdAt = moment
        }
    }

    private init(total: Money) { self.total = total }

    private mutating func readState(
        _ row: ImportRow<ContractColumn>, _ errors: inout FieldErrors, _ context: RequestContext
    ) {
        let typed = row[.state].tidied
        guard !typed.isEmpty else { return }
        let found = ContractState.allCases.first { context.application.says(typed, $0.title, or: $0.rawValue) }
        if found == nil { errors["state"] = tr("There is no such state of a contract.") }
        state = found ?? .draft
    }

    private mutating func readSignature(
        _ row: ImportRow<ContractColumn>, _ amount: Money, _ errors: inout FieldErrors, _ context: RequestContext
    ) {
        let isTold = !row[.signatory].tidied.isEmpty || !row[.signedOn].tidied.isEmpty
        if state == .draft || state == .sent {
            if isTold { errors["state"] = tr("A draft, or a contract that was only sent, has no signature yet.") }
            return
        }
        // What was cancelled may never have been signed.
        guard isTold || state != .cancelled else { return }
        let signatory = errors.line("signatory", row[.signatory], most: 150, optional: false)
        let day = errors.pastDay("signed_on", row[.signedOn], today: context.today)
        if amount == .zero { errors["amount"] = tr("The amount must be more than zero.") }
        if let day, !signatory.isEmpty { signature = Signature(signatory: signatory, day: day) }
    }

    private mutating func readMoney(_ row: ImportRow<ContractColumn>, _ errors: inout FieldErrors) {
        func read(_ column: ContractColumn, _ errors: inout FieldErrors) -> Money? {
            row[column].tidied.isEmpty ? nil : errors.amount(column.rawValue, row[column])
        }
        let isSigned = signature != nil
        if let agreed = read(.total, &errors), agreed != total {
            if !isSigned { errors["total"] = tr("Only a signed contract has amendments.") }
            if agreed == .zero { errors["total"] = tr("The amount must be more than zero.") }
            total = agreed
        }
        let due = read(.remaining, &errors)
        let paid = read(.settled, &errors)
        // What is paid can only be held against an amount that can be read.
        guard errors["amount"] == nil, errors["total"] == nil else { return }
        if let paid {
            settled = paid
            if state != .cancelled, let due, total.subtracting(paid) != due, paid <= total {
                errors["remaining"] = tr("This is not the amount less what is settled.")
            }
        } else if let due, state != .cancelled {
            if due > total { errors["remaining"] = tr("More remains than the whole amount.") }
            // A draft owes all of it.
            settled = isSigned ? total.subtracting(due) ?? .zero : .zero
        }
        if settled > total { errors["settled"] = tr("More is settled than the whole amount.") }
        if settled > .zero, !isSigned { errors["settled"] = tr("Only a signed contract can be settled.") }
    }
}

extension Signature: Equatable {
    static func == (a: Signature, b: Signature) -> Bool { a.signatory == b.signatory && a.day == b.day }
}
