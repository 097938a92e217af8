import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownMappings } from './own-mappings'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-maps-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  write(
    'main.ts',
    "import { theirs } from 'their'\nimport { later } from './later'\nconsole.log(theirs, 'main', later)\n",
  )
  write('later.ts', "\n\nexport const later = ['later'].map((name: string) =>\n  name + 'ours')\n")
  write('node_modules/their/package.json', '{ "main": "index.js" }')
  write('node_modules/their/index.js', "exports.theirs = () => { throw new Error('their') }\n")
})
afterAll(() => rmSync(folder, { recursive: true }))

test('our own code is found where it was written, and a package’s is not', async () => {
  const { outputFiles } = await build({
    ...{ entryPoints: ['main.ts'], absWorkingDir: folder, outdir: 'out', bundle: true, format: 'esm', write: false },
    ...{ minifyWhitespace: true, sourcemap: true, sourcesContent: false },
  })
  const [map = '', code = ''] = outputFiles.map(({ text }) => text)
  const whole = JSON.parse(map)
  const own = ownMappings(whole)
  const lines = code.split('\n')
  const placesOf = (text: string) => {
    const line = lines.findIndex((one) => one.includes(text))
    const column = lines[line]?.indexOf(text) ?? -1
    return [whole, own].map((each) => new SourceMap(each).findEntry(line, column))
  }
  for (const [text, source, originalLine] of [
    ['"main"', '../main.ts', 2],
    ['"later"', '../later.ts', 2],
    ['"ours"', '../later.ts', 3],
  ] as const) {
    const [before, after] = placesOf(text)
    expect(before).toMatchObject({ originalSource: source, originalLine })
    expect({ ...after, name: undefined }).toEqual({ ...before, name: undefined })
  }
  const [before, after] = placesOf('new Error')
  expect(before).toMatchObject({ originalSource: '../node_modules/their/index.js' })
  expect(after).not.toHaveProperty('originalSource', expect.any(String))
  expect(own.mappings.length).toBeLessThan(whole.mappings.length)
})
