import Logging
import PortalConfiguration
import PortalKit
import PortalValues

/// Writes each event of the log as one line: readable in development, JSON in production.
struct LogLines: LogHandler {
    let label: String
    let format: Configuration.LogFormat
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    let output: LogOutput
    var clock: @Sendable () -> Instant = Instant.now

    init(label: String, format: Configuration.LogFormat, logLevel: Logger.Level, output: LogOutput) {
        self.label = label
        self.format = format
        self.logLevel = logLevel
        self.output = output
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        // The library's name for the number that error pages show.
        if let request = all.removeValue(forKey: "hb.request.id") { all["request"] = request }
        let pairs = all.sorted { $0.key < $1.key }
        let line =
            switch format {
            case .text: TextLine.bytes(at: clock(), event.level, "\(event.message)", pairs)
            case .json: JSONLine.bytes(at: clock(), event.level, "\(event.message)", pairs, label: label)
            }
        output.write(line)
    }
}
