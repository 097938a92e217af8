// What variables that Node itself reads do to a process that handles cards. Pure: judged before anything is started.
import type { VariableProblem } from './problem'

/** Options of Node that weaken TLS, write what is in memory to disk, or let others look into it. */
const WEAKENING: [RegExp, string][] = [
  [/^--tls-min-v1\.[01]$/, 'allows TLS that is broken'],
  [/^--tls-max-v1\.[01]$/, 'allows TLS that is broken'],
  [/^--tls-cipher-list$/, 'allows TLS that is broken'],
  [/^--(openssl-legacy-provider|openssl-config)$/, 'allows TLS that is broken'],
  [/^--tls-keylog$/, 'writes the keys of TLS to a file'],
  [/^--trace-tls$/, 'prints what TLS carries'],
  [/^--insecure-http-parser$/, 'lets requests be smuggled'],
  [/^--inspect(-brk|-wait|-port)?$/, 'lets others look into memory, card numbers included'],
  [/^--(heapsnapshot|heap-prof|report|abort-on-uncaught)/, 'writes memory to disk, card numbers included'],
]

/** The options in NODE_OPTIONS, as Node reads them: parts in quotes, `_` for `-`, the value after `=` or a space. */
const optionsIn = (text: string) =>
  (text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map((part) =>
    (part.replaceAll('"', '').split('=')[0] ?? '').replaceAll('_', '-').toLowerCase(),
  )

/** Returns what of it switches off the checks that cards and secrets rely on, or shows them to others. */
export function processProblems(given: NodeJS.Dict<string>): VariableProblem[] {
  const problems: VariableProblem[] = []
  const rejects = given.NODE_TLS_REJECT_UNAUTHORIZED
  if (rejects !== undefined && rejects !== '1')
    problems.push({
      name: 'NODE_TLS_REJECT_UNAUTHORIZED',
      message:
        'switches off the check of certificates. Unset it, and name an authority of your own in NODE_EXTRA_CA_CERTS',
    })
  if (given.OPENSSL_CONF) problems.push({ name: 'OPENSSL_CONF', message: 'can allow TLS that is broken. Unset it' })
  if (given.NODE_DEBUG)
    problems.push({ name: 'NODE_DEBUG', message: 'prints what requests carry, card numbers included. Unset it' })
  for (const option of optionsIn(given.NODE_OPTIONS ?? '')) {
    const [, why] = WEAKENING.find(([pattern]) => pattern.test(option)) ?? []
    if (why) problems.push({ name: 'NODE_OPTIONS', message: `has ${option}, which ${why}. Take it out` })
  }
  return problems
}
