import { formatPhone } from '@/lib/contact'

// A suspended organization: nobody opens it or takes money until staff resume it. Where that is held: readForMember
// (lib/db.ts), getOrgContext, and may_still_send right before a charge. The worker goes on reconciling. Pure.

export type SuspendedWords = {
  title: string
  /** What that means, and whom to call. */
  sentence: string
}

/** What its members read. `SUPPORT_CONTACT` is whom they call. */
export function suspendedWords(
  name: string,
  { SUPPORT_CONTACT }: { SUPPORT_CONTACT?: string | undefined },
): SuspendedWords {
  const whom = SUPPORT_CONTACT
    ? `Contact Plumbline at ${SUPPORT_CONTACT}`
    : 'Ask whoever runs Plumbline for your company'
  return {
    title: `${name} is suspended`,
    sentence: `${name} is suspended in Plumbline, so nobody can open it or take payments. ${whom} to have it resumed.`,
  }
}

type Company = { name: string; phone: string | null; email: string | null }

/** What its customers read: whom to call about their job is the company, not Plumbline. */
export function customerSuspendedWords({ name, phone, email }: Company): SuspendedWords {
  const how = [phone && `call ${formatPhone(phone)}`, email && `write to ${email}`].filter(Boolean).join(' or ')
  return {
    title: 'This page isn’t available right now',
    sentence: `${name} can’t take payments or signatures here at the moment. For anything about your job, ${how || `contact ${name}`}.`,
  }
}
