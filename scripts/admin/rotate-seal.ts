import { Problem } from '../../tools/process/problem'
import { type Command, note } from './command'

/** Makes another key that seals papers, while the app and its workers run. */
export const rotateSeal: Command = {
  usage: '',
  about:
    'Makes another key that seals signed papers, and erases the one before. What that one sealed is known as before, by its certificate.',
  options: {},
  asApp: true,
  async run() {
    if (process.env.SEAL_P12_FILE)
      throw new Problem(
        'Papers are sealed with the key in SEAL_P12_FILE here, so nothing was rotated. For another key put another file in its place.',
      )
    const [{ rotateOwnKey }, { now }] = [await import('@/lib/seal/own-key'), await import('@/lib/dates')]
    const { fingerprint256, validTo } = await rotateOwnKey(now(), (tx, sha256) =>
      note(tx, { event: 'seal_rotated', detail: `Certificate ${sha256}` }),
    )
    console.log(
      `A new key seals papers from now on. Its certificate holds until ${validTo}:\n  SHA-256 ${fingerprint256}`,
    )
    return 0
  },
}
