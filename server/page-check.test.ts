import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { compare, hashFiles, type Inventory, lastingHeaders } from './page-check'

// A small build, a copy of which is tampered with.

let folder: string
let copy: string
let inventory: Inventory
const page = {
  headers: { 'content-security-policy': "script-src 'nonce-abc'", 'x-frame-options': 'DENY', date: 'today' },
  html: '<script src="/_next/static/chunks/a.js" async=""></script><script nonce="n">1</script>',
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'page-check-'))
  const built = path.join(folder, 'built')
  mkdirSync(path.join(built, 'chunks'), { recursive: true })
  writeFileSync(path.join(built, 'chunks/a.js'), 'one()')
  writeFileSync(path.join(built, 'chunks/b.js'), 'other()')
  const files = Object.entries(hashFiles(built)).map(([name, sha384]) => [name, { sha384 }])
  const { date, ...headers } = page.headers
  inventory = { files: Object.fromEntries(files), paymentPage: [], headers: lastingHeaders(Object.entries(headers)) }
  copy = path.join(folder, 'copy')
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  rmSync(copy, { recursive: true, force: true })
  cpSync(path.join(folder, 'built'), copy, { recursive: true })
})

test('what was built is no alarm', () => expect(compare(inventory, hashFiles(copy), page)).toEqual([]))

test.each([
  ['changed', () => writeFileSync(path.join(copy, 'chunks/a.js'), 'one();skim()'), 'changed: chunks/a.js'],
  ['added', () => writeFileSync(path.join(copy, 'chunks/c.js'), 'skim()'), 'added: chunks/c.js'],
  ['missing', () => rmSync(path.join(copy, 'chunks/b.js')), 'missing: chunks/b.js'],
])('a file that is %s is one', (_, tamper, difference) => {
  tamper()
  expect(compare(inventory, hashFiles(copy), page)).toEqual([difference])
})

test('so is a header that isn’t there, or says something else', () => {
  const without = { ...page, headers: { ...page.headers, 'content-security-policy': "script-src 'unsafe-inline'" } }
  expect(compare(inventory, hashFiles(copy), without)).toEqual(['header: content-security-policy'])
  expect(compare(inventory, hashFiles(copy), { ...page, headers: {} })).toHaveLength(2)
})

test.each(['https://evil.test/a.js', '/skim.js', '/_next/static/chunks/zz.js', '//evil.test/_next/static/chunks/a.js'])(
  'so is a script of the page from %s',
  (src) => {
    const html = `${page.html}<script src="${src}"></script>`
    expect(compare(inventory, hashFiles(copy), { ...page, html })).toEqual([`script: ${src}`])
  },
)
