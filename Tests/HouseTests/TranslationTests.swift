import Foundation
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalTestSupport
import Testing

@testable import portal

@Suite struct TranslationTests {
    @Test(arguments: ["fr", "en"])
    func `every page renders its sample in every language`(code: String) throws {
        var configuration = try Configuration.load(environment: [:], file: nil)
        configuration.resources = TestPlaces.resources
        let outfit = try Wardrobe.Outfit.make(configuration, modules: Composition.modules)
        #expect(outfit.languages[code] != nil)
        #expect(!House.pages(of: Composition.modules).isEmpty)
    }
}
