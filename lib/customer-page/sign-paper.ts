import 'server-only'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg } from '@/lib/db'
import { KIND_LABELS } from '@/lib/documents/stages'
import { askIfChosen } from '@/lib/requests/when-signed'
import { askForPaperIn, withdrawIn } from '@/lib/signing/consent'
import type { DeclineSigning, ReadToSign, Sign } from '@/lib/signing/schema'
import { declineIn, signIn } from '@/lib/signing/sign'
import { namesOf } from '@/lib/signing/states'
import { tellCompany } from './tell-company'

// What a customer does with a paper that waits for their signature, and that the company is told.

/** The customer signs (`signIn`). @throws UserError as that does */
export const signPaper = (context: LinkContext, input: Sign): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const { isNew, isComplete, document, missing } = await signIn(tx, context, input)
    if (!isNew) return
    if (isComplete) await askIfChosen(tx, context, document)
    const kind = KIND_LABELS[document.kind].toLowerCase()
    await tellCompany(tx, context, document, {
      did: `signed the ${kind}`,
      paragraphs: [
        isComplete ? `Everybody has signed: the ${kind} is signed.` : `Not signed yet by ${namesOf(missing)}.`,
      ],
    })
  })

/** The customer doesn't sign, and says why (`declineIn`). @throws UserError as that does */
export const declinePaper = (context: LinkContext, input: DeclineSigning): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await declineIn(tx, context, input)
    if (!document) return
    await tellCompany(tx, context, document, {
      did: `declined to sign the ${KIND_LABELS[document.kind].toLowerCase()}`,
      paragraphs: [
        `Why: “${input.reason}”`,
        'Nothing more is signed of this version. Mark it as draft, change it, and send it again.',
      ],
    })
  })

/** The customer wants to sign on paper (`askForPaperIn`). @throws UserError as that does */
export const askForPaper = (context: LinkContext, input: ReadToSign): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await askForPaperIn(tx, context, input)
    if (!document) return
    await tellCompany(tx, context, document, {
      did: `wants to sign the ${KIND_LABELS[document.kind].toLowerCase()} on paper`,
      paragraphs: [
        'Print the PDF, have it signed by hand, then mark it as signed. Until then they can still sign it on their page.',
      ],
    })
  })

/** The customer takes back their consent to sign electronically (`withdrawIn`). @throws UserError as that does */
export const withdrawConsent = (context: LinkContext, input: ReadToSign): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await withdrawIn(tx, context, input)
    if (!document) return
    await tellCompany(tx, context, document, {
      did: 'no longer agrees to sign electronically',
      paragraphs: [
        'What they have signed stays signed. For what they haven’t, bring them paper, or let them agree on their page again.',
      ],
    })
  })
