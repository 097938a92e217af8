// Above which amounts somebody is asked for the password again. Pure.

/** Who takes payments, as far as amounts go. */
export type Taker = 'contractor' | 'manager'

/** Above these cents the password is asked for again. `day` is the sum of one member within a day. */
export const PASSWORD_ABOVE = {
  contractor: { payment: 2_500_000, day: 10_000_000 },
  manager: { payment: 5_000_000, day: 25_000_000 },
  /** A document that is still a draft sets the job's price. */
  draft: 1_000_000,
  /** A saved card or bank account pays on another job than the one it was saved on. */
  elsewhere: 500_000,
} as const

/** Who an owner or admin is, is theirs to say with more money. */
export const takerOf = (role: string): Taker => (role === 'owner' || role === 'admin' ? 'manager' : 'contractor')
