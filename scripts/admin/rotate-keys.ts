import { type Command, note } from './command'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Seals every stored secret with the newest key, while the app and its workers run. */
export const rotateKeys: Command = {
  usage: '',
  about:
    'Seals every stored secret again with the newest key of VAULT_KEYS, and says which older keys are still needed.',
  options: {},
  asApp: true,
  async run() {
    const [{ resealSecrets }, { newestKey }] = [await import('@/lib/reseal'), await import('@/lib/vault')]
    const { newest, resealed, failed, stillInUse } = await resealSecrets()
    if (resealed > 0) {
      const { forSystem } = await import('@/lib/db')
      const detail = `${counted(resealed, 'secret', 'secrets')} sealed again with key ${newestKey()}`
      await forSystem((tx) => note(tx, { event: 'keys_rotated', detail }))
    }
    console.log(`${counted(resealed, 'secret', 'secrets')} sealed again. Key ${newestKey()} now seals ${newest}.`)
    for (const { table, orgId, keyVersion } of failed)
      console.error(
        `✗ ${table} of organization ${orgId} can’t be opened: ` +
          (keyVersion === null
            ? 'it isn’t a sealed secret.'
            : `is key ${keyVersion} in VAULT_KEYS, and the right one?`),
      )
    console.log(
      stillInUse.length > 0
        ? `Still needed: key ${stillInUse.join(', ')}. Keep ${stillInUse.length === 1 ? 'it' : 'them'} in VAULT_KEYS and run this again.`
        : 'No older key is needed. You can take the older keys out of VAULT_KEYS and restart the app and its workers.',
    )
    return failed.length > 0 ? 1 : 0
  },
}
