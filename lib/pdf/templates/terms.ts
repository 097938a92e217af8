/** Draws the tree of lib/documents/terms.ts: what a page draws, in the same order. Needs PAPER. */
export const TERMS = `
#let terms-inline(nodes) = for node in nodes {
  if node.kind == "text" { node.text }
  else if node.kind == "break" { linebreak() }
  else if node.kind == "strong" { strong(terms-inline(node.children)) }
  else if node.kind == "emphasis" { emph(terms-inline(node.children)) }
  else { link(node.href, terms-inline(node.children)) }
}
// Under a heading of level 2.
#let terms-blocks(nodes) = for node in nodes {
  if node.kind == "heading" { block(above: 16pt, below: 8pt, sticky: true, heading(level: node.level + 2, terms-inline(node.children))) }
  else if node.kind == "paragraph" { par(terms-inline(node.children)) }
  else if node.kind == "rule" { block(above: 12pt, below: 12pt, line(length: 100%, stroke: hair)) }
  else if node.kind == "quote" { block(stroke: (left: 1.5pt + rgb("#d9d4ca")), inset: (left: 10pt, y: 2pt), quote(block: false, quotes: false, terms-blocks(node.blocks))) }
  else if node.start == none { list(indent: 2pt, body-indent: 6pt, ..node.items.map(terms-blocks)) }
  else { enum(indent: 2pt, body-indent: 6pt, start: node.start, ..node.items.map(terms-blocks)) }
}
`
