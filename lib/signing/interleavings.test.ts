import { beforeAll, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { isChainIntact } from '@/lib/seal/event-chain'
import { createOrg } from '@/lib/testing/fixtures'
import { readRow } from '@/lib/testing/papers'
import { agreementToSign, consentAndSign, DRAWN, signing } from '@/lib/testing/signing'
import { seededRandom } from '@/tools/testing/seeded-random'
import type { SigningActor } from './lock-signing'
import { declineToSign, sign } from './sign'

// People who press at once, in whatever order.

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const actsOf = async (documentId: string) => {
  const where = { orgId, documentId }
  const events = await forOrg(orgId, (tx) => tx.documentEvent.findMany({ where, orderBy: { seq: 'asc' } }))
  return events.map(({ act }) => act)
}
const signaturesOf = (documentId: string) =>
  forOrg(orgId, (tx) => tx.signature.findMany({ where: { orgId, documentId }, orderBy: { signedAt: 'asc' } }))
const stageOf = async (documentId: string) => (await readRow(context, documentId)).stage

it('A29: of two at the same moment both are in the evidence, and it is signed once', async () => {
  for (let n = 0; n < 5; n++) {
    const { documentId, links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    await Promise.all(links.map((actor, at) => consentAndSign(actor, signing(read, signers[at]?.id))))
    expect(await stageOf(documentId)).toBe('signed')
    expect(await signaturesOf(documentId)).toHaveLength(2)
    const acts = await actsOf(documentId)
    expect(acts.filter((act) => act === 'signature_given')).toHaveLength(2)
    expect(acts.filter((act) => act === 'signed')).toHaveLength(1)
    expect(acts.at(-1)).toBe('signed')
    expect(await isChainIntact(orgId, documentId)).toBe(true)
  }
})

it('comes in whatever order three people press: signed once all have, never twice, never with one missing', async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = seededRandom(seed)
    const inOrder = random.chance(0.4)
    const { documentId, links, signers, read } = await agreementToSign(context, {
      ...{ customers: ['ann', 'bob'], company: true, inOrder },
    })
    const actors: SigningActor[] = [...links, context]
    const mayDecline = random.chance(0.3)
    let isDeclined = false
    for (let round = 0; round < 12; round++) {
      const presses = Array.from({ length: random.int(1, 3) }, () => {
        const at = random.int(0, 2)
        const [actor, signer] = [actors[at] as SigningActor, signers[at]]
        const input = signing(read, signer?.id, random.chance(0.5) ? DRAWN : undefined)
        if (mayDecline && at < 2 && random.chance(0.1))
          return declineToSign(actor, { ...input, reason: 'No.' }).then((document) => {
            isDeclined ||= document !== null
          })
        return at === 2 ? sign(actor, input) : consentAndSign(actor, input)
      })
      await Promise.allSettled(presses)
      const [signatures, stage, acts] = await Promise.all([
        ...([signaturesOf(documentId), stageOf(documentId), actsOf(documentId)] as const),
      ])
      expect(new Set(signatures.map(({ signerId }) => signerId)).size).toBe(signatures.length)
      expect(stage).toBe(signatures.length === 3 && !isDeclined ? 'signed' : 'sent')
      expect(acts.filter((act) => act === 'signed')).toHaveLength(stage === 'signed' ? 1 : 0)
      expect(acts.filter((act) => act === 'signature_given')).toHaveLength(signatures.length)
    }
    if (inOrder) {
      const order = signers.map(({ id }) => id)
      const places = (await signaturesOf(documentId)).map(({ signerId }) => order.indexOf(signerId))
      expect(places).toEqual(places.map((_, n) => n))
    }
    expect(await isChainIntact(orgId, documentId)).toBe(true)
  }
})
