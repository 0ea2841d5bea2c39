import Foundation
import PortalAssets
import Testing

@Suite struct `SCSS becomes CSS` {
    let folder = Folder()

    private func compile(_ text: String, compressed: Bool = true, sourceMap: Bool = false) throws -> Stylesheet {
        try folder.write("portal.scss", text)
        return try Stylesheet.compile(
            entry: folder.path + "/portal.scss", includePaths: [folder.path + "/shared"], compressed: compressed,
            sourceMap: sourceMap)
    }

    @Test func `nesting, imports and include paths work`() throws {
        try folder.write("components/_button.scss", ".button { &:hover { top: $step } }")
        try folder.write("shared/_sizes.scss", "$step: 1px + 2px;")
        let sheet = try compile("@import 'sizes'; @import 'components/button';")
        #expect(sheet.css == ".button:hover{top:3px}\n")
        #expect(sheet.map == nil)
        #expect(
            sheet.files.map { $0.split(separator: "/").last ?? "" } == ["portal.scss", "_button.scss", "_sizes.scss"])
    }

    @Test func `a source map names the sources and holds their text`() throws {
        try folder.write("_part.scss", "b { c: d }")
        let sheet = try compile("@import 'part';", sourceMap: true)
        let map = try #require(sheet.map)
        let json = try #require(JSONSerialization.jsonObject(with: Data(map.utf8)) as? [String: Any])
        #expect((json["sources"] as? [String])?.contains { $0.hasSuffix("_part.scss") } == true)
        #expect((json["sourcesContent"] as? [String])?.contains("b { c: d }") == true)
        #expect(!sheet.css.contains("sourceMappingURL"))
    }

    @Test func `a fault names file, line and column and shows the line`() throws {
        try folder.write("_part.scss", "a {\n  color: $oops;\n}\n")
        let error = #expect(throws: StylesheetError.self) { try compile("@import 'part';") }
        #expect(error?.file.hasSuffix("/_part.scss") == true)
        #expect(error?.line == 2)
        #expect(error?.column == 10)
        #expect(error?.message == "Undefined variable: \"$oops\".")
        #expect(error?.description.hasSuffix("\n      color: $oops;\n             ^") == true)
    }

    @Test func `a fault without a place still names the file`() throws {
        let error = #expect(throws: StylesheetError.self) { try compile("a { width: abs(red) + round(blue) }") }
        #expect(error?.file.hasSuffix("portal.scss") == true)
        #expect(error?.description.contains("portal.scss") == true)
    }

    @Test(arguments: [
        "width:min(100%, 20rem)", "width:max(1rem, calc(2vw + 1rem))", "color:hsl(var(--hue) 62% 42%)",
        "color:hsl(222 62% 42%)",
        "grid-template-columns:repeat(auto-fit, minmax(min(100%, 11rem), 1fr))", "color:rgb(var(--c))",
        "color:rgba(0, 0, 0, 0.2)",
        "padding:max(1rem, env(safe-area-inset-bottom))", "color:light-dark(#fff, hsl(222 10% 20%))",
        "color:rgb(from var(--a) r g b/50%)", "width:calc(min(100%, 3rem) + 2px)",
    ])
    func `functions that mean more in CSS than in Sass are left to CSS`(_ declaration: String) throws {
        #expect(try compile("a{\(declaration)}").css == "a{\(declaration)}\n")
    }

    @Test func `their arguments are evaluated`() throws {
        #expect(try compile("$x: 3px; a { width: min($x + 1px, 100%) }").css == "a{width:min(4px, 100%)}\n")
    }

    @Test func `a slash that would be lost is refused with the way out`() throws {
        let error = #expect(throws: StylesheetError.self) { try compile("\na { color: hsl(0 0% 0% / .4) }") }
        #expect(error?.line == 2)
        #expect(error?.message.contains("hsl(0, 0%, 0%, .4)") == true)
        #expect(try compile("a{color:hsl(0, 0%, 0%, .4)}").css == "a{color:hsl(0, 0%, 0%, 0.4)}\n")
    }

    @Test func `a missing file and a missing import are faults`() throws {
        #expect(throws: StylesheetError.self) { try Stylesheet.compile(entry: folder.path + "/nowhere.scss") }
        #expect(throws: StylesheetError.self) { try Stylesheet.compile(entry: folder.path) }
        let error = #expect(throws: StylesheetError.self) { try compile("\n@import 'nowhere';") }
        #expect(error?.line == 2)
    }

    @Test(arguments: [
        "--accent:light-dark(hsl(var(--hue) 62% 42%), hsl(var(--hue) 85% 74%))",
        "--h1:clamp(1.5rem, 1.2rem + 1.2vw, 2rem)",
        "--shadow:0 1px 2px light-dark(hsl(var(--hue) 30% 20% / .08), hsl(0 0% 0% / .4))", "--w:min(100%, 20rem)",
    ])
    func `custom properties pass through as they are written`(_ declaration: String) throws {
        #expect(
            try compile("a{\(declaration)}").css.replacing("\u{20}", with: "")
                == "a{\(declaration)}\n".replacing("\u{20}", with: ""))
    }

    @Test(arguments: [
        "width:clamp(1rem, 3vw, 2.5rem)", "color:light-dark(#fff, var(--ink))",
        "color:color-mix(in oklab, var(--a) 20%, white)",
        "font:var(--body)/1.5 var(--font)", "grid-column:1 / -1", "inset:.5rem auto auto .5rem", "height:100dvh",
        "padding:calc(1rem + env(safe-area-inset-bottom))",
    ])
    func `newer CSS that libsass does not know passes too`(_ declaration: String) throws {
        #expect(try compile("a{\(declaration)}").css == "a{\(declaration)}\n")
    }

    @Test func `text beyond ASCII stays, without a byte order mark`() throws {
        #expect(try compile("a::before { content: \"é → «\" }").css == "a::before{content:\"é → «\"}\n")
    }
}
