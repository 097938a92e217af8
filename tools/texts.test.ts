import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

// Free text of people is kept by one rule, `text()` of lib/contact.ts: a bare `z.string()` lets through what no database
// takes (NUL, half characters) and what turns or hides a text on the screen.

/** What may be a bare string, by the name of its field, and why. */
const NOT_KEPT: Record<string, string> = {
  sure: 'compared with the question that was asked',
  query: 'searched for',
  ...{ token: 'compared with the links that there are', code: 'compared with those that there are' },
  ...{ password: 'hashed as it is typed', newPassword: 'hashed as it is typed' },
  ...{ amount: 'read as cents', quantity: 'read as a number', unitPrice: 'read as cents', expiry: 'read as a month' },
  ...{ cardNumber: 'passed on in digits', securityCode: 'passed on in digits' },
  ...{
    routingNumber: 'passed on in digits',
    accountNumber: 'passed on in digits',
    savedAccountId: 'a uuid, or refused',
  },
  ...{ state: 'a code of the list, or refused', requiredEmail: 'cleaned by optionalEmail' },
  ...{ path: 'a call of the API Test Tool, sent and not kept', body: 'a call of the API Test Tool, sent and not kept' },
  ...{ datedOn: 'a day, or refused', receivedOn: 'a day, or refused', cameBackOn: 'a day, or refused' },
}
/** What no person types. */
const OURS = [
  'lib/queue/notice.ts',
  'lib/env.ts',
  'lib/certification.ts',
  'lib/live/subscribe.ts',
  'lib/payments/reconcile/sync-org.ts',
]

/** The bare `z.string()` of a file: neither cleaned nor held to a pattern, and of no field above. */
function bareStrings(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit)
    if (!ts.isCallExpression(node) || !/^z\s*\.string$/.test(node.expression.getText())) return
    const methods: string[] = []
    let chain: ts.Node = node
    while (ts.isPropertyAccessExpression(chain.parent) && ts.isCallExpression(chain.parent.parent)) {
      methods.push(chain.parent.name.text)
      chain = chain.parent.parent
    }
    if (methods.includes('regex') || methods.includes('overwrite')) return
    let named: ts.Node = chain
    while (!ts.isPropertyAssignment(named) && !ts.isVariableDeclaration(named) && named.parent) named = named.parent
    const name = ts.isPropertyAssignment(named) || ts.isVariableDeclaration(named) ? named.name.getText() : ''
    if (name in NOT_KEPT) return
    found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${name}`)
  }
  visit(tree)
  return found
}

test('what people write is kept by the rule of text()', () => {
  const files = ['app', 'components', 'lib']
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(room, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !OURS.includes(file))
    .map((file) => ({ file, source: readFileSync(file, 'utf8') }))
    .filter(({ source }) => source.includes(`from 'zod'`))
  expect(files.length).toBeGreaterThan(15)
  expect(files.flatMap(({ file, source }) => bareStrings(file, source))).toEqual([])
})

test.each([
  'const s = z.object({ note: z.string() })',
  'const s = z.object({ note: z.string().trim().max(500) })',
  'const note = z\n  .string()\n  .trim()\n  .min(5)',
  'const s = z.object({ note: z.string().nullable() })',
  'const s = z.object({ notes: z.array(z.string()) })',
  'const s = z.object({ note: z.string().transform((typed) => typed || null) })',
])('%j is found', (source) => expect(bareStrings('a.ts', source)).toHaveLength(1))

test.each([
  'const s = z.object({ note: text().max(500) })',
  'const s = z.object({ id: z.string().trim().regex(/^\\d+$/) })',
  'const s = z.object({ phone: z.string().overwrite(plainSymbols) })',
  'const s = z.object({ sure: z.string().nullable() })',
])('%j is fine', (source) => expect(bareStrings('a.ts', source)).toEqual([]))
