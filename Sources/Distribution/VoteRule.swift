/// What a vote decides, as the books say.
public enum VoteRule: Sendable, Hashable {
  /// Adopted if the choice of this name has the most power.
  case adopts(String)
  /// The stakers' share is the percentage in the text of the choice that has the most power.
  case winnersShare
  /// The stakers' share is the lower weighted median of the percentages in the choices' texts.
  case medianShare
}
