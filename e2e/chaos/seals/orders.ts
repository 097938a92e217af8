import type { LinkContext } from '@/lib/customer-links/read-link'
import { signPaper } from '@/lib/customer-page/sign-paper'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { isGood, verifyPdf } from '@/lib/seal/verify-pdf'
import { giveConsent } from '@/lib/signing/consent'
import { consentTextIn } from '@/lib/signing/consent-text'
import type { Sign } from '@/lib/signing/schema'
import { createOrg } from '@/lib/testing/fixtures'
import { agreementToSign, consentAndSign, DRAWN, signing } from '@/lib/testing/signing'

// What the app does in a run about seals: a paper is sent and signed by one of two, and then by the other.

/** A paper that one of two has signed, and what the other one's browser sends to sign it. */
export type Paper = { orgId: string; documentId: string; to: string[]; last: LinkContext; input: Sign }

export const signingOrders = {
  createCompany: ({ tag }: { tag: string }): Promise<OrgContext> => createOrg({ tag, active: false }),

  prepare: async ({ context, tag }: { context: OrgContext; tag: string }): Promise<Paper> => {
    const customers = [`one-${tag}`, `two-${tag}`]
    const { documentId, links, read, signers } = await agreementToSign(context, { customers })
    const [first, last] = links
    if (!first || !last) throw new Error('not two who sign')
    await consentAndSign(first, signing(read, signers[0]?.id, DRAWN))
    const input = signing(read, signers[1]?.id)
    const { mark: _, screen: __, ...given } = input
    await giveConsent(last, { ...given, textVersion: consentTextIn('en').version, openedSample: true })
    return { orgId: context.org.id, documentId, to: customers.map((name) => `${name}@example.com`), last, input }
  },

  sign: async ({ last, input }: Paper): Promise<null> => {
    await signPaper(last, input)
    return null
  },

  /** Whether the sealed copy is ours, whole, unchanged, and its history intact. */
  check: ({ orgId, documentId }: Paper): Promise<boolean> =>
    forOrg(orgId, async (tx) => {
      const file = await tx.sealedFile.findFirst({ where: { documentId }, select: { pdf: true } })
      if (!file) return false
      const verdict = await verifyPdf(file.pdf)
      return isGood(verdict) && verdict.chain === 'intact'
    }),
}
