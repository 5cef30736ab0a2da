import EVMTypes

/// Layers one after another, the leaves first and the root last.
enum NodeLayers {
  static func nodes(
    over leaves: [Digest],
    _ node: NodeForm
  ) -> (nodes: [Digest], layers: [Range<Int>]) {
    var width = leaves.count
    if node.shape == .zeroPadded {
      width = 1
      while width < leaves.count { width *= 2 }
    }
    var layers = [0..<width]
    while width > 1 {
      let start = layers[layers.count - 1].upperBound
      width = (width + 1) / 2
      layers.append(start..<start + width)
    }
    let count = layers[layers.count - 1].upperBound
    let nodes = unsafe [Digest](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      for place in layers[0] {
        unsafe buffer.initializeElement(
          at: place,
          to: place < leaves.count ? leaves[place] : .zero
        )
      }
      for (children, parents) in zip(layers, layers.dropFirst()) {
        unsafe node.writeParents(
          of: UnsafeBufferPointer(rebasing: buffer[children]),
          to: UnsafeMutableBufferPointer(
            rebasing: buffer[parents.lowerBound..<parents.lowerBound + children.count / 2]
          )
        )
        if !children.count.isMultiple(of: 2) {
          let last = unsafe buffer[children.upperBound - 1]
          unsafe buffer.initializeElement(
            at: parents.upperBound - 1,
            to: oddParent(of: last, node)
          )
        }
      }
      initializedCount = count
    }
    return (nodes, layers)
  }

  private static func oddParent(of last: Digest, _ node: NodeForm) -> Digest {
    switch node.shape {
    case .oddWithZero: node.parent(of: last, and: .zero)
    case .oddWithItself: node.parent(of: last, and: last)
    case .array, .promote, .zeroPadded: last
    }
  }
}
