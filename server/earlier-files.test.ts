import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { earlierFiles } from './earlier-files'
import { sha384 } from './page-check'

const folder = mkdtempSync(path.join(tmpdir(), 'earlier-'))
afterAll(() => rmSync(folder, { recursive: true }))
mkdirSync(path.join(folder, 'static/chunks'), { recursive: true })
const put = (name: string, content: string) => {
  writeFileSync(path.join(folder, 'static', name), content)
  return [name, sha384(Buffer.from(content))] as const
}
const files = Object.fromEntries([put('chunks/a.js', 'one()'), put('chunks/b.css', 'a{}'), put('chunks/c.txt', 'text')])
writeFileSync(path.join(folder, 'files.json'), JSON.stringify(files))
put('chunks/b.css', 'changed since')
put('chunks/unlisted.js', 'two()')

/** Whether it answered, and what it said. */
function ask(url: string, from = folder) {
  const request = Object.assign(new IncomingMessage(new Socket()), { url, method: 'GET' })
  const response = new ServerResponse(request)
  let body: unknown
  response.end = ((content: unknown) => {
    body = content
    return response
  }) as typeof response.end
  return { isAnswered: earlierFiles(from)(request, response), body: body && String(body) }
}

test('a file of the version before is served as it was built', () => {
  expect(ask('/_next/static/chunks/a.js')).toEqual({ isAnswered: true, body: 'one()' })
  expect(ask('/_next/static/chunks/a.js?dpl=1')).toEqual({ isAnswered: true, body: 'one()' })
})

test.each([
  ['is changed', '/_next/static/chunks/b.css'],
  ['isn’t listed', '/_next/static/chunks/unlisted.js'],
  ['is of another kind', '/_next/static/chunks/c.txt'],
  ['lies elsewhere', '/_next/static/../files.json'],
  ['was never there', '/_next/static/chunks/z.js'],
  ['is no static one', '/chunks/a.js'],
])('what %s is left to Next', (_, url) => {
  expect(ask(url)).toEqual({ isAnswered: false, body: undefined })
})

test('a first release has none', () => {
  expect(ask('/_next/static/chunks/a.js', path.join(folder, 'none')).isAnswered).toBe(false)
})
