import { table } from './failure-code-table'

// The codes of the four processors of bank payments, in the order of the document's tables.

export const FORTE = table([
  ['4014', 'invalid card number', 're_enter'],
  ['4501', 'invalid routing number', 're_enter', { mockCents: 999_907 }],
  ['4502', 'above merchant transaction limit', 'contact_support', { mockCents: 999_905 }],
  ['4503', 'above merchant monthly limit', null, { mockCents: 999_903 }],
  ['4504', 'above merchant daily limit', 'contact_support', { mockCents: 999_901 }],
  ['4506', 'duplicate', 'contact_support', { mockCents: 999_904 }],
  ['4507', 'account known to fail', 'other_method', { mockCents: 999_902 }],
  ['4508', 'merchant not live', 'contact_support', { mockCents: 999_911 }],
  ['4509', 'invalid field value', 're_enter_amount', { mockCents: 999_910 }],
  ['4510', 'invalid merchant id or password', 'contact_support', { mockCents: 999_906 }],
  ['4511', 'invalid routing or account number', 're_enter', { mockCents: 999_909 }],
  ['7000', 'processor unavailable', 'try_later', { mockCents: 999_908 }],
])

export const PAYLIANCE = table([
  ['4502', 'above merchant transaction limit', 'contact_support'],
  ['4504', 'above merchant transaction limit', 'contact_support'],
  ['4510', 'invalid merchant id or password', 'contact_support'],
  ['4513', 'invalid routing number', 're_enter'],
  ['4516', 'entry class not authorized', 'contact_support'],
])

export const PROFIT_STARS = table([
  ['4505', 'above velocity amount', null, { mockCents: 999_904 }],
  ['4506', 'duplicate', 'contact_support'],
  ['4513', 'invalid routing number', 're_enter', { mockCents: 999_902 }],
  ['4517', 'not subscribed', 'contact_support', { mockCents: 999_903 }],
  ['7000', 'processor unavailable', 'try_later', { mockCents: 999_901 }],
])

export const VERICHECK = table([
  ['4055', 'invalid PIN', 're_enter_pin'],
  ['4502', 'above merchant transaction limit', 'contact_support', { mockCents: 999_908 }],
  ['4506', 'duplicate', 'contact_support', { mockCents: 999_901 }],
  ['4510', 'invalid merchant id or password', 'contact_support'],
  ['4511', 'invalid routing or account number', 're_enter'],
  ['4512', 'invalid account number', 're_enter', { mockCents: 999_906 }],
  ['4513', 'invalid routing number', 're_enter', { mockCents: 999_905 }],
  ['4514', 'federal id differs', 'contact_support'],
  ['4515', 'inactive merchant', 'contact_support'],
])
