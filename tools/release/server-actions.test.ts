import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// A server action gets all it needs from its caller, in the open, and checks it. Arguments bound to one, and what a closure
// holds, would travel in the page: the first as they are, the second under the key of one build.

const sources = ['app', 'components', 'lib']
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, source: readFileSync(file, 'utf8') }))

test('“use server” stands at the head of a file, never in a function', () => {
  const heads = sources.filter(({ source }) => /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*['"]use server['"]/.test(source))
  expect(heads.length).toBeGreaterThan(10)
  const inside = sources.filter(({ source }) => {
    const uses = source.match(/^\s*['"]use server['"];?\s*$/gm)?.length ?? 0
    return uses > (heads.some((head) => head.source === source) ? 1 : 0)
  })
  expect(inside.map(({ file }) => file)).toEqual([])
})

test('no argument is bound to an action', () => {
  const bound = sources.filter(({ source }) => /Action\s*\.bind\(/.test(source))
  expect(bound.map(({ file }) => file)).toEqual([])
})
