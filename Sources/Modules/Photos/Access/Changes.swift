import PortalKit
import PortalValues

/// What a change of a gallery leaves in the audit log.
enum Changes {
    static func of(_ old: PhotoCollection, _ new: PhotoCollectionFacts, _ directory: String, _ visible: Bool)
        -> [AuditChange]
    {
        only([
            ("name", old.facts.name, new.name), ("description", old.facts.description, new.description),
            ("starts_on", text(old.facts.startsOn), text(new.startsOn)),
            ("ends_on", text(old.facts.endsOn), text(new.endsOn)), ("directory", old.directory, directory),
            ("visible", String(old.isVisible), String(visible)),
        ])
    }

    static func of(_ old: Album, _ new: AlbumFacts, _ path: String, _ visible: Bool) -> [AuditChange] {
        only([
            ("name", old.facts.name, new.name), ("description", old.facts.description, new.description),
            ("place", old.facts.place, new.place), ("starts_on", text(old.facts.startsOn), text(new.startsOn)),
            ("ends_on", text(old.facts.endsOn), text(new.endsOn)), ("path", old.path, path),
            ("visible", String(old.isVisible), String(visible)),
        ])
    }

    static func only(_ values: [(field: String, before: String, after: String)]) -> [AuditChange] {
        values.filter { $0.before != $0.after }.map { AuditChange(field: $0.field, before: $0.before, after: $0.after) }
    }

    private static func text(_ day: Day?) -> String { day?.description ?? "" }
}
