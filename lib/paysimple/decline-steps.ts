// What to do next after each kind of decline, apart from its words: a browser that has the words already needs no more.

/**
 * The best next step: type it again, use another card, use a bank account, have the customer call the bank, call
 * PaySimple, or wait.
 */
export type NextStep = 're_key' | 'other_card' | 'bank_account' | 'call_bank' | 'contact_paysimple' | 'try_later'

export const STEPS = {
  declined: 'other_card',
  hold: 'other_card',
  call_bank: 'call_bank',
  card_number: 're_key',
  expired: 're_key',
  security_code: 're_key',
  address: 're_key',
  details: 're_key',
  amount: 're_key',
  pin: 'other_card',
  check_failed: 'other_card',
  funds: 'other_card',
  limit: 'bank_account',
  no_account: 'other_card',
  not_allowed: 'other_card',
  stopped: 'other_card',
  routing_number: 're_key',
  account_number: 're_key',
  bank_details: 're_key',
  account_declined: 'other_card',
  merchant_limit: 'contact_paysimple',
  setup: 'contact_paysimple',
  contact: 'contact_paysimple',
  duplicate: 'try_later',
  bank_down: 'try_later',
  processor_down: 'try_later',
  processor_error: 'try_later',
} as const satisfies Record<string, NextStep>
