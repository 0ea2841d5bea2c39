import CSass

/// CSS functions that libsass would compute by rules older than today's CSS: `min` of two units, `hsl` without commas.
/// They are written to the stylesheet as they stand, their arguments evaluated. Sass's own arithmetic on colours
/// therefore takes `#rrggbb` only.
enum PlainFunctions {
    private static let names = ["min", "max", "rgb", "rgba", "hsl", "hsla"]

    /// Hands them over to libsass, which frees them with the options.
    static func register(in options: OpaquePointer?) {
        guard let list = sass_make_function_list(names.count) else { return }
        for (number, name) in names.enumerated() {
            sass_function_set_list_entry(list, number, sass_make_function("\(name)($arguments...)", write, nil))
        }
        sass_option_set_c_functions(options, list)
    }

    private static let write: Sass_Function_Fn = { arguments, function, _ in
        let name = sass_function_get_signature(function).map { String(cString: $0).prefix { $0 != "(" } } ?? ""
        guard let list = sass_list_get_value(arguments, 0), sass_value_is_list(list) else {
            return sass_make_error("\(name) needs arguments")
        }
        var written: [String] = []
        for number in 0..<sass_list_get_length(list) {
            guard let text = text(sass_list_get_value(list, number)) else {
                return sass_make_error(
                    "libsass loses the slash between two numbers here: write commas, \(name)(0, 0%, 0%, .4), or put the colour in "
                        + "a custom property")
            }
            written.append(text)
        }
        return sass_make_string("\(name)(\(written.joined(separator: ", ")))")
    }

    /// The value as CSS; nil for what libsass cannot hand over, of which `1 / 2` is the one that occurs.
    private static func text(_ value: OpaquePointer?) -> String? {
        guard let value, !holdsError(value), let string = sass_value_stringify(value, false, 6) else { return nil }
        defer { sass_delete_value(string) }
        return sass_string_get_value(string).map { String(cString: $0) }
    }

    private static func holdsError(_ value: OpaquePointer) -> Bool {
        if sass_value_is_error(value) { return true }
        guard sass_value_is_list(value) else { return false }
        return (0..<sass_list_get_length(value)).contains {
            sass_list_get_value(value, $0).map { holdsError($0) } ?? true
        }
    }
}
