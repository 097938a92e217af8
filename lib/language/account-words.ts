import type { Words } from './say'

/**
 * A card's or bank account's label as somebody reads it: "First Bank checking" is "First Bank, cuenta de cheques" in
 * Spanish. A card's brand is a name.
 */
export function accountIn({ language, say }: Words, label: string): string {
  if (language === 'en') return label
  const [, bank, kind] = /^(.+) (checking|savings)$/.exec(label) ?? []
  if (bank === undefined) return label
  return kind === 'checking' ? say('{bank} checking', { bank }) : say('{bank} savings', { bank })
}
