import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { termsTree } from '@/lib/documents/terms'
import { renderDocument } from '@/lib/pdf/document-pdf'
import { readPdf } from '@/lib/testing/pdf'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { TermsView } from './terms-view'

const htmlOf = (markdown: string) => renderToStaticMarkup(<TermsView blocks={termsTree(markdown)} />)

const TERMS = `# 1. Work and *materials*

Contractor will furnish all **labor, materials** and tools. See [the code](https://example.com/code?a=1&b=2) and [bad](javascript:alert(1)).
Soft line break here; a hard one\\
there.

1. First step with _emphasis_
2. Second step
   - nested bullet, 50 % down # not a heading
   - another * star and $5,000 & <b>not bold</b>

<script>alert(1)</script>

---

## Your right to cancel

> You may cancel this transaction at any time prior to midnight of the third business day.

5. starts at five
6. six @ref #image("/etc/passwd") \\\\ backslash "quotes" 'single' -- dashes ... ~ tilde
`

test('headings start below the page’s, and lists count as typed', () => {
  const html = htmlOf(TERMS)
  expect(html).toMatch(/<h3[^>]*>1\. Work and <em>materials<\/em><\/h3>/)
  expect(html).toMatch(/<h4[^>]*>Your right to cancel<\/h4>/)
  expect(html).toMatch(/<ol start="5"/)
  expect(html).not.toMatch(/<h[12]/)
})

test('nothing that was typed runs, loads or leads elsewhere', () => {
  const evil = `${TERMS}\n\n<img src=x onerror=alert(1)> ![x](https://evil.example/x.png) <https://fine.example> <javascript:alert(1)>`
  const html = htmlOf(evil)
  const tags = Array.from(html.matchAll(/<[^>]*>/g), ([tag]) => tag).join('')
  expect(tags).not.toMatch(/<(?:script|img|b|iframe|style)\b|javascript:|style=|src=|on\w+=/)
  expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
    'https://example.com/code?a=1&amp;b=2',
    'https://fine.example',
  ])
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' }
/** Without blanks and the marks of lists, which pages draw by themselves. */
const words = (text: string) =>
  text
    .replace(/(^|\s)(?:\d+\.|•|‣|–)(?=\s)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('the page and the paper have the same text', async () => {
  const snapshot = snapshotOf({ sections: [{ id: 's', lines: [lineOf('a', 'Work', 100)] }], terms: TERMS })
  const pdf = await readPdf(await renderDocument(snapshot, 'ab'.repeat(32), { logo: null, photos: new Map() }))
  expect(pdf.isAccessible).toBe(true)
  const html = htmlOf(TERMS)
    .replace(/<\/(?:p|h\d|li|div|blockquote)>|<br\/>|<hr\/>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(\w+|#x27);/g, (all, name: string) => ENTITIES[name] ?? all)
  const onPaper = pdf.pages.join(' ')
  const terms = onPaper.slice(onPaper.indexOf('Terms ') + 'Terms '.length)
  expect(words(terms).startsWith(words(html))).toBe(true)
  expect(words(html).length).toBeGreaterThan(400)
})
