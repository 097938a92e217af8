import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { CONSENT_TEXTS, consentWords } from './consent-text'

// Consents name the version that was read, under its hash: a text that is changed would change what people agreed to.
const KEPT: Record<number, string> = {
  1: 'cb3b81cce5ac17ccc65b15258e29db55ca2beb4433c69b5aa404864b5fd5bb85',
  2: '820d0e2c2a7f95cab6d00f72e7dc07d1d0327f8da20f566f151fce81cd864f3f',
  3: '0a221c0324212ee09fc8311de3fd1aaadcf6e75ba0cb7bbc1cfc5908ddcafd6d',
}

it('a text stays as it is, with the six points of 15 USC 7001(c)', () => {
  expect(CONSENT_TEXTS.map(({ version }) => version)).toEqual(Object.keys(KEPT).map(Number))
  for (const text of CONSENT_TEXTS) {
    expect(text.points).toHaveLength(6)
    expect(createHash('sha256').update(consentWords(text)).digest('hex')).toBe(KEPT[text.version])
  }
})
