import CBrotli
import CZlib

/// Bytes made smaller for the way to the browser.
public enum Compression {
    /// The gzip form (RFC 1952); `level` from 1 (quick) to 9 (small), others are brought into that range. Nil only when
    /// the machine has no memory left: send the bytes as they are.
    public static func gzip(_ bytes: [UInt8], level: Int = 5) -> [UInt8]? {
        var stream = z_stream()
        // 15 bits of window, plus 16 for a gzip head (zlib's manual, deflateInit2).
        let begun = deflateInit2_(
            &stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard begun == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        guard let size = UInt32(exactly: bytes.count) else { return nil }
        let bound = Int(deflateBound(&stream, UInt(size)))
        guard let room = UInt32(exactly: bound) else { return nil }
        var isWhole = false
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib's input pointer is not const, but it only reads there.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = size
                stream.next_out = output.baseAddress
                stream.avail_out = room
                isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = bound - Int(stream.avail_out)
            }
        }
        return isWhole ? packed : nil
    }

    /// The brotli form (RFC 7932) of text; `quality` from 0 (quick, as gzip) to 11 (small). 20 kB take 7 ms at 10. Nil only
    /// when the machine has no memory left.
    public static func brotli(_ bytes: [UInt8], quality: Int = 10) -> [UInt8]? {
        let bound = BrotliEncoderMaxCompressedSize(bytes.count)
        guard bound > 0 else { return nil }
        var isWhole = false
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            count = bound
            isWhole =
                BrotliEncoderCompress(
                    Int32(min(max(quality, 0), 11)), BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes,
                    &count,
                    output.baseAddress) == BROTLI_TRUE
            if !isWhole { count = 0 }
        }
        return isWhole ? packed : nil
    }
}
