// npm run build: builds the app and compiles its programs, for npm start. npm run build -- --out DIR: puts all that runs in
// production into DIR, for machines that have neither this clone nor what building takes. --packages puts the packages in,
// too; --after DIR names the release before, where that lies in another folder.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { main } from '../tools/process/problem'
import { step } from '../tools/process/step'
import { makeRelease } from '../tools/release/make-release'
import { build, isBuilt } from '../tools/stack/build'
import { programArguments } from '../tools/stack/programs'

await main(async () => {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, after: { type: 'string' }, packages: { type: 'boolean', default: false } },
  })
  if (!isBuilt()) await step('build', () => build(process.env))
  const { out, after, packages } = values
  if (!out) {
    await step('programs', programArguments)
    return 0
  }
  await step('release', () => makeRelease(out, { after, packages }))
  console.log(
    `\nThe release is in ${path.resolve(out)}. Copy it to the machine that serves it, set what production needs (docs/operate.md ` +
      `says how) and run npm start there${packages ? '' : ': it installs the packages that run, without install scripts'}.`,
  )
  return 0
})
