import Distribution
import EVMTypes

extension JSONCursor {
  func weighting() throws(DocumentError) -> Weighting {
    try allow(["multiplier", "steps", "cap", "seconds", "withdrawals"])
    let name = try member("multiplier")
    let steps = try member("steps").map { value throws(DocumentError) in try value.step() }
    let cap = try member("cap").optional { value throws(DocumentError) in try value.factor() }
    let seconds = try member("seconds").optional { value throws(DocumentError) in
      UInt64(try value.count())
    }
    let withdrawals = try member("withdrawals")
    guard let order = WithdrawalOrder(rawValue: try withdrawals.text()) else {
      throw withdrawals.error("expected newest or oldest")
    }
    let multiplier: Multiplier
    switch (try name.text(), steps.isEmpty, cap, seconds) {
    case ("none", true, nil, nil): multiplier = .none
    case ("steps", false, nil, nil): multiplier = .steps(steps)
    case ("linear", true, let cap?, let seconds?): multiplier = .linear(cap: cap, seconds: seconds)
    case ("none", _, _, _), ("steps", _, _, _), ("linear", _, _, _):
      throw error("steps, cap and seconds are not those of this multiplier")
    default: throw name.error("expected none, steps or linear")
    }
    return Weighting(multiplier: multiplier, withdrawals: order)
  }

  private func step() throws(DocumentError) -> Multiplier.Step {
    try allow(["age", "factor"])
    return Multiplier.Step(
      age: UInt64(try member("age").count()),
      factor: try member("factor").factor()
    )
  }

  func factor() throws(DocumentError) -> Factor {
    guard let factor = Factor(text: try text()), factor.description == (try text()) else {
      throw error("expected a decimal from 0 to 1000 without superfluous zeros")
    }
    return factor
  }

  func scheme() throws(DocumentError) -> ClaimScheme {
    guard let scheme = ClaimScheme(rawValue: try text()) else {
      throw error("expected one of \(ClaimScheme.allNames)")
    }
    return scheme
  }

  func origins() throws(DocumentError) -> RuleOrigins {
    try allow(["ruleset", "weighting", "minimum"])
    return RuleOrigins(
      ruleset: try member("ruleset").origin(),
      weighting: try member("weighting").origin(),
      minimum: try member("minimum").origin()
    )
  }

  private func origin() throws(DocumentError) -> RuleOrigins.Reference? {
    try optional { value throws(DocumentError) in
      try value.allow(["id", "title", "link"])
      return RuleOrigins.Reference(
        id: try value.member("id").text(),
        title: try value.member("title").text(),
        link: try value.member("link").text()
      )
    }
  }

  func redirections() throws(DocumentError) -> [Redirection] {
    try map { value throws(DocumentError) in
      try value.allow(["account", "beneficiary", "since", "signature", "transaction"])
      return Redirection(
        account: try value.member("account").account(),
        beneficiary: try value.member("beneficiary").account(),
        since: try value.member("since").timestamp(),
        evidence: try value.evidence()
      )
    }
  }

  private func evidence() throws(DocumentError) -> Redirection.Evidence {
    let signature = try member("signature").optional { value throws(DocumentError) in
      try value.signature()
    }
    let transaction = try member("transaction").optional { value throws(DocumentError) in
      try value.digest()
    }
    switch (signature, transaction) {
    case (let signature?, nil): return .signature(signature)
    case (nil, let transaction?): return .transaction(transaction)
    case (nil, nil), (.some, .some): throw error("expected a signature or a transaction")
    }
  }

  private func signature() throws(DocumentError) -> [UInt8] {
    let text = try text()
    guard let bytes = Hex.bytes(of: text.utf8.dropFirst(2)), bytes.count == 65,
      "0x" + String(decoding: Hex.digits(of: bytes), as: UTF8.self) == text
    else { throw error("expected 0x and 130 lower-case hexadecimal digits") }
    return bytes
  }
}
