import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// What the public documents point at is there: files named in them, links between them, and headings that links name.

const documents = [
  ...readdirSync('.').filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md'),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join('docs', name)),
]
const read = (file: string) => readFileSync(file, 'utf8')

/** A heading as GitHub links to it: “8.2.8: idle sessions” → 828-idle-sessions. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const anchorsOf = (file: string) =>
  Array.from(read(file).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => anchor(heading))

test.each(documents)('%s points at what is there', (file) => {
  const text = read(file).replace(/^```[\s\S]*?^```/gm, '')
  const missing: string[] = []
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    const [place = '', heading] = target.split('#')
    const there = place ? path.posix.join(path.posix.dirname(file), place) : file
    if (!existsSync(there)) missing.push(target)
    else if (heading && !anchorsOf(there).includes(heading)) missing.push(target)
  }
  // Files of ours: with a folder and an ending, or a folder.
  for (const [, name = ''] of text.matchAll(
    /`((?:app|components|docs|e2e|lib|model|prisma|sandbox|scripts|server|tools)\/[^`\s*]*)`/g,
  ))
    if (!existsSync(name)) missing.push(name)
  expect(missing).toEqual([])
})

test('comments in the code point at files that are there', () => {
  const missing: string[] = []
  for (const folder of ['app', 'components', 'e2e', 'lib', 'model', 'sandbox', 'scripts', 'server', 'tools'])
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue
      const file = path.posix.join(folder, name)
      for (const [, comment = ''] of read(file).matchAll(/(?:^|\s)(?:\/\/|\*|\/\*\*) (.+)$/gm))
        for (const [named] of comment.matchAll(
          /(?<![\w./])(?:app|components|docs|e2e|lib|model|prisma|sandbox|scripts|server|tools)\/[\w./[\]()-]*\.(?:tsx?|md|json|sql)\b/g,
        ))
          if (!existsSync(named) && !existsSync(path.posix.join(path.posix.dirname(file), named)))
            missing.push(`${file}: ${named}`)
    }
  expect(missing).toEqual([])
})
