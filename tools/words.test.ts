import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { bannedIn } from './testing/banned-words'

// Keeps words that nobody in the trade says out of everything that a person reads: screens, emails, errors, start-up
// messages and the public documents. Comments, tests and names in the code are not read.

type Text = { line: number; text: string }

/** A stored key, a path, a name: 'api_test_call', 'card.expiry'. A person reads words with spaces or a capital. */
const isKey = (text: string) => /^[a-z][\w.:/[\]-]*$/.test(text)

/** The texts in a file's code that may reach a person, with their lines. */
function textsOfCode(file: string, source: string): Text[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const texts: Text[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isTaggedTemplateExpression(node)) return // SQL and paths
    if (ts.isJsxAttribute(node) && /^(className|id|name|href|key)$/.test(node.name.getText())) return
    if (ts.isPropertyName(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node) return
    const isText =
      ts.isJsxText(node) ||
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    if (isText && (ts.isJsxText(node) || !isKey(node.text)))
      texts.push({
        line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1,
        text: node.text.replace(/\s+/g, ' ').trim(),
      })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return texts
}

/** The paragraphs of a document without its code, with their lines. */
function textsOfDocument(source: string): Text[] {
  const prose = source.replace(/^```[\s\S]*?^```/gm, (code) => code.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '')
  const texts: Text[] = []
  let line = 1
  for (const paragraph of prose.split(/\n(?=\s*\n)/)) {
    const lead = paragraph.length - paragraph.trimStart().length
    texts.push({
      line: line + paragraph.slice(0, lead).split('\n').length - 1,
      text: paragraph.replace(/\s+/g, ' ').trim(),
    })
    line += paragraph.split('\n').length
  }
  return texts
}

const problemsOf = (file: string, texts: Text[]) =>
  texts.flatMap(({ line, text }) =>
    bannedIn(text).map(({ found, instead }) => `${file}:${line}: “${found}”, say: ${instead}`),
  )

/** The files under the given files and folders whose name ends so, except those that are still being fixed. */
const filesIn = (places: string[], ending: RegExp): string[] =>
  places
    .flatMap((place) =>
      statSync(place).isDirectory()
        ? readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => path.join(place, name))
        : place,
    )
    .filter((file) => ending.test(file))

const read = (file: string) => readFileSync(file, 'utf8')

/** Tests, what is generated, the words of the law (16 CFR 429.1), and Spanish. */
const NOT_OURS = /\.test\.tsx?$|\/testing\/|\/test-|^prisma\/generated\/|^lib\/states\/notice\.ts$|^lib\/language\/es\//

test('nobody reads a banned word on a screen, in an email or in an error', () => {
  const files = filesIn(['app', 'components', 'lib', 'prisma', 'scripts', 'server', 'tools'], /\.tsx?$/).filter(
    (file) => !NOT_OURS.test(file),
  )
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap((file) => problemsOf(file, textsOfCode(file, read(file))))).toEqual([])
})

test('nobody reads a banned word in a document', () => {
  const roots = readdirSync('.').filter((name) => name.endsWith('.md'))
  const files = filesIn([...roots, 'docs', 'e2e', 'lib', 'model', 'sandbox', 'scripts'], /\.(md|html)$/)
  expect(files).toContain('README.md')
  expect(files.flatMap((file) => problemsOf(file, textsOfDocument(read(file))))).toEqual([])
})

test.each([
  'Enter your e-mail address.',
  'The expiry date is wrong.',
  'It is not saved any more.',
  'Give the second charge back',
  'The refund was mended.',
  'Made in PaySimple’s own screens.',
  'See what became of it.',
  'Nothing more is to be done.',
  'They do not belong together.',
  'It has settled meanwhile.',
  'Some entries need another look.',
  'Set aside (1)',
  'Took note of it',
  'A payment in doubt',
  '$500.00 is being checked',
  'Made at PaySimple outside Plumbline',
  'Two-storey addition',
  'Should the charge be declined, try another card.',
])('“%s” is found', (text) => expect(bannedIn(text)).toHaveLength(1))

test.each(['Give it to the customer. Go back.', 'Should we charge it again?', 'Send an email', 'outside of a form'])(
  '“%s” is fine',
  (text) => expect(bannedIn(text)).toEqual([]),
)

test('reads what a person reads, and nothing else', () => {
  const source = `
import x from 'e-mail'
// in doubt
type State = 'in doubt'
const words = { 'in doubt': 'One expiry', key: \`Two \${x} in doubt\` }
const key = bind('card.expiry')
const row = sql\`select expiry from card where e-mail\`
export const Page = () => <p className="e-mail" title="Three e-mails">Four any more {'five anew'}</p>
`
  expect(problemsOf('page.tsx', textsOfCode('page.tsx', source))).toEqual([
    'page.tsx:5: “expiry”, say: expiration date',
    'page.tsx:5: “in doubt”, say: checking',
    'page.tsx:8: “e-mails”, say: email',
    'page.tsx:8: “any more”, say: no longer',
    'page.tsx:8: “anew”, say: American English',
  ])
  const text = 'Fine.\n\nIt is\nin\ndoubt, `e-mail`.\n\n```\nanew\n```\n\nGone any more.'
  expect(problemsOf('a.md', textsOfDocument(text))).toEqual([
    'a.md:3: “in doubt”, say: checking',
    'a.md:11: “any more”, say: no longer',
  ])
})
