import { z } from 'zod'
import { text } from '@/lib/contact'
import { editShape } from '@/lib/edits'
import { formatPercent, parsePercent } from '@/lib/percent'

// A company's tax rates, as they are typed. Pure.

/** As many as a document can have (lib/documents/sums/contract.ts). */
export const MAX_TAX_RATES = 20

const shape = {
  name: text()
    .overwrite((typed) => typed.replace(/\s+/g, ' '))
    .min(1, 'Enter a name, like Denver sales tax.')
    .max(60, 'A name can have at most 60 characters.'),
  /** → thousandths of a percent: "8.875%" is 8875. */
  rate: text().transform((typed, ctx) => {
    const thousandths = parsePercent(typed)
    if (thousandths !== null) return thousandths
    const message = 'Enter a rate from 0 to 100 with at most three decimals, like 8.875%.'
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  }),
}

/** The page makes `id`, so that the same form sent twice makes one rate. */
export const addTaxRateSchema = z.object({ ...shape, id: z.uuid() })
export const updateTaxRateSchema = z.object({ ...shape, id: z.uuid(), ...editShape })
export const defaultTaxRateSchema = z.object({ id: z.uuid(), isDefault: z.boolean() })
export const removeTaxRateSchema = z.object({ id: z.uuid(), version: editShape.version })

export type TaxRateInput = { name: string; rate: number }

/** "Denver sales tax, 8.81%" */
export const taxRateWords = ({ name, rateThousandths }: { name: string; rateThousandths: number }): string =>
  `${name}, ${formatPercent(rateThousandths)}`
