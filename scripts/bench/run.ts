// The measuring itself, in a process (and a process group) of its own, so that scripts/bench.ts can end all of it at
// any time. Prints one line of JSON when the client is measured and one when the sandbox is.
import { benchSandbox } from '../../sandbox/bench'
import { main } from '../problem'
import { benchClient } from './client'

// A hundred thousand payments, as promised; the rest as much as fits into two minutes of a small machine.
const SANDBOX = { payments: 100_000, customers: 20_000, requests: 10_000, rounds: 2 }

await main(async () => {
  console.log(JSON.stringify({ client: await benchClient() }))
  console.log(JSON.stringify({ sandbox: await benchSandbox(SANDBOX) }))
  return 0
})
