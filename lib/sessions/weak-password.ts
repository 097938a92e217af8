import 'server-only'
import { passwordProblem } from './password-rule'

/** Guesses that the cheapest way to a password takes, as a power of ten: what an offline attack has in a day or two. */
const FEWEST_GUESSES_LOG10 = 10

/**
 * Of a long password its beginning is looked at: where that is hard to guess, all of it is. All of 200 characters, each of
 * which stands for several letters, would take a core for seconds, in the process that takes payments.
 */
const LOOKED_AT = 32
/** In how many ways digits and signs are read as letters at most. */
const READINGS = 10

type Check = (password: string, ofPerson: string[]) => { guessesLog10: number }
let check: Promise<Check> | undefined

/** 40,000 common passwords, names and words. Loaded with the first password that somebody sets: few processes need it. */
async function loadCheck(): Promise<Check> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const factory = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: READINGS,
  })
  return (password, ofPerson) => factory.check(password, ofPerson)
}

/**
 * Why this can't be somebody's new password, in words; null where it can. Beside our own rule (password-rule.ts) it knows
 * what people choose and what has leaked, also in parts, turned around and with 3 for E.
 */
export async function newPasswordProblem(
  password: string,
  who: { name: string; email: string },
): Promise<string | null> {
  const problem = passwordProblem(password, who)
  if (problem) return problem
  check ??= loadCheck()
  const { guessesLog10 } = (await check)(password, [who.name, who.email, ...who.email.split(/[@.]/)])
  if (guessesLog10 >= FEWEST_GUESSES_LOG10) return null
  return 'Many people use this or something close to it, so it’s among the first to be tried. Choose another one.'
}
