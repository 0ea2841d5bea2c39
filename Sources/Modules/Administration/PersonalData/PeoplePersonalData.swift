import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    /// What is held of a person, below their page.
    var personalDataRoutes: [Route] {
        PersonalDataController.routes(
            below: "/administration/people/{person}", .mayOn(.update, .person, path: "person")
        ) { context throws(Failure) in
            PersonalDataController(
                .person, try context.element("person"), listPath: "/administration/people", listTitle: tr("People"))
        }
    }
}
