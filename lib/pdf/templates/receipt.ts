import { PAPER } from './paper'

/** A receipt: `ReceiptView` of lib/pdf/receipt-pdf.ts. */
export const RECEIPT = `${PAPER}
#company-head()
#v(34pt)
#heading(level: 1, text(13pt, tracking: 0pt, d.heading))
#block(above: 15pt, below: 0pt, figures(text(34pt, weight: 600, tracking: -0.025em, d.amount)))
#block(above: 14pt, below: 0pt, text(11pt, d.state))
#for words in d.sentences { block(above: 9pt, below: 0pt, text(10pt, fill: soft, words)) }
#block(above: 24pt, below: 0pt, width: 100%, stroke: (top: 0.75pt + ink), inset: (top: 0pt), grid(
  columns: (1.7in, 1fr), align: (left + top, right + top), inset: (x: 0pt, y: 9pt), stroke: (bottom: hair),
  ..d.facts.map(fact => (text(fill: soft, fact.label), {
    set par(spacing: 0.6em)
    for words in fact.lines { par(figures(text(weight: if fact.isStrong { 600 } else { 400 }, words))) }
  })).flatten(),
))
#if d.questions != none { block(above: 16pt, text(9pt, fill: soft, d.questions)) }
#company-foot()
`
