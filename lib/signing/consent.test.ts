import { beforeAll, describe, expect, it } from 'vitest'
import { readCustomerPage, readPaper } from '@/lib/customer-page/read-page'
import { askForPaper, signPaper, withdrawConsent } from '@/lib/customer-page/sign-paper'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { agreementToSign, documentEvents, first, signing, two } from '@/lib/testing/signing'
import { giveConsent } from './consent'
import { consentTextIn } from './consent-text'
import { declineToSign } from './sign'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

/** Somebody who signs an agreement, and what they press. */
async function signer() {
  const { documentId, links, signers, read } = await agreementToSign(context)
  const at = first(links)
  const said = signing(read, first(signers).id)
  const { mark: _, screen: __, ...mine } = said
  const consents = () => giveConsent(at, { ...mine, textVersion: consentTextIn('en').version, openedSample: true })
  const shown = async () => (await readPaper(at, { kind: 'agreement', ordinal: 0 }))?.signing
  return { documentId, at, mine, consents, signs: () => signPaper(at, said), shown }
}
const acts = async (documentId: string) =>
  (await documentEvents(context, documentId))
    .map(({ act, detail }) => [act, detail])
    .filter(([act]) => act === 'consented' || act === 'consent_withdrawn' || act === 'paper_asked')
const notices = () =>
  forOrg(orgId, async (tx) =>
    (await tx.email.findMany({ where: { orgId, kind: 'notice' }, orderBy: { id: 'asc' } })).map(({ notice }) =>
      JSON.stringify(notice),
    ),
  )

describe('a consent that is taken back', () => {
  it('before signing: nothing is signed until it is given again', async () => {
    const { documentId, at, mine, consents, signs, shown } = await signer()
    await withdrawConsent(at, mine) // there is none
    await consents()
    expect(await shown()).toMatchObject({ hasConsented: true })
    await Promise.all([withdrawConsent(at, mine), withdrawConsent(at, mine)])
    expect(await shown()).toMatchObject({ hasConsented: false })
    await expect(signs()).rejects.toThrow('agree to sign electronically first')
    await Promise.all([consents(), consents()])
    await signs()
    expect((await acts(documentId)).map(([act]) => act)).toEqual(['consented', 'consent_withdrawn', 'consented'])
    const rows = await forOrg(orgId, (tx) =>
      tx.consent.findMany({
        where: { orgId, signerId: mine.signerId },
        orderBy: { round: 'asc' },
        include: { withdrawal: true, signatures: true },
      }),
    )
    expect(rows).toMatchObject([
      { round: 1, withdrawal: { linkId: at.link.id }, signatures: [] },
      { round: 2, withdrawal: null, signatures: [{ signerId: mine.signerId }] },
    ])
    expect((await notices()).filter((notice) => notice.includes('no longer agrees'))).toHaveLength(1)
  })

  it('after signing: the signature stands', async () => {
    const { documentId, at, mine, consents, signs, shown } = await signer()
    await consents()
    await signs()
    await withdrawConsent(at, mine)
    expect(await shown()).toMatchObject({ hasConsented: false, you: { signed: expect.anything() } })
    expect((await acts(documentId)).at(-1)).toEqual(['consent_withdrawn', 'After signing: the signature stands'])
    expect((await readCustomerPage(at)).papers).toMatchObject([{ state: 'signed' }])
  })
})

describe('somebody who wants paper', () => {
  it('is told to the office once, and can still sign here', async () => {
    const { documentId, at, mine, consents, signs, shown } = await signer()
    const before = (await notices()).length
    await Promise.all([askForPaper(at, mine), askForPaper(at, mine)])
    expect(await shown()).toMatchObject({ wantsPaper: true, you: { signed: null } })
    const told = (await notices()).slice(before)
    expect(told.length).toBeGreaterThan(0)
    expect(told.every((notice) => notice.includes('on paper'))).toBe(true)
    expect(await acts(documentId)).toEqual([['paper_asked', 'olivia']])
    await consents()
    await signs()
    await askForPaper(at, mine) // pressed on a page from before: recorded already
  })

  it('isn’t asked about another version, by somebody else, or once it’s over', async () => {
    const { at, mine } = await signer()
    await expect(askForPaper(at, { ...mine, sha256: 'a'.repeat(64) })).rejects.toThrow('has changed')
    const { links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    const [ann, bob] = two(links)
    const { mark: _, screen: __, ...bobs } = signing(read, signers[1]?.id)
    await expect(askForPaper(ann, bobs)).rejects.toThrow('aren’t one of those')
    await expect(withdrawConsent(ann, bobs)).rejects.toThrow('aren’t one of those')
    await declineToSign(ann, { ...signing(read, signers[0]?.id), reason: 'No' })
    await expect(askForPaper(bob, bobs)).rejects.toThrow('ann declined to sign')
  })
})

it('a consent that is taken back is given anew a few times, and not without end: each time the company is emailed', async () => {
  const { at, mine, consents } = await signer()
  for (let round = 0; round < 5; round++) {
    await consents()
    await withdrawConsent(at, mine)
  }
  await expect(consents()).rejects.toThrow('Ask your contractor for paper')
})
