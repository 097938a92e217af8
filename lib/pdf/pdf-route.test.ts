import { expect, it } from 'vitest'
import { answerPdf } from './pdf-route'

it('customers who ask for many PDFs keep no member’s waiting', async () => {
  let resolve = (_: null) => {}
  const promise = new Promise<null>((done) => {
    resolve = done
  })
  const waiting = Array.from({ length: 4 }, () => answerPdf('receipt', () => promise, 'PDFs of customers'))
  expect((await answerPdf('receipt', async () => null, 'PDFs of customers')).status).toBe(429)
  expect((await answerPdf('receipt', async () => null)).status).toBe(404)
  resolve(null)
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([404, 404, 404, 404])
})
