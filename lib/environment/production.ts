// What is right on a developer's machine, and refused where cards of people are charged. Pure: judged before anything is
// started. Each rule gets only variables that are right by themselves.
import path from 'node:path'
import { isInClear } from './addresses'
import { databasePassword, databaseTlsProblem } from './database'
import { canHaveMailbox, mailPassword } from './mail'
import type { VariableProblem } from './problem'
import { MAKE_ONE, type NamedSecret, repeated, weaknessOfKey, weaknessOfText } from './secrets'
import { slips } from './typos'
import { readAuthSecrets, readVaultKeys } from './vault-keys'

type Valid = NodeJS.Dict<string>
type Problem = VariableProblem | null

/** From the one that makes the others. */
const CONNECTIONS = ['DATABASE_URL', 'APP_DATABASE_URL', 'WORKER_DATABASE_URL'] as const

const signing = ({ AUTH_SECRET }: Valid) => (AUTH_SECRET ? readAuthSecrets(AUTH_SECRET) : [])
const sealing = ({ VAULT_KEYS }: Valid) => [...(VAULT_KEYS ? readVaultKeys(VAULT_KEYS) : [])]
/** "The second one": which of several, where there are several. */
const which = (at: number, of: number) => (of > 1 ? `number ${at + 1} ` : '')

function weakSecrets(valid: Valid): Problem[] {
  const secrets = signing(valid)
  const keys = sealing(valid)
  return [
    ...secrets.map((secret, at) => {
      const why = weaknessOfText(secret)
      return (
        why && { name: 'AUTH_SECRET', message: `${which(at, secrets.length)}${why}, so it can be guessed. ${MAKE_ONE}` }
      )
    }),
    ...keys.map(([version, key]) => {
      const why = weaknessOfKey(key)
      return (
        why && {
          name: 'VAULT_KEYS',
          message: `has a key (${version}) that ${why}, so it can be guessed. ${MAKE_ONE}. What it sealed, the PaySimple credentials, is entered again then`,
        }
      )
    }),
  ].map((problem) => problem || null)
}

function repeatedSecrets(valid: Valid): Problem[] {
  const secrets: NamedSecret[] = [
    // First what can't be changed without losing what it sealed.
    ...sealing(valid).map(([, key]) => ({ name: 'VAULT_KEYS', secret: key.toString('base64') })),
    ...signing(valid).map((secret) => ({ name: 'AUTH_SECRET', secret })),
    ...CONNECTIONS.map((name) => ({ name, secret: databasePassword(valid[name] ?? '') })),
    { name: 'SMTP_URL', secret: mailPassword(valid.SMTP_URL ?? '') },
    { name: 'FILES_SECRET', secret: valid.FILES_SECRET ?? '' },
    { name: 'SEAL_P12_PASSWORD', secret: valid.SEAL_P12_PASSWORD ?? '' },
  ]
  return repeated(secrets.filter(({ secret }) => secret)).map(({ name, same }) => ({
    name,
    message:
      name === same
        ? `has the same secret twice. ${MAKE_ONE}`
        : `has the same secret as ${same}. Whoever learns one must not have the other: give it one of its own`,
  }))
}

function clearConnections(valid: Valid): Problem[] {
  return CONNECTIONS.map((name) => {
    const address = valid[name]
    const message = address && databaseTlsProblem(address, valid)
    return message ? { name, message } : null
  })
}

function address({ APP_URL }: Valid): Problem {
  if (!APP_URL || !isInClear(APP_URL)) return null
  return {
    name: 'APP_URL',
    message: 'must begin with https://, because card numbers travel there. Without, anybody on the way could read them',
  }
}

function sender({ APP_URL, MAIL_FROM, SMTP_URL }: Valid): Problem {
  if (MAIL_FROM || !SMTP_URL || !APP_URL || canHaveMailbox(new URL(APP_URL).hostname)) return null
  return { name: 'MAIL_FROM', message: 'must be set: the host of APP_URL can’t have a mailbox that receipts come from' }
}

/** A release is replaced by the next one, and what lies in it goes with it. */
const places = ({ FILES_DIR, SEAL_P12_FILE }: Valid): Problem[] => [
  FILES_DIR && !path.isAbsolute(FILES_DIR)
    ? { name: 'FILES_DIR', message: 'must be the whole path of a folder, such as /var/lib/plumbline/files' }
    : null,
  SEAL_P12_FILE && !path.isAbsolute(SEAL_P12_FILE)
    ? { name: 'SEAL_P12_FILE', message: 'must be the whole path of a file, such as /etc/plumbline/seal.p12' }
    : null,
]

function clock({ CLOCK_AHEAD_SECONDS }: Valid): Problem {
  if (!Number(CLOCK_AHEAD_SECONDS)) return null
  return { name: 'CLOCK_AHEAD_SECONDS', message: 'is for tests. Unset it' }
}

/**
 * Returns what keeps a production installation from starting, beyond what is wrong anywhere.
 * @param valid the variables that are set and right by themselves, those that aren't ours included
 * @param ours the names of ours
 */
export function productionProblems(valid: Valid, ours: readonly string[]): VariableProblem[] {
  return [
    address(valid),
    ...weakSecrets(valid),
    ...repeatedSecrets(valid),
    ...clearConnections(valid),
    sender(valid),
    ...places(valid),
    clock(valid),
    ...slips(valid, ours).map(({ name, meant }) => ({
      name,
      message: `isn't a variable of Plumbline, and ${meant} isn't set. Rename it to ${meant}, or unset it`,
    })),
  ].filter((problem) => problem !== null)
}
