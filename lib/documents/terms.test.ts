import { expect, test } from 'vitest'
import { MAX_TERMS_DEPTH, type TermsBlock, type TermsInline, termsTree } from './terms'

const text = (...texts: string[]) => texts.map((each) => ({ kind: 'text', text: each }))
const paragraph = (...children: unknown[]) => ({ kind: 'paragraph', children })

/** All text of a tree, its blocks apart. */
const textOf = (blocks: readonly (TermsBlock | TermsInline)[]): string =>
  blocks
    .map((node) => {
      if ('text' in node) return node.text
      if ('children' in node) return textOf(node.children)
      if ('blocks' in node) return textOf(node.blocks)
      return 'items' in node ? textOf(node.items.flat()) : ' '
    })
    .join(' ')

test('reads what terms are made of', () => {
  const tree = termsTree(
    [
      '## 1. *Work*',
      '',
      'All **labor** and\nmaterials.\\',
      'See [the code](https://example.com/a?b=1&c=2).',
      '',
      '- one',
      '- two',
      '  1. deep',
      '',
      '5. five',
      '6. six',
      '',
      '---',
      '',
      '> Quoted.',
    ].join('\n'),
  )
  expect(tree).toEqual([
    { kind: 'heading', level: 1, children: [...text('1. '), { kind: 'emphasis', children: text('Work') }] },
    paragraph(
      ...text('All '),
      { kind: 'strong', children: text('labor') },
      ...text(' and materials.'),
      { kind: 'break' },
      ...text('See '),
      { kind: 'link', href: 'https://example.com/a?b=1&c=2', children: text('the code') },
      ...text('.'),
    ),
    {
      kind: 'list',
      start: null,
      items: [
        [paragraph(...text('one'))],
        [paragraph(...text('two')), { kind: 'list', start: 1, items: [[paragraph(...text('deep'))]] }],
      ],
    },
    { kind: 'list', start: 5, items: [[paragraph(...text('five'))], [paragraph(...text('six'))]] },
    { kind: 'rule' },
    { kind: 'quote', blocks: [paragraph(...text('Quoted.'))] },
  ])
})

test.each([
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['<img src=x onerror=alert(1)> and <b>not bold</b>', '<img src=x onerror=alert(1)> and <b>not bold</b>'],
  ['<!-- hidden -->', '<!-- hidden -->'],
  ['[1]: a definition that says something', '[1]: a definition that says something'],
  ['    four blanks', 'four blanks'],
  ['`code` and ```more```', '`code` and ```more```'],
  ['$5,000 & 50 % @home #1 ~x~ "quoted" -- …', '$5,000 & 50 % @home #1 ~x~ "quoted" -- …'],
])('keeps %j as it was typed', (typed, shown) => {
  expect(termsTree(typed)).toEqual([paragraph(...text(shown))])
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//evil.example',
  '/orgs',
  'ftp://x.example',
])('makes no link to %s', (url) => {
  expect(termsTree(`[press](${url})`)).toEqual([paragraph(...text('press'))])
})

test.each(['https://a.example/', 'http://a.example', 'mailto:a@b.example', 'tel:+18165550134'])(
  'links to %s',
  (href) => {
    expect(termsTree(`[press](${href})`)).toEqual([paragraph({ kind: 'link', href, children: text('press') })])
  },
)

test('an image is its text', () => {
  expect(termsTree('See ![a roof](https://a.example/x.png)')).toEqual([paragraph(...text('See ', 'a roof'))])
})

test('a line under a paragraph is a line, no heading', () => {
  expect(termsTree('A paragraph\n---\nAnother')).toEqual([
    paragraph(...text('A paragraph')),
    { kind: 'rule' },
    paragraph(...text('Another')),
  ])
})

test('no heading is more than one below the one before it', () => {
  const levels = (markdown: string) => termsTree(markdown).map((block) => block.kind === 'heading' && block.level)
  expect(levels('### a\n## b\n#### c\n###### d\n# e')).toEqual([1, 1, 2, 3, 1])
  expect(levels('# a\n## b\n### c\n#### d\n## e')).toEqual([1, 2, 3, 3, 2])
})

test('a heading in a list or a quote is strong', () => {
  expect(termsTree('> # loud')).toEqual([
    { kind: 'quote', blocks: [paragraph({ kind: 'strong', children: text('loud') })] },
  ])
})

const depthOf = (blocks: readonly TermsBlock[]): number =>
  Math.max(
    0,
    ...blocks.map((block) =>
      block.kind === 'quote' ? 1 + depthOf(block.blocks) : block.kind === 'list' ? 1 + depthOf(block.items.flat()) : 0,
    ),
  )

test('what is nested without end stays flat enough to be drawn, with all its words', () => {
  const steps = Array.from({ length: 15 }, (_, n) => `${'  '.repeat(n)}- item ${n}`).join('\n')
  expect(depthOf(termsTree(steps))).toBe(MAX_TERMS_DEPTH)
  for (let n = 0; n < 15; n++) expect(textOf(termsTree(steps))).toContain(`item ${n}`)
  for (const mark of ['>', '- ', '1. ', '*', '[', '![', '**', '_a', '\n>', '*a_', '\\\\*a\\\\_']) {
    const tree = termsTree(mark.repeat(Math.floor(10_000 / mark.length)))
    expect(depthOf(tree)).toBeLessThanOrEqual(MAX_TERMS_DEPTH)
    expect(JSON.stringify(tree).length).toBeGreaterThan(0)
  }
})

test('takes whatever there is', () => {
  expect(termsTree('')).toEqual([])
  expect(termsTree(' \n\n\t')).toEqual([])
  expect(textOf(termsTree('a\u0000b\ud800c'))).toContain('a')
})
