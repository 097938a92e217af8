import { beforeAll, describe, expect, it } from 'vitest'
import { declinePaper, signPaper } from '@/lib/customer-page/sign-paper'
import { forOrg } from '@/lib/db'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { readRow } from '@/lib/testing/papers'
import { agreementToSign, consentAndSign, documentEvents, signersOf, signing, two } from '@/lib/testing/signing'
import { askForSignatures } from './ask-for-signatures'
import { giveConsent } from './consent'
import { consentTextIn } from './consent-text'

let context: OrgContext
beforeAll(async () => {
  context = await createOrg({ active: false })
})
const stageOf = async (documentId: string) => (await readRow(context, documentId)).stage

describe('the office', () => {
  const one = { customers: [{ name: 'Ann', email: 'Ann@Example.com' }], company: true, inOrder: false }

  it('asks once for each person, adds more later, and never more than four', async () => {
    const { documentId, read } = await agreementToSign(context, { customers: [] })
    const ask = (names: string[], company = false) =>
      askForSignatures(context, {
        ...{ ...read, company, inOrder: true },
        customers: names.map((name) => ({ name, email: `${name}@example.com` })),
      })
    await Promise.all([ask(['ann'], true), ask(['ann'], true)])
    await ask(['ann', 'bob'])
    await ask(['cid', 'dan'])
    expect((await signersOf(context, documentId)).map(({ name, turn }) => [name, turn])).toEqual([
      ...[
        ['ann', 1],
        ['bob', 2],
        ['cid', 3],
        ['dan', 4],
      ],
      [context.org.name, 5],
    ])
    await expect(ask(['eve'])).rejects.toThrow('At most 4 people')
    expect(
      (await documentEvents(context, documentId))
        .filter(({ act }) => act === 'signing_asked')
        .map(({ detail }) => detail),
    ).toEqual([`ann and ${context.org.name}`, ...['bob', 'cid and dan']])
  })

  it('asks nobody of a draft, a proposal, another version or two people of one name', async () => {
    const { documentId, read } = await agreementToSign(context, { customers: [] })
    await expect(askForSignatures(context, { ...read, ...one, versionNumber: 2 })).rejects.toThrow('sent again')
    const twins = [...one.customers, { name: 'ann ', email: 'junior@example.com' }]
    await expect(askForSignatures(context, { ...read, ...one, customers: twins })).rejects.toThrow('are named')
    expect(await signersOf(context, documentId)).toEqual([])
    await setStage(context, { documentId, from: 'sent', to: 'draft' })
    await expect(askForSignatures(context, { ...read, ...one })).rejects.toThrow('is draft')
  })

  it('marks it as signed after a question while others still sign; nothing is signed here then', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    const mark = (sure?: string) => setStage(context, { documentId, from: 'sent', to: 'signed', ...(sure && { sure }) })
    await consentAndSign(two(links)[0], signing(read, signers[0]?.id))
    const question = await mark().catch((error) => error.fields.sure)
    expect(question).toContain('ann signed here, and bob didn’t yet')
    await expect(mark('another question')).rejects.toThrow('ann signed here')
    await mark(question)
    expect(await stageOf(documentId)).toBe('signed')
    const bob = two(links)[1]
    await expect(consentAndSign(bob, signing(read, signers[1]?.id))).rejects.toThrow('doesn’t wait for signatures')
  })

  it('marks it as signed without a question where nobody has signed here', async () => {
    const { documentId } = await agreementToSign(context)
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    expect(await stageOf(documentId)).toBe('signed')
  })

  it('is told by email of each signature and each refusal, once', async () => {
    const own = await createOrg({ active: false })
    const { links, signers, read } = await agreementToSign(own, { customers: ['ann', 'bob'] })
    const [ann, bob] = two(links)
    const input = signing(read, signers[0]?.id)
    await giveConsent(ann, { ...input, textVersion: consentTextIn('en').version, openedSample: true })
    await Promise.all([signPaper(ann, input), signPaper(ann, input)])
    const declined = { ...signing(read, signers[1]?.id), reason: 'Too much.' }
    await declinePaper(bob, declined)
    await declinePaper(bob, declined)
    const notices = await forOrg(own.org.id, (tx) =>
      tx.email.findMany({ where: { orgId: own.org.id, kind: 'notice' }, orderBy: { createdAt: 'asc' } }),
    )
    expect(notices.map(({ notice }) => (notice as { title: string }).title)).toEqual([
      'ann signed the agreement',
      'bob declined to sign the agreement',
    ])
  })
})
