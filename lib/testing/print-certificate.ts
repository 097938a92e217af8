import { now } from '@/lib/dates'
import { ownKey } from '@/lib/seal/own-key'

// A program: prints the id of the certificate that seals here, and makes one where there is none.

process.stdout.write(`${(await ownKey(now())).id}\n`)
process.exit(0)
