import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension RateRule {
    /// Look-ups by one person: thirty at once, then one every two seconds; the public directory allows seven a second in all.
    static let directory = RateRule("directory", burst: 30, interval: 2)
}

extension ClientsModule {
    /// Whether anybody may look companies up, as the configuration says.
    static func looksUp(_ context: RequestContext) -> Bool {
        !context.application.configuration.companyDirectory.isEmpty
    }

    /// Looks companies up by name, SIREN or SIRET. Where that fails, a notice says so and the form is still there.
    func lookUpCompany(_ context: RequestContext) async throws -> HandlerResponse {
        let query = context.request.query["q"].tidied
        guard query.unicodeScalars.count <= 200 else { throw Failure.badRequest(.parameter("q")) }
        var notice: Message?
        var found: [FoundCompany] = []
        // The directory refuses shorter questions.
        if query.unicodeScalars.count >= 3 {
            try await context.demand(.directory, key: context.limitKey)
            do throws(DirectoryError) {
                found = try await PublicDirectory(context.application).companies(query, now: context.now)
                if found.isEmpty { notice = tr("The directory knows no such company.") }
            } catch {
                notice = Self.companyNotice(error)
            }
        } else if !query.isEmpty {
            notice = tr("Please type at least three characters.")
        }
        let known = try await known(found, context)
        let rows = found.map { company in
            FoundRow(
                company, useUrl: context.url("/companies/new?" + Self.encoded(company.fields)),
                knownUrl: known[company.siret.siren] ?? "")
        }
        return .page(
            LookUpPage(
                query: context.request.query["q"], action: context.url("/companies/look-up"),
                newUrl: context.url("/companies/new"), notice: notice, rows: rows))
    }

    /// The form for a new company again, with the town of its postal code, or the towns to choose from.
    func townsOfNewCompany(_ context: RequestContext) async throws -> HandlerResponse {
        let form: CompanyForm = try context.form()
        return try await townForm(nil, form, context)
    }

    /// The form of a company again, with the town of its postal code, or the towns to choose from.
    func townsOfCompany(_ context: RequestContext) async throws -> HandlerResponse {
        let form: CompanyForm = try context.form()
        let company = try await context.application.database.read { try Self.companies.stored(context, $0) }
        return try await townForm(company, form, context)
    }

    private func townForm(_ company: Company?, _ typed: CompanyForm, _ context: RequestContext) async throws
        -> HandlerResponse
    {
        var form = typed
        var errors = FieldErrors()
        var towns: [String] = []
        let code = form["postal_code"].filter { $0 != " " }
        if code.utf8.count == 5, code.utf8.allSatisfy({ (48...57).contains($0) }) {
            try await context.demand(.directory, key: context.limitKey)
            do throws(DirectoryError) {
                let found = try await PublicDirectory(context.application).towns(code, now: context.now)
                towns = found.map(\.name)
                if let first = found.first {
                    form["region"] = first.region
                    if found.count == 1 || !towns.contains(form["town"]) { form["town"] = first.name }
                } else {
                    errors["postal_code"] = tr("No town has this postal code.")
                }
            } catch {
                errors["postal_code"] = tr("Towns cannot be looked up at the moment. Please type the town.")
            }
        } else {
            errors["postal_code"] = tr("Five digits in France.")
        }
        var page = CompanyFormPage(Self.companies.state(company, form, errors, context), context)
        page.towns = towns
        return .page(page, status: errors.isEmpty ? 200 : 422)
    }

    private static func companyNotice(_ failure: DirectoryError) -> Message {
        switch failure {
        case .off: tr("Companies are not looked up here. Please fill the form in yourself.")
        case .unavailable:
            tr("The directory of companies does not answer at the moment. Please fill the form in yourself.")
        }
    }

    /// The companies that are here already, by SIREN, of those the visitor may see.
    private func known(_ found: [FoundCompany], _ context: RequestContext) async throws -> [String: String] {
        let numbers = Set(found.map(\.siret.siren))
        guard !numbers.isEmpty else { return [:] }
        let visible = context.visible(.read, Self.company)
        let base = context.url("/companies/")
        return try await context.application.database.read { db in
            var known: [String: String] = [:]
            for number in numbers {
                let row = try db.row(
                    "SELECT custom_id FROM company WHERE siren = \(number) AND \(sql: visible) ORDER BY id LIMIT 1")
                if let row { known[number] = base + Escape.query(try row.get("custom_id", as: String.self)) }
            }
            return known
        }
    }

    private static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { Escape.query($0.0) + "=" + Escape.query($0.1) }.joined(separator: "&")
    }
}
