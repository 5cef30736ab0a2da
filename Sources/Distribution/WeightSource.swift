/// Where an epoch's weights come from.
public enum WeightSource: String, Sendable, Hashable {
  /// From the stake events of the epoch, and the lots that stood when it began.
  case events
  /// From sums of stake × time that were given: an engine has added them up.
  case given
}
