import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

// A page calls an action through answerOf (components/answer-of.ts), which asks for the password where an action wants it
// and tells a deploy under the open page.

/** What calls its function through answerOf, by the name of the call or of the property or attribute. */
const THROUGH = new Set(['answerOf', 'usePress', 'useConflict', 'useTypedSearch', 'run', 'action', 'archive'])
/** Nobody is signed in before the one, nor after the other. */
const AROUND = new Set(['signInAction', 'signOutAction'])

function callsPast(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const isHandedOn = (node: ts.Node): boolean => {
    for (let each = node; each.parent; each = each.parent) {
      if (!ts.isArrowFunction(each)) continue
      const { parent } = each
      if (ts.isCallExpression(parent) && THROUGH.has(parent.expression.getText())) return true
      if (ts.isPropertyAssignment(parent) && THROUGH.has(parent.name.getText())) return true
      if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent) && THROUGH.has(parent.parent.name.getText()))
        return true
    }
    return false
  }
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit)
    if (!ts.isCallExpression(node)) return
    const name = node.expression.getText()
    const isCall = /^\w+Action$|^upload$/.test(name)
    if (isCall && !AROUND.has(name) && !isHandedOn(node)) found.push(`${file}: ${name}`)
  }
  visit(tree)
  return found
}

test('every action that a page calls is called through answerOf', () => {
  const files = ['app', 'components']
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(room, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file, source: readFileSync(file, 'utf8') }))
    .filter(({ source }) => /^'use client'/.test(source))
  const calling = files.filter(({ source }) => /\b(?:\w+Action|upload)[(<]/.test(source))
  expect(calling.length).toBeGreaterThan(20)
  expect(calling.flatMap(({ file, source }) => callsPast(file, source))).toEqual([])
})

test.each([
  ['const a = async () => { await saveAction({}) }', 1],
  ['const a = <Button onClick={() => saveAction({})} />', 1],
  ['const a = () => answerOf(() => saveAction({}))', 0],
  ['const a = async () => await upload<Logo>(path, {})', 1],
  ['const a = () => answerOf(() => upload<Logo>(path, {}))', 0],
  ['const a = <AskDialog action={async () => { const b = await saveAction({}); return b }} />', 0],
  ['const a = useActionForm({ action: (input) => saveAction(input) })', 0],
])('%s', (source, many) => expect(callsPast('a.tsx', source)).toHaveLength(many))
