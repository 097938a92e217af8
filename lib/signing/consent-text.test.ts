import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { CONSENT_TEXTS, consentWords } from './consent-text'

// Consents name the version that was read, under its hash: a text that is changed would change what people agreed to.
const KEPT: Record<number, string> = {
  1: 'cb3b81cce5ac17ccc65b15258e29db55ca2beb4433c69b5aa404864b5fd5bb85',
  2: '4074c212721060b812e085b77b7aedb94fa99c7f27794ccdb08c4481b4365325',
}

it('a text stays as it is, with the six points of 15 USC 7001(c)', () => {
  expect(CONSENT_TEXTS.map(({ version }) => version)).toEqual(Object.keys(KEPT).map(Number))
  for (const text of CONSENT_TEXTS) {
    expect(text.points).toHaveLength(6)
    expect(createHash('sha256').update(consentWords(text)).digest('hex')).toBe(KEPT[text.version])
  }
})
