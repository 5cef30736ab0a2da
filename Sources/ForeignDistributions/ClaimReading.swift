import EVMTypes
import MerkleClaims

/// One way to read a distribution's claims as leaves.
struct ClaimReading {
  /// The claims.
  let columns: ClaimColumns
  /// The formats that these claims can have.
  let formats: [TreeFormat]
  /// Whether the claims are the rows of the file, one by one, so that proofs belong to them.
  let areRows: Bool

  /// The ways in which a distribution can be read, the likeliest first.
  ///
  /// - Parameters:
  ///   - distribution: The distribution.
  ///   - formats: The formats to try.
  /// - Returns: The ways, each with formats that can be.
  static func readings(
    of distribution: ForeignDistribution,
    formats: [TreeFormat]
  ) -> [ClaimReading] {
    let columns = distribution.columns
    var readings = [
      ClaimReading(
        columns: columns,
        formats: formats.filter { $0.leaf.missingField(in: columns) == nil },
        areRows: true
      )
    ]
    if columns.indexes.isEmpty {
      let indexed = formats.filter { $0.leaf.fields.contains(.index) }
      for order in [columns.checksumRanks, columns.rowNumbers]
      where !indexed.isEmpty {
        var columns = columns
        columns.indexes = order
        readings.append(
          ClaimReading(
            columns: columns,
            formats: indexed.filter { $0.leaf.missingField(in: columns) == nil },
            areRows: true
          )
        )
      }
    }
    let merkl = formats.filter {
      $0.name == TreeFormat.merkl.name && $0.leaf.missingField(in: columns) == nil
    }
    if !merkl.isEmpty, distribution.proofCount == 0,
      let sums = TokenSums(columns)
    {
      readings.append(
        contentsOf: [sums.claims, sums.allPairs].compactMap(\.self).map {
          ClaimReading(columns: $0, formats: merkl, areRows: false)
        }
      )
    }
    if !columns.tokens.isEmpty {
      // Some files name the token outside and the accounts within it.
      var swapped = columns
      (swapped.accounts, swapped.tokens) = (columns.tokens, columns.accounts)
      let reading = ClaimReading(
        columns: swapped,
        formats: formats.filter { $0.leaf.missingField(in: swapped) == nil },
        areRows: true
      )
      readings.append(reading)
    }
    return readings.filter { !$0.formats.isEmpty }
  }
}

extension TreeFormat {
  /// The same leaves as given, the left of two siblings hashed first.
  var positional: TreeFormat {
    ordered(.given).over(NodeForm(node.shape, isSorted: false, byteCount: node.byteCount))
  }

  /// The format, and the same leaves in the other ways in which publishers arrange them, the likelier first.
  var variants: [TreeFormat] {
    switch grouping {
    case .none: break
    case .byAccount: return [self]
    case .byAccountDigits: return [2, 1, 3, 4].map(grouped(byAccountDigits:))
    }
    let orders = [order] + [.hash, .given].filter { $0 != order }
    let ordered = orders.flatMap { order in
      [self.ordered(order), self.ordered(order).leavingOutZeros(!leavesOutZeros)]
    }
    let shapes: [NodeForm.Shape] = [.promote, .array, .oddWithZero, .oddWithItself, .zeroPadded]
    let reshaped = shapes.filter { $0 != node.shape }.flatMap { shape in
      [LeafOrder.hash, .given].map { order in
        self.ordered(order).over(NodeForm(shape, isSorted: true, byteCount: node.byteCount))
      }
    }
    return ordered + (node.byteCount == 32 ? reshaped + [positional] : [])
  }
}
