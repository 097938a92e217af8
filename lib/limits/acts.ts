import type { LimitName } from './table'

// Which limits each act counts against. Pure.

/** What is done, and which limits it counts against. */
export const ACTS = {
  payment: [
    ...(['card_declines', 'card_tries', 'member_tries', 'member_declines', 'job_tries', 'job_declines'] as const),
    ...(['member_new_cards_hour', 'member_new_cards_day', 'job_cards', 'address_tries', 'address_declines'] as const),
    ...(['company_tries', 'company_declines'] as const),
    ...(['job_inboxes', 'member_inboxes_hour', 'member_inboxes_day', 'inbox_emails'] as const),
  ],
  'customer payment': [
    ...(['card_declines', 'card_tries', 'link_tries', 'link_declines', 'link_cards'] as const),
    ...(['job_tries', 'job_declines', 'job_cards'] as const),
    ...(['customers_address_retries', 'customers_company_retries', 'link_inboxes', 'inbox_emails'] as const),
  ],
  'recorded receipt': ['job_inboxes', 'member_inboxes_hour', 'member_inboxes_day', 'inbox_emails'],
  reversal: ['member_reversals_hour', 'member_reversals_day'],
  'account change': ['member_account_changes', 'account_changes'],
  'customer account change': ['link_account_changes', 'account_changes'],
  dialog: ['member_dialogs_hour', 'member_dialogs_day'],
  'customer dialog': ['link_dialogs'],
  check: ['member_checks', 'payment_checks'],
  'test call': ['member_test_calls'],
  'moving test call': [
    ...(['member_test_calls', 'member_moving_calls', 'member_tries', 'address_tries', 'company_tries'] as const),
  ],
  credentials: ['company_credentials'],
  email: ['payment_emails', 'member_emails', 'member_inboxes_hour', 'member_inboxes_day', 'inbox_emails'],
  'link email': ['job_links', 'member_emails', 'member_inboxes_hour', 'member_inboxes_day', 'inbox_emails'],
  'link opening': ['link_openings'],
  question: ['link_questions'],
  'customer PDF': ['link_pdfs'],
  'link stream': ['link_streams', 'address_streams'],
  invitation: ['member_invitations', 'company_invitations', 'inbox_invitations'],
  logo: ['company_logos'],
  photo: ['job_photos', 'member_photos', 'company_photos'],
  'price import': ['member_price_imports'],
  export: ['member_exports_hour', 'member_exports_day'],
  search: ['member_searches'],
  stream: ['member_streams', 'address_streams'],
} as const satisfies Record<string, readonly LimitName[]>

export type Act = keyof typeof ACTS

/** What a decline counts against once it is known, by who paid. */
export const OF_DECLINES = {
  member: ['member_declines', 'job_declines', 'address_declines', 'company_declines'],
  customer: ['link_declines', 'job_declines'],
} as const

/**
 * What counts, and holds up, a customer only where something was declined at their link within the day: whoever pays
 * beside somebody who tries stolen cards, at the same company or address, isn't held up by that.
 */
export const AFTER_A_DECLINE: readonly LimitName[] = ['customers_address_retries', 'customers_company_retries']

/** So many declines of different cards by one member within so many seconds alarm the owners. */
export const BURST = { declines: 5, seconds: 10 * 60 } as const
