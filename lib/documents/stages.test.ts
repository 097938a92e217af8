import { expect, test } from 'vitest'
import { DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import { documentSegment, parseSegment } from './document-path'
import { canMove, documentLabel, endsByCanceling, isEditable, nextStages } from './stages'

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
  for (const kind of Object.values(DocumentKind))
    for (const from of Object.values(DocumentStage))
      for (const to of nextStages(kind, from)) expect(canMove(kind, to, from)).toBe(to !== 'completed')
  expect(nextStages('agreement', 'completed')).toEqual([])
})

test('canceling ends what is signed and what changes it, is no move of its own, and nothing leads out of it', () => {
  const ended = Object.values(DocumentKind).flatMap((kind) =>
    Object.values(DocumentStage)
      .filter((stage) => endsByCanceling(kind, stage))
      .map((stage) => `${kind} ${stage}`),
  )
  expect(ended).toEqual(['agreement signed', 'agreement completed', 'change_order sent', 'change_order signed'])
  for (const kind of Object.values(DocumentKind)) {
    expect(nextStages(kind, 'canceled')).toEqual([])
    for (const from of Object.values(DocumentStage)) expect(nextStages(kind, from)).not.toContain('canceled')
  }
})

test('a proposal can always be changed again, an agreement until it is signed', () => {
  const stages = Object.values(DocumentStage)
  expect(stages.filter((stage) => isEditable('proposal', stage))).toEqual(stages)
  expect(stages.filter((stage) => isEditable('agreement', stage))).toEqual(['draft', 'sent', 'accepted', 'declined'])
})

test('a change order is sent and signed, or declined, and can’t be changed once it is signed', () => {
  expect(nextStages('change_order', 'sent')).toEqual(['signed', 'declined', 'draft'])
  const stages = Object.values(DocumentStage)
  expect(stages.filter((stage) => !isEditable('change_order', stage))).toEqual(['signed', 'completed', 'canceled'])
})

test('each document has a name and an address of its own', () => {
  const all = [
    { kind: 'proposal', ordinal: 0 },
    { kind: 'agreement', ordinal: 0 },
    { kind: 'change_order', ordinal: 1 },
    { kind: 'change_order', ordinal: 12 },
  ] as const
  expect(all.map(documentSegment)).toEqual(['proposal', 'agreement', 'change-order-1', 'change-order-12'])
  expect(all.map((which) => parseSegment(documentSegment(which)))).toEqual(all)
  expect(all.map(documentLabel)).toEqual(['Proposal', 'Agreement', 'Change order 1', 'Change order 12'])
  for (const wrong of ['', 'change_order', 'change-order', 'change-order-0', 'change-order-01', 'change-order-1234567'])
    expect(parseSegment(wrong)).toBeNull()
})
