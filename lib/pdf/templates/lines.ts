/**
 * Draws tables of lines (`Row` of lib/pdf/document/lines.ts). Needs PAPER, and `d.columns`.
 * - The head comes again on each page.
 * - A row stays whole while it's short. A taller one goes on over the page, and its amounts stand beside its first line.
 */
export const LINES = `
#let place-mark(name) = context [#metadata((name, here().page()))<place>]

// Where a row is taller than this, it may go on over the page.
#let whole = 150pt

#let describe(row) = {
  set par(leading: 0.5em, spacing: 0.5em)
  if row.label != "" { par(text(weight: 500, row.label)) }
  if row.text.len() > 0 {
    let size = if row.label == "" { 9.5pt } else { 8.8pt }
    let color = if row.label == "" { ink } else { soft }
    text(size, fill: color, block(above: if row.label == "" { 0pt } else { 6pt }, below: 0pt, paragraphs(row.text)))
  }
  for note in row.notes { block(above: 6pt, below: 0pt, text(8.5pt, fill: brand, figures(note))) }
}

#let lines-table(rows) = context {
  let texts = d.columns.enumerate().slice(1).map(((n, name)) => (name, ..d.widest.at(n - 1)))
  let widths = texts.map(column => calc.max(..column.map(words => measure(figures(words)).width)) + 18pt)
  layout(size => {
    let room = size.width - widths.sum(default: 0pt)
    let cells-of(row) = {
      let body = describe(row)
      let is-tall = measure(block(width: room, body)).height > whole
      let tone = if row.isMuted { soft } else { ink }
      (
        table.cell(breakable: is-tall, {
          set text(costs: (orphan: 0%, widow: 0%)) if is-tall
          set text(fill: tone)
          body
          if row.isLast { place-mark("last row") }
        }),
        // One cell that may not go on over the page would keep all of its row from it.
        ..row.cells.map(words => table.cell(breakable: is-tall, text(fill: tone, figures(words)))),
      )
    }
    table(
      columns: (1fr, ..widths), stroke: none,
      inset: (x, y) => (left: if x == 0 { 0pt } else { 18pt }, right: 0pt, y: 7pt),
      align: (x, y) => top + if x == 0 { left } else { right },
      table.header(repeat: true, ..d.columns.map(head-cell), table.hline(stroke: 0.75pt + ink)),
      ..rows.map(row => (..cells-of(row), table.hline(stroke: hair))).flatten(),
    )
  })
}

// Rows of which the last goes to the next page where the totals would stand there without it.
#let rows-of(rows) = if rows.len() > 0 {
  let cut = rows.position(row => row.startsPage)
  if cut == none or cut == 0 { lines-table(rows) } else {
    lines-table(rows.slice(0, cut))
    colbreak(weak: true)
    lines-table(rows.slice(cut))
  }
}
`
