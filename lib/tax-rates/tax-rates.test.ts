import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { addTaxRateSchema, MAX_TAX_RATES, taxRateWords, updateTaxRateSchema } from './schema'
import { addTaxRate, defaultTaxRates, listTaxRates, removeTaxRate, setDefaultTaxRate, updateTaxRate } from './tax-rates'

let context: OrgContext
let orgId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

async function add(name: string, rate: string, id: string = randomUUID()) {
  await addTaxRate(context, addTaxRateSchema.parse({ id, name, rate }))
  return id
}
const update = (id: string, name: string, rate: string, version: number, formId: string = randomUUID()) =>
  updateTaxRate(context, updateTaxRateSchema.parse({ id, name, rate, version, formId }))
const rates = async () =>
  (await listTaxRates(orgId)).map((rate) => `${taxRateWords(rate)}${rate.isDefault ? ' *' : ''}`)
const audited = async () => (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows

describe('a tax rate', () => {
  it('is added once, the first as a default of new documents', async () => {
    const id = await add('State', '2.9')
    await add('State', '2.9', id)
    await add('Denver', '5.15%')
    expect(await rates()).toEqual(['Denver, 5.15%', 'State, 2.9% *'])
    expect(await defaultTaxRates(orgId)).toEqual([{ id, name: 'State', rateThousandths: 2_900 }])
    await expect(add('DENVER', '1')).rejects.toMatchObject({ fields: { name: expect.stringContaining('this name') } })
  })

  it('is changed by whoever saw it last', async () => {
    const id = await add('State', '2.9')
    const form = randomUUID()
    await update(id, 'State', '3', 1, form)
    await expect(update(id, 'State', '4', 1)).rejects.toThrow('it is now State, 3%')
    await update(id, 'State', '3.5', 1, form) // its own, whose answer was lost
    await expect(removeTaxRate(context, { id, version: 1 })).rejects.toThrow('it is now State, 3.5%')
    expect(await rates()).toEqual(['State, 3.5% *'])
    expect((await audited())[0]).toMatchObject({ action: 'tax_rate_changed', detail: 'Before: State, 3%' })
  })

  it('is on new documents or not, and gone when it is removed, also twice', async () => {
    const [state, city] = [await add('State', '2.9'), await add('City', '4.81')]
    await setDefaultTaxRate(context, { id: city, isDefault: true })
    await setDefaultTaxRate(context, { id: state, isDefault: false })
    expect(await rates()).toEqual(['City, 4.81% *', 'State, 2.9%'])
    await removeTaxRate(context, { id: city, version: 1 })
    await removeTaxRate(context, { id: city, version: 1 })
    expect(await rates()).toEqual(['State, 2.9%'])
    await expect(setDefaultTaxRate(context, { id: city, isDefault: true })).rejects.toThrow('no longer exists')
    await expect(update(city, 'City', '1', 1)).rejects.toThrow('no longer exists')
    expect((await audited()).map(({ action }) => action).slice(0, 3)).toEqual([
      ...['tax_rate_removed', 'tax_rate_changed', 'tax_rate_changed'],
    ])
  })

  it('is one of at most 20, and another company’s is none of theirs', async () => {
    const id = await add('0', '0')
    for (let n = 1; n < MAX_TAX_RATES; n++) await add(String(n), '1')
    await expect(add('Twenty-one', '1')).rejects.toThrow('at most 20')
    const other = await createOrg({ active: false })
    expect(await listTaxRates(other.org.id)).toEqual([])
    await removeTaxRate(other, { id, version: 1 })
    expect(await rates()).toHaveLength(MAX_TAX_RATES)
  })
})

test.each([
  ['', 'Enter a rate'],
  ['101', 'Enter a rate'],
  ['8.8755', 'Enter a rate'],
  ['-1', 'Enter a rate'],
])('a rate of %j is refused in words', (rate, words) => {
  const { error } = addTaxRateSchema.safeParse({ id: randomUUID(), name: 'State', rate })
  expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(words)])
})
