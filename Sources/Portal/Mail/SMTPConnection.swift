import CCurl

/// One libcurl handle, used by one thread; libcurl keeps the connection open between mails.
final class SMTPConnection {
    private let handle: UnsafeMutableRawPointer?
    private let timeout: Int

    /// Once per process, before any handle (libcurl's manual, curl_global_init).
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(url: String, requireTLS: Bool, authority: String?, timeout: Int) {
        self.timeout = timeout
        handle = Self.isReady ? curl_easy_init() : nil
        guard let handle else { return }
        portal_curl_set_string(handle, CURLOPT_URL, url)
        portal_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        portal_curl_set_long(
            handle, CURLOPT_USE_SSL, Int(requireTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_TRY.rawValue))
        portal_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, requireTLS ? 1 : 0)
        portal_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, requireTLS ? 2 : 0)
        if let authority { portal_curl_set_string(handle, CURLOPT_CAINFO, authority) }
        portal_curl_set_long(handle, CURLOPT_UPLOAD, 1)
        // Signals would hit whatever thread happens to run.
        portal_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        portal_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(timeout, 10) * 1000)
        portal_curl_set_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout)
        portal_curl_set_long(handle, CURLOPT_TIMEOUT_MS, timeout * 1000)
    }

    deinit {
        if let handle { curl_easy_cleanup(handle) }
    }

    /// Blocks until the server has taken the mail or refused it.
    func send(_ message: MailMessage) throws(MailError) {
        let bytes = try message.encoded()
        guard let handle else { throw .temporary(code: nil, "libcurl could not start") }
        var recipients: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(recipients) }
        for address in message.to {
            guard let list = curl_slist_append(recipients, "<\(address.text)>") else {
                throw .temporary(code: nil, "out of memory")
            }
            recipients = list
        }
        portal_curl_set_string(handle, CURLOPT_MAIL_FROM, "<\(message.from.text)>")
        portal_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        // libcurl holds pointers to the bytes and to the letter only until perform returns.
        let problem = bytes.withUnsafeBufferPointer { buffer in
            var letter = portal_letter()
            letter.bytes = buffer.baseAddress
            letter.size = buffer.count
            return withUnsafeMutablePointer(to: &letter) { pointer -> MailError? in
                guard portal_curl_set_letter(handle, pointer) == CURLE_OK else {
                    return .temporary(code: nil, "libcurl could not be set up")
                }
                let status = curl_easy_perform(handle)
                guard status != CURLE_OK else { return nil }
                return Self.error(status, code: portal_curl_response_code(handle), pointer.pointee)
            }
        }
        portal_curl_set_list(handle, CURLOPT_MAIL_RCPT, nil)
        if let problem { throw problem }
    }

    private static func error(_ status: CURLcode, code: Int, _ letter: portal_letter) -> MailError {
        let said = text(letter.reply), explained = text(letter.error)
        let reason = explained.isEmpty ? String(cString: curl_easy_strerror(status)) : explained
        // A timeout or a broken line leaves the code of the last good answer behind.
        guard (400...599).contains(code), said.hasPrefix(String(code)) else { return .temporary(code: nil, reason) }
        // These refuse us, not the mail: the password in the configuration is wrong or missing (RFC 4954 section 6).
        let refusesUs = status == CURLE_LOGIN_DENIED || [530, 534, 535, 538].contains(code)
        return code < 500 || refusesUs ? .temporary(code: code, said) : .permanent(code: code, said)
    }

    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            let line = bytes.prefix { $0 != 0 }.filter { $0 >= 32 && $0 != 127 }
            return String(decoding: line, as: UTF8.self)
        }
    }
}
