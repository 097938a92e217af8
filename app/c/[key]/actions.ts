'use server'

import { z } from 'zod'
import { cancelSchema } from '@/lib/canceling/schema'
import { doorAction, linkAction } from '@/lib/customer-links/link-action'
import { setLinkCookie } from '@/lib/customer-links/link-cookie'
import { chooseLanguage, openLink } from '@/lib/customer-links/open-link'
import { languageSchema } from '@/lib/customer-links/schema'
import { acceptProposal, askAbout, declineProposal, noteViewed } from '@/lib/customer-page/answer'
import { cancelPaper } from '@/lib/customer-page/cancel-paper'
import { acceptSchema, askSchema, declineSchema, viewSchema } from '@/lib/customer-page/schema'
import { askForPaper, declinePaper, signPaper, withdrawConsent } from '@/lib/customer-page/sign-paper'
import { UserError } from '@/lib/errors'
import { giveConsent } from '@/lib/signing/consent'
import { consentSchema, declineSigningSchema, readToSignSchema, signSchema } from '@/lib/signing/schema'

const openSchema = languageSchema.extend({ token: z.string().regex(/^[\w-]{43}$/) })

/** A person opens their link: from then on their browser has what opens the page, and the address isn't needed. */
export const openLinkAction = doorAction('openLink', openSchema, async ({ source }, { token, language }) => {
  const opened = await openLink(token, source, language)
  if (!opened) throw new UserError('This link no longer works. Ask your contractor for a new one.')
  const { id } = opened.context.link
  await setLinkCookie(id, opened.cookie)
  return { linkId: id }
})

export const chooseLanguageAction = linkAction('chooseLanguage', languageSchema, chooseLanguage)
export const noteViewedAction = linkAction('noteViewed', viewSchema, noteViewed)
export const acceptProposalAction = linkAction('acceptProposal', acceptSchema, acceptProposal)
export const declineProposalAction = linkAction('declineProposal', declineSchema, declineProposal)
export const askAboutAction = linkAction('askAbout', askSchema, askAbout)
export const consentAction = linkAction('consent', consentSchema, giveConsent)
export const withdrawConsentAction = linkAction('withdrawConsent', readToSignSchema, withdrawConsent)
export const askForPaperAction = linkAction('askForPaper', readToSignSchema, askForPaper)
export const signPaperAction = linkAction('signPaper', signSchema, signPaper)
export const declineSigningAction = linkAction('declineSigning', declineSigningSchema, declinePaper)
export const cancelPaperAction = linkAction('cancelPaper', cancelSchema, cancelPaper)
