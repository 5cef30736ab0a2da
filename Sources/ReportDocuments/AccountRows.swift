import EVMTypes
import MerkleClaims
import Synchronization
import TextChunks

/// A table that is made in chunks, with an account in every row.
struct AccountRows: Sendable {
  /// Which digits of the accounts of some rows are upper case.
  private let upperCases: @Sendable (Range<Int>) -> [UInt64]

  /// Takes rows of which those of an account stand together.
  ///
  /// - Parameter account: The row's account.
  init(_ account: @escaping @Sendable (Int) -> Address) {
    self.upperCases = { rows in
      var accounts: [Address] = []
      var numbers: [Int] = []
      accounts.reserveCapacity(rows.count)
      numbers.reserveCapacity(rows.count)
      for row in rows {
        let account = account(row)
        if account != accounts.last { accounts.append(account) }
        numbers.append(accounts.count - 1)
      }
      let upperCases = AccountChecksums.upperCases(of: accounts)
      return accounts.count == rows.count ? upperCases : numbers.map { upperCases[$0] }
    }
  }

  /// Takes rows that have accounts in any order, by their numbers: each account is hashed once.
  ///
  /// - Parameters:
  ///   - accounts: The accounts.
  ///   - number: The number of the row's account.
  init(of accounts: [Address], number: @escaping @Sendable (Int) -> Int) {
    let memo = UpperCaseMemo()
    self.upperCases = { rows in
      let upperCases = memo.upperCases(of: accounts)
      return rows.map { upperCases[number($0)] }
    }
  }

  /// A table's text.
  ///
  /// - Parameters:
  ///   - columns: The columns' names.
  ///   - count: How many rows there are.
  ///   - append: Appends a row, whose account has these digits in upper case, up to the end of its line.
  /// - Returns: The text.
  func text(
    columns: [String],
    count: Int,
    _ append: @escaping @Sendable (Int, UInt64, inout TextBytes) -> Void
  ) -> ChunkedText {
    ChunkedText(parts: [
      .text(columns.joined(separator: ",") + "\n"),
      .rows(count: count) { [upperCases] rows, text in
        let upperCases = upperCases(rows)
        for row in rows {
          append(row, upperCases[row - rows.lowerBound], &text)
          text.append("\n")
        }
      },
    ])
  }
}

/// Keeps which digits of accounts are upper case, since all of them are hashed for that.
private final class UpperCaseMemo: Sendable {
  private let kept = Mutex<[UInt64]?>(nil)

  func upperCases(of accounts: [Address]) -> [UInt64] {
    kept.withLock { kept in
      if let kept { return kept }
      let made = AccountChecksums.upperCases(of: accounts)
      kept = made
      return made
    }
  }
}
