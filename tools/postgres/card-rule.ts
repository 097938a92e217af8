import type pg from 'pg'

/**
 * Counts the wordings of what is a card number (lib/card-in-text.ts). After a wider one, all stored texts are swept
 * again, once (scripts/mask-cards/main.ts).
 */
export const CARD_RULE = 2

/** Does work with the rows that belong to no organization: row-level security binds an owner that is no superuser. */
export async function asSystem<T>(owner: pg.Client, work: () => Promise<T>): Promise<T> {
  await owner.query(`select set_config('app.system', 'on', false)`)
  try {
    return await work()
  } finally {
    await owner.query(`select set_config('app.system', '', false)`)
  }
}

/** Tells whether the stored texts were swept by the rule as it is. */
export async function isSwept(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await asSystem(owner, () =>
    owner.query('select 1 from public.card_number_sweep where rule = $1', [CARD_RULE]),
  )
  return Boolean(rowCount)
}
