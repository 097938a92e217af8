import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

// The command beside the tests: they have an environment, and it makes do without one.
test('npm run model runs where nothing is set', async () => {
  const { PATH = '', HOME = '' } = process.env
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/model.ts', '--replay', '1'],
    { env: { PATH, HOME, TSX_TSCONFIG_PATH: 'tools/tsconfig.json' } as unknown as NodeJS.ProcessEnv },
  )
  expect(stdout).toContain('Nothing is wrong with it.')
})
