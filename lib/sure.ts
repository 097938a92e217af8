import { z } from 'zod'

/** What somebody was asked and has agreed to, sent back as it was asked: null before. Nothing of it is kept. */
export const sure = z.string().max(5_000).nullable()
