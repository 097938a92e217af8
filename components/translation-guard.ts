/** By text node that was taken out: what stands in its place. */
const standIns = new WeakMap<Node, ChildNode>()

function noteReplaced({ removedNodes, addedNodes }: MutationRecord) {
  const font = [...addedNodes].find((node): node is ChildNode => node.nodeName === 'FONT')
  if (!font) return
  for (const node of removedNodes) if (node.nodeType === Node.TEXT_NODE) standIns.set(node, font)
}

/** The child of `parent` that holds `node`, or stands in for it. */
function childFor(parent: Node, node: Node): Node | null {
  let child: Node | null = node.isConnected ? node : (standIns.get(node) ?? node)
  while (child && child.parentNode !== parent) child = child.parentNode
  return child
}

/**
 * Keeps the page alive and true while a browser translates it, although it is marked as not to be translated. A
 * translator takes React's text nodes out of the page and puts `<font>` elements in their place; React then writes a new
 * amount into a node that nobody sees, and the page dies when it removes one. Here React's node comes back when it is
 * written to, and what stands in for it is removed in its place.
 */
export function guardTranslation(): void {
  const { removeChild, insertBefore } = Node.prototype
  const set = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue')?.set
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) return removeChild.call(this, child) as T
    const instead = childFor(this, child)
    if (instead) removeChild.call(this, instead)
    return child
  }
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    const at = before === null || before.parentNode === this ? before : childFor(this, before)
    return insertBefore.call(this, node, at) as T
  }
  Object.defineProperty(Node.prototype, 'nodeValue', {
    set(this: Node, value: string | null) {
      if (!this.isConnected) standIns.get(this)?.replaceWith(this)
      set?.call(this, value)
    },
  })
  new MutationObserver((records) => records.forEach(noteReplaced)).observe(document, { childList: true, subtree: true })
}
