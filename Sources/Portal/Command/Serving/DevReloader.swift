import Logging
import PortalAssets
import PortalConfiguration
import PortalKit
import ServiceLifecycle

/// In development: puts changed templates, translations and styles on while the portal runs. What is broken is named in
/// the log, and the last good ones stay.
struct DevReloader: Service {
    private let application: PortalApplication
    private let pause: Duration

    init(_ application: PortalApplication, pause: Duration = .milliseconds(500)) {
        self.application = application
        self.pause = pause
    }

    func run() async throws {
        var styles = stamp("scss")
        var others = stamp("templates", "translations", "static")
        // An end of the wait by cancellation is the end of the service, not a fault.
        while (try? await cancelWhenGracefulShutdown({ try await Task.sleep(for: pause) })) != nil {
            let newStyles = stamp("scss")
            let newOthers = stamp("templates", "translations", "static")
            guard newStyles != styles || newOthers != others else { continue }
            change(styles: newStyles != styles)
            styles = newStyles
            others = stamp("templates", "translations", "static")
        }
    }

    private func change(styles: Bool) {
        let start = ContinuousClock.now
        do {
            if styles { try Stylesheets(application.configuration).compile() }
            application.assetStore.change(try Composition.assets(application.configuration))
            application.logger.info(
                "templates and styles read anew", metadata: ["took": "\(ContinuousClock.now - start)"])
        } catch {
            application.logger.error("a change could not be read; the last good state stays\n\(error)")
        }
    }

    private func stamp(_ folders: String...) -> FileStamp {
        FileStamp(directories: folders.map { application.configuration.resources + "/" + $0 })
    }
}
