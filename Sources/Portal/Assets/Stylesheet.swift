import CSass
import Foundation

/// A stylesheet made from SCSS by libsass.
public struct Stylesheet: Sendable {
    /// The CSS, without a link to its map.
    public let css: String
    /// The source map (JSON, with the sources in it), if it was asked for.
    public let map: String?
    /// Every file that was read, the entry first: what to watch for changes.
    public let files: [String]

    /// Compiles the file `entry`. `@import` looks beside the importing file, then in `includePaths`. Throws the first
    /// fault with its place. Blocks for some milliseconds.
    public static func compile(
        entry: String, includePaths: [String] = [], compressed: Bool = true, sourceMap: Bool = false
    ) throws(StylesheetError) -> Stylesheet {
        // libsass would report a missing entry without a place.
        guard FileManager.default.isReadableFile(atPath: entry) else {
            throw StylesheetError(file: entry, line: 0, column: 0, message: "the file cannot be read", source: nil)
        }
        guard let context = sass_make_file_context(entry) else {
            throw StylesheetError(file: entry, line: 0, column: 0, message: "out of memory", source: nil)
        }
        defer { sass_delete_file_context(context) }
        let options = sass_file_context_get_options(context)
        sass_option_set_output_style(options, compressed ? SASS_STYLE_COMPRESSED : SASS_STYLE_EXPANDED)
        sass_option_set_precision(options, 6)
        PlainFunctions.register(in: options)
        for path in includePaths { sass_option_push_include_path(options, path) }
        if sourceMap {
            sass_option_set_source_map_file(options, entry + ".css.map")
            sass_option_set_source_map_contents(options, true)
            sass_option_set_omit_source_map_url(options, true)
        }
        guard sass_compile_file_context(context) == 0 else {
            throw StylesheetError(sass_file_context_get_context(context), entry: entry)
        }
        let result = sass_file_context_get_context(context)
        guard let output = sass_context_get_output_string(result) else {
            throw StylesheetError(file: entry, line: 0, column: 0, message: "libsass wrote nothing", source: nil)
        }
        var files: [String] = []
        if let included = sass_context_get_included_files(result) {
            for number in 0..<sass_context_get_included_files_size(result) {
                if let file = included[number] { files.append(String(cString: file)) }
            }
        }
        let map = sourceMap ? sass_context_get_source_map_string(result).map { String(cString: $0) } : nil
        // Compressed CSS beyond ASCII begins with a byte order mark, which our Content-Type makes superfluous.
        let css = String(cString: output).replacing("\u{FEFF}", with: "", maxReplacements: 1)
        return Stylesheet(css: css, map: map, files: files)
    }
}
