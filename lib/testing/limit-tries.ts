// A process of its own that takes payments on order, as one of several app processes does: tests of limits start it.
import type { Actor } from '@/lib/orgs/actor'
import type { MakePayment } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'

process.on('disconnect', () => process.exit(0))
process.on('message', async ({ context, inputs }: { context: Actor; inputs: MakePayment[] }) => {
  const states = await Promise.all(
    inputs.map((input) =>
      takePayment(context, input).then(
        ({ state }) => state,
        () => 'refused',
      ),
    ),
  )
  process.send?.(states)
})
process.send?.('ready')
