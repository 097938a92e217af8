import { z } from 'zod'

// What a new password has to be, as NIST SP 800-63B-4 has it: long where it is the only proof of who somebody is, of
// any characters, and none that guessers try first. Pure.

/** In characters. */
export const SHORTEST_PASSWORD = 15
const LONGEST = 200

/** What guessers try first, and what they put around it. */
const COMMON = [
  ...['password', 'passwort', 'passw0rd', 'letmein', 'welcome', 'iloveyou', 'sunshine', 'princess', 'football'],
  ...['baseball', 'dragon', 'monkey', 'master', 'shadow', 'superman', 'trustno1', 'whatever', 'changeme', 'secret'],
  ...['administrator', 'admin', 'login', 'default', 'qwerty', 'azerty', 'qwertz', 'asdfgh', 'zxcvbn', '1q2w3e4r'],
  ...['abc123', 'contractor', 'roofing', 'payment', 'paysimple', 'plumbline'],
]
/** What fingers and the alphabet have in a row. */
const ROWS = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
/** How much has to be left of a password without all that. */
const OWN_LETTERS = 8
const FEWEST_DIFFERENT = 6

/** The words of a name or an email address that are no secret. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)

/** Without what stands in a row on the keyboard, or is the same again. */
function withoutRows(text: string): string {
  let left = ''
  for (const letter of text) {
    const before = left.at(-1) ?? ''
    const follows = before !== '' && ROWS.some((row) => row.includes(before + letter))
    left = follows || before === letter ? left.slice(0, -1) + letter : left + letter
  }
  return left
}

/** Without the second and later times of what is written again and again: "abcabcabc" is "abc". */
const once = (text: string) => text.replace(/^(.+?)\1+$/u, '$1')

/** Why this can't be somebody's password, in words; null where it can. */
export function passwordProblem(password: string, { name, email }: { name: string; email: string }): string | null {
  if ([...password].length < SHORTEST_PASSWORD)
    return `Use at least ${SHORTEST_PASSWORD} characters. A few words that don’t go together are easy to remember.`
  if (password.length > LONGEST) return `Use at most ${LONGEST} characters.`
  const typed = password.normalize('NFKC').toLowerCase()
  if (new Set(typed).size < FEWEST_DIFFERENT) return 'This repeats the same few characters. Choose another one.'
  const known = [...wordsOf(name), ...wordsOf(email), ...COMMON].toSorted((one, other) => other.length - one.length)
  const own = known.reduce((left, word) => left.replaceAll(word, ''), typed).replace(/[^\p{L}\p{N}]/gu, '')
  if (withoutRows(once(own)).length >= OWN_LETTERS) return null
  return 'This is easy to guess: it’s mostly your name, your email, or what many people use. Choose another one.'
}

/** A new password, as far as its form can say. The rest, whose it is decides (weak-password.ts). */
export const newPassword = z.string().refine((typed) => [...typed].length >= SHORTEST_PASSWORD, {
  message: `Use at least ${SHORTEST_PASSWORD} characters.`,
})

/** What is asked for to change one's own password. */
export const changePasswordSchema = z.object({
  password: z.string().min(1, 'Enter the password that you sign in with now.').max(1000, 'This is too long.'),
  newPassword,
})
export type ChangePassword = z.output<typeof changePasswordSchema>
