import { randomUUID } from 'node:crypto'
import { consentTextIn } from '@/lib/signing/consent-text'

// Who calls which server action: all but those of a company's members, which action-rules.ts has.

/** Actions without an answer of ours: who is signed in. */
export const SIGNING_IN = [
  ...['signInAction', 'signOutAction'],
  ...['giveSecondStepAction', 'beginPasskeySignInAction', 'passkeySignInAction'],
]

/** Actions of a person's own account, whatever their role. */
export const OWN_ACTIONS = [
  'changeEmailAction',
  'changeNameAction',
  'changePasswordAction',
  'endOtherSessionsAction',
  'endSessionAction',
  'givePasswordAction',
  'joinAction',
  ...['giveSecondStepAgainAction', 'passkeyAgainAction', 'beginAuthenticatorAction', 'confirmAuthenticatorAction'],
  ...['removeAuthenticatorAction', 'beginPasskeyAction', 'addPasskeyAction', 'removePasskeyAction'],
  'renewRecoveryCodesAction',
]

/** Actions for whoever has a one-time link, or no password: nobody has to be signed in. */
export const OUTSIDE_ACTIONS = [
  ...['confirmEmailAction', 'forgotPasswordAction', 'openLinkAction', 'setPasswordAction', 'signUpAction'],
]

/** Actions of our staff. Nobody else's call gets as far as its input. */
export const STAFF_ACTIONS = ['createOrgAction', 'inviteOwnerAction', 'suspendOrgAction', 'resumeOrgAction']

/** What a card payment is, but for whose it is. */
export const CARD = {
  ...{ amount: '1.00', method: 'card', confirmedRepeatOf: null },
  ...{ cardNumber: '4111 1111 1111 1111', expiry: '12 / 35', securityCode: '996', billingZip: '80202' },
  ...{ routingNumber: '', accountNumber: '', accountType: 'checking', bankName: '' },
  ...{ savedAccountId: '', payerName: 'Ann Lee', saveAccount: false, receiptEmail: '' },
}

/** The version that a customer read, and as whom they sign. */
const read = () => ({ documentId: randomUUID(), versionNumber: 1, sha256: 'a'.repeat(64) })
const readToSign = () => ({ ...read(), signerId: randomUUID() })

/** Actions of customers at their links, with an input that each takes. */
export const LINK_ACTIONS: Record<string, () => object> = {
  chooseLanguageAction: () => ({ language: 'es' }),
  noteViewedAction: read,
  acceptProposalAction: () => ({ ...read(), choices: { options: [], lines: [] }, totalCents: 5_000_000 }),
  declineProposalAction: () => ({ ...read(), reason: 'We chose somebody else.' }),
  askAboutAction: () => ({ ...read(), question: 'When?', questionId: randomUUID() }),
  consentAction: () => ({ ...readToSign(), textVersion: consentTextIn('en').version, openedSample: true }),
  withdrawConsentAction: readToSign,
  askForPaperAction: readToSign,
  removeOwnAccountAction: () => ({ accountId: randomUUID() }),
  updateOwnCardAction: () => ({ accountId: randomUUID(), expiry: '04 / 36', billingZip: '' }),
  signPaperAction: () => ({ ...readToSign(), mark: { kind: 'typed', text: 'Ann Lee' }, screen: '390 × 844' }),
  cancelPaperAction: () => ({ ...read(), reason: '' }),
  declineSigningAction: () => ({ ...readToSign(), reason: 'Not yet.' }),
  loadCustomerPaymentFormAction: () => ({}),
  makeCustomerPaymentAction: () => ({ ...CARD, paymentId: randomUUID(), seenOwedCents: 5_000_000 }),
}
