import Distribution
import EVMTypes
import MerkleClaims
import TextChunks

extension ClaimsRangeDocument.Row {
  /// How many fields a row has: account, weight, share, accrued in, adjustment, paid, accrued out, beneficiary, index,
  /// amount, before.
  private static let fieldCount = 11

  /// The row's fields with commas between.
  func text(upperCase: UInt64) -> String {
    var text = TextBytes()
    text.append(account, upperCase: upperCase)
    text.append(",")
    if let holder {
      text.append(holder.weight)
      text.append(",")
      text.append(holder.share)
      text.append(",")
      text.append(payment: holder)
      text.append(",")
      if holder.beneficiary != account { text.append(holder.beneficiary.description) }
    } else {
      text.append(",,,,,,")
    }
    text.append(",")
    if let claim {
      if let index = claim.index { text.append(index) }
      text.append(",")
      text.append(claim.amount)
      text.append(",")
      if !claim.before.isZero { text.append(claim.before) }
    } else {
      text.append(",,")
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// What the claim holds where nothing else is said: what the row says is paid, where that is to the account itself.
  var ownPayments: [ProvenClaim.Payment] {
    guard let holder, !holder.paid.isZero, holder.beneficiary == account else { return [] }
    return [ProvenClaim.Payment(holder: account, paid: holder.paid)]
  }

  /// Reads a row.
  init(_ value: JSONCursor, payments: [Address: [ProvenClaim.Payment]]) throws(DocumentError) {
    let fields = try value.fields(count: Self.fieldCount)
    let account = try fields[0].account()
    let holder = try Self.holder(account, fields[1...7])
    let own = Self(account: account, holder: holder, claim: nil)
    self.init(
      account: account,
      holder: holder,
      claim: try Self.claim(fields[8...10], payments: payments[account] ?? own.ownPayments)
    )
  }

  private static func holder(
    _ account: Address,
    _ fields: ArraySlice<JSONCursor>
  ) throws(DocumentError) -> HolderShare? {
    guard fields.contains(where: { !$0.isEmptyText }) else { return nil }
    return HolderShare(
      account: account,
      weight: try fields[1].amount(),
      share: try fields[2].amount(),
      accruedIn: try fields[3].signedAmount(),
      adjustment: try fields[4].signedAmount(),
      paid: try fields[5].amount(),
      accruedOut: try fields[6].signedAmount(),
      beneficiary: fields[7].isEmptyText ? nil : try fields[7].account()
    )
  }

  private static func claim(
    _ fields: ArraySlice<JSONCursor>,
    payments: [ProvenClaim.Payment]
  ) throws(DocumentError) -> RangedClaim? {
    guard fields.contains(where: { !$0.isEmptyText }) else { return nil }
    return RangedClaim(
      index: fields[8].isEmptyText ? nil : try fields[8].placeNumber(),
      amount: try fields[9].amount(),
      before: fields[10].isEmptyText ? .zero : try fields[10].amount(),
      payments: payments
    )
  }
}

extension ClaimsRangeDocument {
  /// Reads the document.
  init(_ document: JSONCursor) throws(DocumentError) {
    try document.allow([
      "format", "epoch", "asset", "prefix", "root", "sums", "tree", "rows", "payments",
    ])
    let prefix = try document.member("prefix").text()
    guard prefix.utf8.starts(with: "0x".utf8) else {
      throw DocumentError(at: "prefix", "expected 0x")
    }
    var payments: [Address: [ProvenClaim.Payment]] = [:]
    for value in try document.member("payments").elements() {
      try value.allow(["account", "holder", "paid"])
      let payment = ProvenClaim.Payment(
        holder: try value.member("holder").account(),
        paid: try value.member("paid").amount()
      )
      payments[try value.member("account").account(), default: []].append(payment)
    }
    self.init(
      epoch: try document.member("epoch").count(),
      asset: try document.member("asset").text(),
      prefix: String(prefix.dropFirst(2)),
      root: try document.member("root").optional { value throws(DocumentError) in
        try value.digest()
      },
      sums: try document.member("sums").optional { value throws(DocumentError) in
        try value.sums()
      },
      range: try document.member("tree").optional { value throws(DocumentError) in
        try value.range()
      },
      rows: try document.member("rows").map { value throws(DocumentError) in
        try Row(value, payments: payments)
      }
    )
  }
}

extension JSONCursor {
  fileprivate func range() throws(DocumentError) -> ClaimRange {
    try allow(["first", "count", "nodes"])
    return ClaimRange(
      first: try member("first").count(),
      claimCount: try member("count").count(),
      nodes: try member("nodes").map { value throws(DocumentError) in try value.digest() }
    )
  }
}
