import { describe, expect, it } from 'vitest'
import { open, seal } from './vault'

const ORG = '0190a5c0-0000-7000-8000-000000000001'
const OTHER = '0190a5c0-0000-7000-8000-000000000002'

describe('the vault', () => {
  it('opens what it sealed, and nothing readable is in between', () => {
    const sealed = seal(ORG, 'sandbox-key')
    expect(open(ORG, sealed)).toBe('sandbox-key')
    expect(sealed).not.toContain('sandbox-key')
    expect(seal(ORG, 'sandbox-key')).not.toBe(sealed)
  })

  it('does not open for another organization, nor after a change', () => {
    const sealed = seal(ORG, 'sandbox-key')
    expect(() => open(OTHER, sealed)).toThrow('unable to authenticate')
    for (const at of [-30, -2]) {
      const other = sealed.at(at) === 'A' ? 'B' : 'A'
      expect(() => open(ORG, sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow('unable to authenticate')
    }
    // A shorter tag would be easier to guess.
    const [version, nonce, tag = ''] = seal(ORG, '').split('.')
    expect(() => open(ORG, [version, nonce, tag.slice(0, 6)].join('.'))).toThrow('Invalid authentication tag length')
    expect(() => open(ORG, sealed.replace('v1.', 'v9.'))).toThrow('VAULT_KEYS')
  })
})
