extension PostgreSQLSession {
    /// Lends an array of C strings, ended by a null pointer.
    static func withStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
        var heap: [CChar] = []
        var starts: [Int] = []
        for string in strings {
            starts.append(heap.count)
            heap.append(contentsOf: string.utf8CString)
        }
        return heap.withUnsafeBufferPointer { heap in
            var pointers: [UnsafePointer<CChar>?] = starts.map { start in heap.baseAddress?.advanced(by: start) }
            pointers.append(nil)
            return body(pointers)
        }
    }
}
