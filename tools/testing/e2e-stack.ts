// Starts the whole system for the browser tests and stops it when its parent says so or is gone. The tests find their
// way in .data/e2e/stack.json (tools/testing/stack-info.ts reads it).
import path from 'node:path'
import { killAllNow } from '../process/children'
import { main } from '../process/problem'
import { withThrowawayStack } from './throwaway-stack'

await main(async () => {
  const stopped = new AbortController()
  const stop = () => (stopped.signal.aborted ? killAllNow() : stopped.abort())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort())
  process.stdin.on('close', stop).resume() // our parent holds the other end

  const folder = path.resolve('.data/e2e')
  // A certification report of a developer's own is no business of the tests.
  const variables = { CERTIFY_DIR: path.join(folder, 'certify') }
  await withThrowawayStack({ folder, variables, signal: stopped.signal }, async () => {
    console.log('e2e stack ready')
    await new Promise(() => {}) // until we are told to stop
  })
  return 0
})
