import { expect, test } from 'vitest'
import { DocumentStage } from '@/prisma/generated/enums'
import { canMove, isEditable, nextStages } from './stages'

test('a proposal is sent, then accepted or declined', () => {
  expect(nextStages('proposal', 'draft')).toEqual(['sent'])
  expect(nextStages('proposal', 'sent')).toEqual(['accepted', 'declined', 'draft'])
  expect(canMove('proposal', 'draft', 'accepted')).toBe(false)
  expect(canMove('proposal', 'sent', 'signed')).toBe(false)
})

test('an agreement is sent, signed, completed', () => {
  expect(canMove('agreement', 'draft', 'sent')).toBe(true)
  expect(canMove('agreement', 'sent', 'signed')).toBe(true)
  expect(canMove('agreement', 'signed', 'completed')).toBe(true)
  expect(canMove('agreement', 'draft', 'signed')).toBe(false)
  expect(canMove('agreement', 'sent', 'accepted')).toBe(false)
})

test('every step can be taken back, but not out of completed', () => {
  for (const kind of ['proposal', 'agreement'] as const)
    for (const from of Object.values(DocumentStage))
      for (const to of nextStages(kind, from)) expect(canMove(kind, to, from)).toBe(to !== 'completed')
  expect(nextStages('agreement', 'completed')).toEqual([])
})

test('a proposal can always be changed again, an agreement until it is signed', () => {
  const stages = Object.values(DocumentStage)
  expect(stages.filter((stage) => isEditable('proposal', stage))).toEqual(stages)
  expect(stages.filter((stage) => isEditable('agreement', stage))).toEqual(['draft', 'sent'])
})
