import Foundation

/// Judges that are not ours: Python's standard library and a C compiler. One answer a line.
enum Judge {
    static let speaksPython = answersOfPython("print('yes')") == ["yes"]
    static let compilesC = answersOfC("#include <stdio.h>\nint main(void) { puts(\"yes\"); return 0; }\n") == ["yes"]

    static func answersOfPython(_ script: String, _ arguments: [String] = []) -> [String] {
        answers(["python3", "-c", script] + arguments)
    }

    static func answersOfC(_ program: String) -> [String] {
        let folder = Folder()
        guard (try? folder.write(program, to: "judge.c")) != nil else { return [] }
        _ = answers(["clang", "-w", "-Wno-parentheses", "-o", "\(folder.path)/judge", "\(folder.path)/judge.c"])
        return answers(["\(folder.path)/judge"])
    }

    private static func answers(_ arguments: [String]) -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return [] }
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return said.split(separator: "\n").map(String.init)
    }
}
