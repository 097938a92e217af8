// How a notice of cancellation comes. Pure, and without what checks a form: a page loads it.

/** How a notice came. `link`: the customer pressed it on their page; the office records the others. */
export const NOTICE_WAYS = { mail: 'By mail', email: 'By email', hand: 'Handed over', other: 'Another way' } as const
export type NoticeWay = 'link' | keyof typeof NOTICE_WAYS
