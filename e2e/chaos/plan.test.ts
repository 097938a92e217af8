import { expect, test } from 'vitest'
import { CALLS } from './aims'
import { FAULTS } from './mishaps'
import { drawPlan } from './plan'

const aimsOf = (seed: number) =>
  drawPlan({ payments: 2_000, seed }).intents.flatMap(({ aims, undo }) => [...aims, ...(undo?.aims ?? [])])

test('the same seed draws the same', () => {
  expect(drawPlan({ payments: 50, seed: 3 })).toEqual(drawPlan({ payments: 50, seed: 3 }))
})

test.each([1, 2, 3, 4, 5])('seed %d deals everything to 2000 payments', (seed) => {
  const aims = aimsOf(seed)
  const faults = new Set(aims.flatMap((aim) => ('fault' in aim ? [`${aim.on} ${aim.fault.kind}`] : [])))
  for (const call of CALLS) for (const kind of Object.keys(FAULTS)) expect(faults).toContain(`${call} ${kind}`)
  const kills = new Set(
    aims.flatMap((aim) => ('kill' in aim && 'on' in aim ? [`${aim.by} ${aim.when} ${aim.on}`] : [])),
  )
  for (const call of ['customer', 'card', 'bank', 'payment', 'void', 'reverse'])
    for (const when of ['before', 'during', 'after']) expect(kills).toContain(`app ${when} ${call}`)
  for (const call of ['list', 'get', 'sync', 'payment'])
    for (const when of ['before', 'during', 'after']) expect(kills).toContain(`worker ${when} ${call}`)
})
