/// A template taken apart at its tags.
enum Piece {
    case text([UInt8], offset: Int)
    case output([Token], offset: Int)
    case statement([Token], offset: Int)
    case comment(String, offset: Int)
}
