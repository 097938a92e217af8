import type { Lock } from './production-lock'

type Floor = {
  name: string
  /** The lowest version that may be installed, anywhere in the tree. */
  floor: string
  advisory: string
  /** When it was published: YYYY-MM. */
  published: string
}

/**
 * What may not be older, and why. For where the registry's audit can't be reached; `npm run audit` asks it where it can. A
 * new advisory about a package of ours gets a line here with the update.
 */
export const FLOORS: readonly Floor[] = [
  {
    name: 'next',
    floor: '16.4.5',
    advisory:
      'security release of July 2026 (16.2.11): denial of service, ways around the proxy, SSRF, mixed-up caches',
    published: '2026-07',
  },
  {
    name: 'react',
    floor: '19.3.1',
    advisory: 'GHSA-wx67-qw84-cm4g, CVE-2026-44907 (19.2.8): a request to a server function takes all memory',
    published: '2026-07',
  },
  { name: 'react-dom', floor: '19.3.1', advisory: 'goes with react', published: '2026-07' },
  {
    name: 'nodemailer',
    floor: '9.0.1',
    advisory: 'GHSA-p6gq-j5cr-w38f: a message’s `raw` reads files and addresses although both are switched off',
    published: '2026-06',
  },
  {
    name: 'undici',
    floor: '7.24.0',
    advisory:
      'GHSA-vrm6-8vpv-qv8q, CVE-2026-1526, -1528, -2229: a WebSocket server takes all memory, or ends the process',
    published: '2026-03',
  },
]

const numbersOf = (version: string) => (version.split('-')[0] ?? '').split('.').map(Number)

/** Compares versions by their numbers. A version before a release (1.0.0-beta) is older than the release. */
export function isOlder(version: string, floor: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(floor)]
  for (const at of [0, 1, 2]) if (ours[at] !== theirs[at]) return (ours[at] ?? 0) < (theirs[at] ?? 0)
  return version.includes('-') && !floor.includes('-')
}

/** Says of each package that is older than its floor, wherever it lies, what is wrong with it and what to do. */
export const belowFloors = ({ packages }: Lock): string[] =>
  FLOORS.flatMap(({ name, floor, advisory, published }) =>
    Object.entries(packages)
      .filter(([where]) => where === `node_modules/${name}` || where.endsWith(`/node_modules/${name}`))
      .filter(([, { version = '0.0.0' }]) => isOlder(version, floor))
      .map(
        ([where, { version }]) => `${where} is ${version}. Update it to ${floor} or newer: ${advisory} (${published}).`,
      ),
  )
