// The measuring itself, one part in a process (and a process group) of its own, so that scripts/bench/main.ts can end
// all of it at any time. Prints a line of JSON for whatever is measured as soon as it is.
import { benchSandbox } from '../../sandbox/bench/bench'
import { main, Problem } from '../../tools/process/problem'
import { benchClient } from './client'
import { benchDocuments } from './documents'
import { benchPages } from './pages/pages'
import { benchScale } from './pages/scale'
import { benchPayment } from './payment'
import { startSurroundings } from './surroundings'
import { benchSync } from './sync'
import type { Measured } from './tables'

// A hundred thousand payments, as promised; the rest as much as fits into two minutes of a small machine.
const SANDBOX = { payments: 100_000, customers: 20_000, requests: 10_000, rounds: 2 }

const say = (measured: Measured) => console.log(JSON.stringify(measured))

await main(async () => {
  const part = process.argv[2]
  if (part === 'client') say({ client: await benchClient() })
  else if (part === 'sandbox') say({ sandbox: await benchSandbox(SANDBOX) })
  else if (part === 'sync') await benchSync((line) => say({ sync: [line] }))
  else if (part === 'documents') await benchDocuments((line) => say({ documents: [line] }))
  else if (part === 'scale') await benchScale((line) => say({ scale: [line] }))
  else if (part === 'pages')
    await benchPages((found) => {
      if (!('page' in found)) return say(found)
      const { page, ...figures } = found.page
      say({ pages: { [page]: figures } })
    })
  else if (part === 'payment') {
    const surroundings = await startSurroundings()
    try {
      await benchPayment(surroundings, (line) => say({ payment: [line] }))
    } finally {
      await surroundings.stop()
    }
  } else throw new Problem(`There is no part ${part}.`)
  return 0
})
