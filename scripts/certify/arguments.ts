import { parseArgs } from 'node:util'
import { Problem } from '../../tools/process/problem'
import type { Kind } from './document'

/** Where the exercises are done: a sandbox process of our own, or an endpoint that others share. */
export type Target = { kind: 'own sandbox' } | { kind: 'endpoint'; baseUrl: string; user: string; apiKey: string }
export type Arguments = { target: Target; skip: Kind[]; screens: boolean; fresh: boolean }

const ENDPOINTS = { production: 'https://api.paysimple.com', sandbox: 'https://sandbox-api.paysimple.com' } as const
const OPTIONS = {
  endpoint: { type: 'string' },
  user: { type: 'string' },
  'key-env': { type: 'string' },
  skip: { type: 'string', multiple: true },
  'no-screens': { type: 'boolean' },
  'yes-real-money': { type: 'boolean' },
  fresh: { type: 'boolean' },
} as const

export const USAGE = `npm run certify -- [--skip ach|card] [--no-screens]
npm run certify -- --endpoint sandbox --user APIUser1000 --key-env PAYSIMPLE_KEY

  --endpoint   sandbox or production (PaySimple's own two) or a URL; without it, a sandbox process of its own
  --user       the API user name
  --key-env    the name of the environment variable that holds the API key
  --skip       ach or card: what the account is not enabled for
  --no-screens no screenshots of the app
  --fresh      forget what an earlier run waits for, and start over
  --yes-real-money  needed for production: it moves real money`

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${USAGE}`)
  }
}

/** An endpoint's address. Plain http only where it does not leave the machine. */
function baseUrlOf(endpoint: string): string {
  if (endpoint === 'sandbox' || endpoint === 'production') return ENDPOINTS[endpoint]
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && local)) || url.username || url.password)
    throw new Problem(`--endpoint is "${endpoint}". Give sandbox, production or an https address.`)
  return url.origin
}

/**
 * Reads the command line.
 * @throws {Problem} when something is missing or cannot be meant
 */
export function readArguments(args: string[], variables: NodeJS.Dict<string>): Arguments {
  const given = parse(args)
  const skip = [...new Set(given.skip ?? [])].map((kind) => {
    if (kind === 'ach' || kind === 'card') return kind
    throw new Problem(`--skip is "${kind}". Give ach or card.`)
  })
  const common = { skip, screens: !given['no-screens'], fresh: given.fresh ?? false }
  if (given.endpoint === undefined) {
    if (given.user !== undefined || given['key-env'] !== undefined)
      throw new Problem('--user and --key-env belong to an --endpoint. Without one, a sandbox of its own is used.')
    return { ...common, target: { kind: 'own sandbox' } }
  }
  const baseUrl = baseUrlOf(given.endpoint)
  if (baseUrl === ENDPOINTS.production && !given['yes-real-money'])
    throw new Problem(
      'This is PaySimple’s production endpoint: what is charged there is charged. Certification is done in the sandbox. If you do mean it, add --yes-real-money.',
    )
  const { user, 'key-env': keyName } = given
  if (!user || !keyName) throw new Problem('An --endpoint needs --user NAME and --key-env NAME-OF-A-VARIABLE.')
  const apiKey = variables[keyName]
  if (!apiKey)
    throw new Problem(
      `The environment variable ${keyName} is not set. Put the API key there, never on the command line.`,
    )
  return { ...common, target: { kind: 'endpoint', baseUrl, user, apiKey } }
}
