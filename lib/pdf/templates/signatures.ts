/**
 * Draws where a paper is signed (`SignaturesView` of lib/pdf/document/signatures.ts). Needs PAPER. All of it stays on one page,
 * so that what the customer is told stands right above where they sign.
 */
export const SIGNATURES = `
// A line to write on, as high as a hand needs, with what is printed on it, and what it is for below.
#let write-on(label, height, printed: "") = {
  block(above: 0pt, below: 4.5pt, width: 100%, height: height, stroke: (bottom: 0.75pt + ink), inset: (bottom: 4pt), align(bottom, printed))
  block(above: 0pt, below: 0pt, label-text(label))
}
#let signature-head(it) = {
  block(above: 0pt, below: 0pt, text(9.5pt, weight: 600, it.label))
  if it.of != "" { block(above: 5pt, below: 0pt, text(9pt, it.of)) }
}
#let signature(it, head-height) = {
  block(above: 0pt, below: 0pt, height: head-height, signature-head(it))
  grid(
    columns: (1fr, 1in), column-gutter: 14pt, row-gutter: 8pt,
    write-on("Signature", 36pt), write-on("Date", 36pt),
    grid.cell(colspan: 2, write-on("Printed name", 24pt, printed: it.name)),
  )
}
#let signature-blocks(it) = block(above: 28pt, below: 0pt, width: 100%, breakable: false, {
  section-heading(2, "Signatures", above: 0pt)
  // Bold and 12 point: as large as any state asks for.
  if it.statement != "" { block(above: 0pt, below: 20pt, text(12pt, weight: 600, it.statement)) }
  layout(size => {
    let gutter = 34pt
    let width = (size.width - gutter) / 2
    // The lines of two beside each other are at one height.
    let head-height = calc.max(..it.signatures.map(each => measure(block(width: width, signature-head(each))).height))
    grid(columns: (width, width), column-gutter: gutter, row-gutter: 24pt, ..it.signatures.map(each => signature(each, head-height)))
  })
})
`
