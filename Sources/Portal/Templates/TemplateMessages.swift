import Foundation
public import PortalLanguage

/// Finds what translators translate in a template.
public enum TemplateMessages {
    /// Every message of a template, in the order of its lines.
    ///
    /// A comment `{# Translators: … #}` on the same line or the line before goes with a message.
    /// - Parameter file: the name that messages carry as their place.
    /// - Throws: what cannot be read.
    public static func extract(source: String, file: String) throws(TemplateErrors) -> [ExtractedMessage] {
        let template = ParsedTemplate(source: TemplateSource(name: file, text: source))
        var walk = MessageWalk(template: template)
        walk.context(template.nodes)
        let faults = template.faults + walk.faults
        guard faults.isEmpty else { throw TemplateErrors(faults) }
        return walk.found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(
            \.element)
    }

    /// Every message of all templates under a folder; their places are named from `root` on.
    public static func extract(directory: String, root: String) throws(TemplateErrors) -> [ExtractedMessage] {
        let library = Library(directory: directory)
        let prefix =
            directory.hasPrefix(root + "/") ? directory.dropFirst(root.count + 1) + "/" : Substring(directory + "/")
        var found: [ExtractedMessage] = []
        var faults: [TemplateError] = []
        for name in library.names {
            do throws(TemplateErrors) {
                found += try extract(source: library.text(of: name) ?? "", file: prefix + name)
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw TemplateErrors(faults) }
        return found
    }
}
