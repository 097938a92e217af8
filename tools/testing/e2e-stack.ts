// Starts the whole system for the browser tests, as often as its argument says, and stops all of them when its parent
// says so or is gone. The tests find their way in .data/e2e/0/stack.json and so on (stack-info.ts reads them).
import path from 'node:path'
import { killAllNow } from '../process/children'
import { main } from '../process/problem'
import { step } from '../process/step'
import { build, isBuilt } from '../stack/build'
import { stackFolder } from './stack-info'
import { withThrowawayStack } from './throwaway-stack'

await main(async () => {
  const stopped = new AbortController()
  const { signal } = stopped
  const stop = () => (signal.aborted ? killAllNow() : stopped.abort())
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopped.abort())
  process.stdin.on('close', stop).resume() // our parent holds the other end

  // Before, and not by the first system: they share it.
  if (!isBuilt()) await step('build', () => build(process.env, signal))
  let starting = Number(process.argv[2])
  const systems = Array.from({ length: starting }, (_, index) => {
    const folder = stackFolder(index)
    // A certification report of a developer's own is no business of the tests.
    const variables = { CERTIFY_DIR: path.join(folder, 'certify') }
    return withThrowawayStack({ folder, variables, signal }, async () => {
      starting--
      if (starting === 0) console.log('e2e stacks ready')
      await new Promise(() => {}) // until we are told to stop
    }).finally(() => stopped.abort())
  })
  for (const ended of await Promise.allSettled(systems)) if (ended.status === 'rejected') throw ended.reason
  return 0
})
