/** Billing and shipping addresses (PS-021). */
import type { Fields } from '../http/fields.ts'
import type { Address } from '../store/rows.ts'

/** States, the District of Columbia, territories and armed forces of the US; provinces and territories of Canada. */
export const STATE_CODES = new Set(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
  PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP
  AB BC MB NB NL NS NT NU ON PE QC SK YT`.split(/\s+/),
)

export function readAddress(fields: Fields): Address {
  return {
    StreetAddress1: fields.requiredText('StreetAddress1', { max: 250 }),
    StreetAddress2: fields.text('StreetAddress2', { max: 250 }),
    City: fields.requiredText('City', { max: 100 }),
    StateCode: fields.text('StateCode', {
      max: 2,
      valid: (code) => STATE_CODES.has(code.toUpperCase()),
      invalid: 'StateCode must be a valid US or Canadian state or territory code.',
    }),
    ZipCode: fields.requiredText('ZipCode', { max: 10 }),
    Country: fields.text('Country', { max: 3 }) || 'US',
  }
}
