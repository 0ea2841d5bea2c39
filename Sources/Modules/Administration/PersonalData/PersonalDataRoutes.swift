import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    /// What is held of people; what is due to be erased; what the association tells whoever supervises it.
    var personalDataRoutes: [Route] {
        let mayErase = Access.mayOn(.update, .person, path: "person")
        return [
            .get("/administration/people/{person}/personal-data", mayErase) { visit, db in
                try desk(visit).show(visit, db)
            },
            .free(.get, "/administration/people/{person}/personal-data/export.json", .confirmed(mayErase)) { visit in
                try await desk(visit).export(visit)
            },
            .post("/administration/people/{person}/personal-data/erasure", .confirmed(mayErase)) { visit, db in
                try desk(visit).erase(visit, db)
            },
            .get("/administration/personal-data", .may(.update, .person), showProposals),
            .get("/administration/personal-data/register", .may(.update, .person), showRegister),
            .get(
                "/administration/personal-data/{kind}/{subject}/postponement", .may(.update, .person), askPostponement),
            .post("/administration/personal-data/{kind}/{subject}/postponement", .may(.update, .person), postpone),
        ]
    }

    private func desk(_ visit: Visit) throws(Failure) -> PersonalDataDesk {
        PersonalDataDesk(
            .person, try visit.element("person"), listPath: "/administration/people", listTitle: tr("People"))
    }
}
