// What is shown of a request or an answer: everything but what identifies a card, a bank account or a key.

const CARD_RUN = /\d(?:[ -]?\d){12,18}/g
const WHOLE = new Set(['creditcardnumber', 'accountnumber'])

const lastFour = (text: string) => `${'*'.repeat(Math.max(0, text.length - 4))}${text.slice(-4)}`

export type Redact = (text: string) => string

/**
 * Makes the function that every text passes on its way to a person.
 * @param secrets texts that are left out wherever they stand, the API key among them
 * @param numbers account numbers, of which the last four digits stay
 */
export function createRedact(secrets: readonly string[], numbers: readonly string[]): Redact {
  const plain = (text: string) => {
    let shown = text.replace(/signature\s*=\s*[^\s;,"]+/gi, 'signature=(left out)')
    for (const secret of secrets) if (secret) shown = shown.replaceAll(secret, '(left out)')
    for (const number of numbers) shown = shown.replaceAll(number, lastFour(number))
    return shown.replace(CARD_RUN, (run) => lastFour(run.replace(/\D/g, '')))
  }
  const value = (name: string, member: unknown): unknown => {
    const key = name.toLowerCase()
    const given = member !== null && member !== undefined && member !== ''
    if (key === 'cvv' && given) return '***'
    if (WHOLE.has(key) && given && typeof member !== 'object') return lastFour(String(member))
    if (typeof member === 'string') return plain(member)
    if (Array.isArray(member)) return member.map((entry) => value(name, entry))
    if (typeof member === 'object' && member !== null)
      return Object.fromEntries(Object.entries(member).map(([inner, entry]) => [inner, value(inner, entry)]))
    if (typeof member === 'number' && String(member).replace(/\D/g, '').length > 12) return plain(String(member))
    return member
  }
  return (text) => {
    try {
      return JSON.stringify(value('', JSON.parse(text)), null, 2)
    } catch {
      return plain(text)
    }
  }
}
