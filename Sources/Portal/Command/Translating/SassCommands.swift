import ArgumentParser
import PortalConfiguration
import PortalKit

/// `portal sass …`
struct SassCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sass", abstract: "The stylesheet.", subcommands: [CompileStylesheet.self])
}

/// `portal sass compile`
struct CompileStylesheet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile", abstract: "Compile Resources/scss; with a source map in development.")

    func run() throws {
        let (file, bytes, sources) = try Stylesheets(Configuration.load()).compile()
        Terminal.say("\(file): \(bytes) bytes from \(sources) files")
    }
}
