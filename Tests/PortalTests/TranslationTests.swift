import Foundation
import PortalConfiguration
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
        let assets = try AssetStore.Assets.make(configuration, modules: Composition.modules)
        #expect(assets.languages[code] != nil)
        #expect(!PortalApplication.pages(of: Composition.modules).isEmpty)
    }
}
