import type { FailureCode } from './failure-code-table'
import { FORTE, PAYLIANCE, PROFIT_STARS, VERICHECK } from './failure-codes-ach'
import { GLOBAL, TSYS } from './failure-codes-card'

/** The failure codes of all processors behind PaySimple, as its document lists them (PS-083). */
export const FAILURE_CODES = {
  TSYS,
  Global: GLOBAL,
  Forte: FORTE,
  Payliance: PAYLIANCE,
  ProfitStars: PROFIT_STARS,
  Vericheck: VERICHECK,
} as const satisfies Record<string, readonly FailureCode[]>

/** TSYS and Global process cards, the others bank accounts. */
export type Processor = keyof typeof FAILURE_CODES

/** Returns a code's lines, of one processor or of all. A code can have several, or none if it's unknown. */
export const linesOf = (code: string, processor?: Processor): FailureCode[] =>
  (processor ? [FAILURE_CODES[processor]] : Object.values(FAILURE_CODES)).flatMap((lines) =>
    lines.filter((line) => line.code === code),
  )
