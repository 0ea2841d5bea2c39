import PortalAssets
public import PortalConfiguration
import PortalLanguage
import PortalTemplates

extension AssetStore.Assets {
    /// Reads languages, compiles every template for every language, and takes in the static files with the compiled stylesheet.
    public static func make(_ configuration: Configuration, modules: [any Module]) throws -> AssetStore.Assets {
        let languages = try Languages(
            directory: configuration.resources + "/translations", default: configuration.defaultLanguage,
            zone: Zone(configuration.timeZone) ?? .utc)
        let templates = try Templates(
            directory: configuration.resources + "/templates", languages: languages, layout: Layout.self,
            pages: PortalApplication.pages(of: modules))
        let files = try StaticFiles(directories: [
            configuration.resources + "/static", configuration.resources + "/static/css",
        ])
        return AssetStore.Assets(languages: languages, templates: templates, files: files)
    }
}
