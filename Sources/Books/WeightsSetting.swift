import Distribution
import FileStore

/// The file that an epoch's weights are given by.
struct WeightsSetting: Sendable, Hashable {
  let epoch: Int
  let file: RelativePath
}

extension YAMLReader {
  /// The files of weights, by epoch.
  ///
  /// - Parameter epochs: The epochs; `nil` where they could not be read.
  /// - Returns: The settings, in the order of the file; `nil` when the list could not be read.
  func weights(of epochs: [BookSettings.EpochSetting]?) -> [WeightsSetting]? {
    guard let items else { return nil }
    var settings: [WeightsSetting] = []
    for item in items {
      item.allow(["epoch", "file"])
      let number = item.required("epoch")
      guard let epoch = number?.count, let file = item.required("file")?.bookPath else { continue }
      if let epochs, !epochs.contains(where: { $0.epoch.number == epoch }) {
        number?.problem("there is no epoch \(epoch)")
      }
      if settings.contains(where: { $0.epoch == epoch }) {
        number?.problem("epoch \(epoch) stands here twice")
      }
      settings.append(WeightsSetting(epoch: epoch, file: file))
    }
    checkLater(epochs ?? [], settings)
    return settings
  }

  /// Logs a closed epoch whose stake nobody could say: it begins with what given weights do not tell.
  private func checkLater(
    _ epochs: [BookSettings.EpochSetting],
    _ settings: [WeightsSetting]
  ) {
    guard let first = settings.map(\.epoch).min() else { return }
    for epoch in epochs where epoch.isClosed && epoch.epoch.number > first {
      let number = epoch.epoch.number
      guard !settings.contains(where: { $0.epoch == number }) else { continue }
      problem(
        "the weights of epoch \(first) are given, which do not tell what stood when later epochs began; give those of "
          + "epoch \(number) too"
      )
    }
  }
}
