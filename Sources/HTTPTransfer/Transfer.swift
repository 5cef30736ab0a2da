import CLibCurl

/// Requests over one connection that is kept open: GET, or POST where a body is sent.
///
/// A transfer ends soon after its task is cancelled. Redirects are not followed, encodings are refused, certificates are checked. Proxies are those that the environment
/// names (`https_proxy` and its like), as with curl. Not for several threads at once.
@safe public final class Transfer {
  /// How a request ended.
  public enum Outcome: Sendable {
    /// An answer with this status and body.
    case answer(status: Int, body: [UInt8])
    /// An answer that leads elsewhere.
    case redirect(status: Int, address: String?)
    /// An answer in an encoding that was not asked for.
    case encoded(String)
    /// The body has more bytes than it may have.
    case tooLarge
    /// The host was not reached, or is not who it should be.
    case unreachable(String)
    /// The connection broke, so that another attempt may help.
    case broken(String)
    /// No answer, for another reason.
    case failed(String)
  }

  private let handle: UnsafeMutableRawPointer
  private let headers: UnsafeMutablePointer<curl_slist>
  private let errorText: UnsafeMutablePointer<CChar>
  private let receiver = Receiver()

  /// How many bytes a second are less than coming forward.
  private static let stallSpeed = 256
  private static let isStarted = revshare_curl_start() == CURLE_OK

  /// Prepares requests; gives `nil` when the library cannot work.
  ///
  /// - Parameters:
  ///   - stallSeconds: How long a connection or an answer may take without coming forward.
  ///   - agent: What is said of the reader, such as `revshare/0.1.0`.
  ///   - authorities: A file of certificates to trust in the place of the system's; `nil` for the system's.
  ///   - contentType: The type of the bodies that are sent; `nil` where none is.
  public init?(
    stallSeconds: Int,
    agent: String,
    authorities: String? = nil,
    contentType: String? = nil
  ) {
    guard Self.isStarted, let handle = unsafe curl_easy_init(),
      let headers = unsafe curl_slist_append(nil, "Accept-Encoding: identity")
    else { return nil }
    if let contentType {
      // Where there is no memory for it, the server refuses what comes without a type.
      _ = unsafe curl_slist_append(headers, "Content-Type: \(contentType)")
    }
    unsafe self.handle = unsafe handle
    unsafe self.headers = unsafe headers
    unsafe self.errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    guard configure(stallSeconds: stallSeconds, agent: agent, authorities: authorities) else {
      return nil
    }
  }

  deinit {
    unsafe curl_easy_cleanup(handle)
    unsafe curl_slist_free_all(headers)
    unsafe errorText.deallocate()
  }

  /// Asks for an address.
  ///
  /// - Parameters:
  ///   - address: The address.
  ///   - body: What is sent, by POST; `nil` for GET. It holds no zero byte.
  ///   - byteLimit: How many bytes the body may have.
  ///   - milliseconds: How long it may take.
  /// - Returns: How it ended, and how many bytes of a body came in.
  public func request(
    _ address: String,
    sending body: [UInt8]? = nil,
    byteLimit: Int,
    milliseconds: Int
  ) -> (outcome: Outcome, byteCount: Int) {
    receiver.start(byteLimit: byteLimit)
    unsafe errorText[0] = 0
    guard text(CURLOPT_URL, address), number(CURLOPT_TIMEOUT_MS, milliseconds),
      body.map({ text(CURLOPT_COPYPOSTFIELDS, String(decoding: $0, as: UTF8.self)) }) ?? true,
      unsafe revshare_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(byteLimit))
        == CURLE_OK
    else { return (.failed("the request could not be prepared"), 0) }
    let code = unsafe curl_easy_perform(handle)
    return (outcome(of: code), receiver.bytes.count)
  }

  /// How many seconds the last answer asks to wait; `nil` where it does not say so in seconds.
  public var retryAfterSeconds: Int? {
    guard let field = unsafe revshare_curl_field(handle, "Retry-After") else { return nil }
    return unsafe Int(String(cString: field)).flatMap { $0 >= 0 ? $0 : nil }
  }

  private func outcome(of code: CURLcode) -> Outcome {
    switch code {
    case CURLE_OK: answer
    case CURLE_FILESIZE_EXCEEDED: sized
    case CURLE_WRITE_ERROR where !receiver.isHeadTooLarge: sized
    case _ where receiver.isHeadTooLarge: .failed("the head of the answer is too large")
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
      .unreachable(fact(of: code))
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      .broken(fact(of: code))
    default: .failed(fact(of: code))
    }
  }

  private var answer: Outcome {
    let status = unsafe revshare_curl_status(handle)
    if (300..<400).contains(status) {
      let address = unsafe revshare_curl_redirect(handle).map { unsafe String(cString: $0) }
      return .redirect(status: status, address: address)
    }
    if let encoding = unsafe revshare_curl_field(handle, "Content-Encoding") {
      let name = unsafe String(cString: encoding)
      guard name.lowercased() == "identity" || name.isEmpty else { return .encoded(name) }
    }
    return .answer(status: status, body: receiver.bytes)
  }

  /// What a body that is too large means: the status says more than the size of a page that comes with it.
  private var sized: Outcome {
    let answer = answer
    guard case .answer(status: 200, _) = answer else { return answer }
    return .tooLarge
  }

  /// What the library says of a failure.
  private func fact(of code: CURLcode) -> String {
    let text = unsafe String(cString: errorText)
    guard text.isEmpty else { return text }
    return unsafe curl_easy_strerror(code).map { unsafe String(cString: $0) } ?? "\(code.rawValue)"
  }

  private func configure(stallSeconds: Int, agent: String, authorities: String?) -> Bool {
    let body: revshare_curl_receive = { bytes, _, count, receiver in
      guard let receiver = unsafe receiver else { return 0 }
      let target = unsafe Unmanaged<Receiver>.fromOpaque(receiver).takeUnretainedValue()
      return unsafe target.take(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
    }
    let head: revshare_curl_receive = { _, _, count, receiver in
      guard let receiver = unsafe receiver else { return 0 }
      let target = unsafe Unmanaged<Receiver>.fromOpaque(receiver).takeUnretainedValue()
      return target.countHead(count) ? count : 0
    }
    let place = unsafe Unmanaged.passUnretained(receiver).toOpaque()
    let codes = unsafe [
      revshare_curl_set_receiver(handle, head, body, place),
      revshare_curl_set_headers(handle, headers),
      revshare_curl_set_error_buffer(handle, errorText),
      revshare_curl_set_progress(handle) { _, _, _, _, _ in Task.isCancelled ? 1 : 0 },
    ]
    return codes.allSatisfy { $0 == CURLE_OK }
      && text(CURLOPT_PROTOCOLS_STR, "http,https")
      && text(CURLOPT_USERAGENT, agent)
      && (authorities.map { text(CURLOPT_CAINFO, $0) } ?? true)
      // Signals are the program's.
      && number(CURLOPT_NOSIGNAL, 1)
      // A redirect would audit another site than the one that was named.
      && number(CURLOPT_FOLLOWLOCATION, 0)
      && number(CURLOPT_PATH_AS_IS, 1)
      && number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
      && number(CURLOPT_HTTP_CONTENT_DECODING, 0)
      && number(CURLOPT_CONNECTTIMEOUT_MS, stallSeconds * 1_000)
      && number(CURLOPT_LOW_SPEED_TIME, stallSeconds)
      && number(CURLOPT_LOW_SPEED_LIMIT, Self.stallSpeed)
  }

  private func text(_ option: CURLoption, _ value: String) -> Bool {
    unsafe revshare_curl_set_text(handle, option, value) == CURLE_OK
  }

  private func number(_ option: CURLoption, _ value: Int) -> Bool {
    unsafe revshare_curl_set_long(handle, option, value) == CURLE_OK
  }
}

@available(*, unavailable)
extension Transfer: Sendable {}
