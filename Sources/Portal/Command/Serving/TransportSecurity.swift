import NIOSSL

/// TLS from certificate files. A renewed certificate is read at the next start.
enum TransportSecurity {
    /// For TLS 1.2: only what hides the past too when the key is stolen (ECDHE), and proves what it carries (AEAD). TLS 1.3 has nothing else.
    private static let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"

    /// TLS 1.2 and later with this chain and key, both PEM.
    static func server(certificate: String, key: String) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuites = ciphers
        return configuration
    }

    /// When the first certificate of the file ends, in seconds since 1970.
    static func end(ofCertificate file: String) throws -> Int? {
        try NIOSSLCertificate.fromPEMFile(file).first.map { Int($0.notValidAfter) }
    }
}
