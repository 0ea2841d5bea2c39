import ArgumentParser
import Foundation
import PortalFiles
import PortalKit

/// What a new or changed record is to hold, as typed: `--field name=value`, or JSON from a file.
struct RecordFields: ParsableArguments {
    @Option(
        name: .customLong("field"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A member and its value; an empty one empties it. May be repeated.", valueName: "name=value")
    )
    var fields: [String] = []

    @Option(help: ArgumentHelp("All members as JSON, from a file, or from standard input with -.", valueName: "file"))
    var json: String?

    func validate() throws {
        guard fields.isEmpty != (json == nil) else {
            throw ValidationError("Say what is to be written: with --field name=value, or with --json FILE.")
        }
        for field in fields where field.first == "=" || !field.contains("=") {
            throw ValidationError("--field is written name=value.")
        }
    }

    /// The body of a request. Which members are numbers is what the portal's own description says.
    func body(_ kind: any RecordKind.Type, _ verb: RecordSchema.Verb, _ client: RemoteClient) async throws -> [UInt8] {
        if let json { return try Self.read(json) }
        let pairs = fields.map { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
        }
        return try await RecordSchema(kind, verb, client).json(pairs)
    }

    private static func read(_ file: String) throws(RemoteError) -> [UInt8] {
        let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
        guard let data = try? handle?.readToEnd() else { throw RemoteError(.usage, "\(file) holds nothing to read") }
        return Array(data)
    }
}

/// What a kind of record takes, as `/api/openapi.json` has it.
struct RecordSchema {
    /// What is done with it.
    enum Verb { case create, update }

    /// The types of its members, by name.
    let types: [String: Set<String>]

    init(_ types: [String: Set<String>]) { self.types = types }

    /// Asks a portal.
    ///
    /// - Throws: ``RemoteError``, also where the portal has no such operation.
    init(_ kind: any RecordKind.Type, _ verb: Verb, _ client: RemoteClient) async throws {
        let document = try await client.send(.get, "/api/openapi.json").json()
        guard case .object(let paths)? = document["paths"] else { throw RemoteAnswer.foreign }
        let item = paths.first { path in
            switch verb {
            case .create: path.name == kind.path
            case .update: path.name.hasPrefix(kind.path + "/{") && path.name.hasSuffix("}")
            }
        }
        guard let operation = item?.value[verb == .create ? "post" : "patch"] else {
            throw RemoteError(.refused, "this portal does not let programs write \(kind.name)")
        }
        let schema = operation["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.text
        let name = schema?.split(separator: "/").last.map(String.init) ?? ""
        guard case .object(let members)? = document["components"]?["schemas"]?[name]?["properties"] else {
            throw RemoteAnswer.foreign
        }
        types = Dictionary(
            members.map { member in
                if case .list(let types)? = member.value["type"] { return (member.name, Set(types.compactMap(\.text))) }
                return (member.name, Set([member.value["type"]?.text].compactMap(\.self)))
            }, uniquingKeysWith: { $1 })
    }

    /// The members as JSON, each as its type wants it. What does not fit goes as text: the portal says what is wrong with it.
    func json(_ pairs: [(name: String, value: String)]) -> [UInt8] {
        var json = JSONWriter()
        var told: Set<String> = []
        json.object { json in
            for pair in pairs {
                let types = types[pair.name] ?? []
                guard types.contains("array") else {
                    json.name(any: pair.name)
                    Self.write(pair.value, types, &json)
                    continue
                }
                guard told.insert(pair.name).inserted else { continue }
                json.name(any: pair.name)
                json.list { json in for other in pairs where other.name == pair.name { json.value(other.value) } }
            }
        }
        return json.bytes
    }

    private static func write(_ value: String, _ types: Set<String>, _ json: inout JSONWriter) {
        if value.isEmpty, types.contains("null") {
            json.null()
        } else if types.contains("integer"), let number = Int64(value) {
            json.value(number)
        } else if types.contains("boolean"), let flag = flags[value.lowercased()] {
            json.value(flag)
        } else {
            json.value(value)
        }
    }

    private static let flags = [
        "true": true, "yes": true, "oui": true, "false": false, "no": false, "non": false,
    ]
}
