extension Compiler {
    /// Static text of the template.
    func show(text bytes: [UInt8], _ place: Place) {
        if isHTML, let (problem, index) = html.feed(bytes) {
            report(Place(source: place.source, offset: place.offset + index).fault(problem))
        }
        builder.add(text: bytes, place)
    }

    /// `{{ value }}`.
    func output(_ value: Typed) {
        let place = value.place
        guard hasRoom(place) else { return }
        guard value.type.isShowable else {
            let hint: String? =
                if case .list = value.type { "use “for”, or |join(\", \")" } else { "name one of its fields" }
            return report(place.fault("\(value.type.words) cannot be shown", hint))
        }
        switch value.kind {
        case .passage(let expand): return expand()
        case .join(let parts): return parts.forEach(output)
        case .conditional(let first, let test, let otherwise):
            return branch(test, place) {
                self.output(first)
            } otherwise: {
                self.output(otherwise)
            }
        case .plural(let number, let forms, let isTranslated): return outputForm(number, forms, isTranslated, place)
        case .constant(let constant) where constant.isNone: return
        default: break
        }
        guard let escaping = escaping(value) else { return }
        switch value.kind {
        case .constant(let constant): output(constant, escaping, place)
        case .slot(let slot): builder.add(.showSlot, a: slot, c: escaping.rawValue, place)
        case .field(let base, let field):
            if case .slot(let slot) = base.kind {
                builder.add(.showField, a: slot, b: Int32(clamping: field), c: escaping.rawValue, place)
            } else {
                push(value)
                builder.add(.show, c: escaping.rawValue, place)
            }
        case .filter(let filter, let inner, let arguments) where Filters.all[filter].writesBytes:
            for part in [inner] + arguments { push(part) }
            builder.add(
                .showFiltered, a: Int32(clamping: filter), b: Int32(clamping: arguments.count), c: escaping.rawValue,
                place)
        default:
            push(value)
            builder.add(.show, c: escaping.rawValue, place)
        }
    }

    /// A constant becomes static text, with the escaping of where it stands.
    private func output(_ constant: Value, _ escaping: Escaping, _ place: Place) {
        var bytes: [UInt8] = []
        do throws(ValueError) {
            try constant.write(escaping, in: language, into: &bytes)
        } catch {
            return report(place.fault(error.message))
        }
        if isHTML, let (problem, _) = html.feed(bytes) { report(place.fault(problem)) }
        builder.add(text: bytes, place)
    }

    /// How the value is made harmless here; nil, with a fault, where nothing can.
    private func escaping(_ value: Typed) -> Escaping? {
        guard isHTML else {
            if value.type == .markup {
                report(value.place.fault("HTML cannot be shown in plain text"))
                return nil
            }
            return .plain
        }
        switch html.placement {
        case .escaped(let escaping): return escaping
        case .refused(let reason):
            report(value.place.fault(reason))
            return nil
        case .addressStart(let length):
            if value.type == .markup {
                report(value.place.fault("HTML cannot be an address"))
                return nil
            }
            if value.constant != nil { return .attribute }
            markAddress(length, value.place)
            return .url
        }
    }

    private func markAddress(_ length: Int, _ place: Place) {
        builder.add(.urlMark, a: Int32(clamping: length), place)
        html.url = .marked
    }

    /// Before a part that is not always there: an address that has begun is marked, so that its scheme is looked at.
    func beginDynamic(_ place: Place) {
        if case .start(let prefix) = html.url { markAddress(prefix.count, place) }
    }

    /// Two ways on, which must end in the same place of the page.
    func branch(_ test: Typed, _ place: Place, _ first: () -> Void, otherwise: () -> Void) {
        if let known = test.constant { return known.isTrue ? first() : otherwise() }
        beginDynamic(place)
        let start = html
        var end = html
        choose(test, place) {
            first()
            end = html
            html = start
        } otherwise: {
            otherwise()
        }
        join(end, place)
    }

    /// Goes on where all ways meet.
    func join(_ other: HtmlContext, _ place: Place) {
        guard isHTML else { return }
        guard let joined = html.joined(with: other) else {
            return report(place.fault("one way this ends \(other.words), the other way \(html.words)"))
        }
        html = joined
    }

    private func outputForm(_ number: Typed, _ forms: [Typed], _ isTranslated: Bool, _ place: Place) {
        beginDynamic(place)
        let start = html
        var end: HtmlContext?
        pick(number, forms, isTranslated, place) { form in
            html = start
            output(form)
            if let end { join(end, place) }
            end = html
        }
    }
}
