// The keys that seal secrets, as VAULT_KEYS has them: `1:<base64 of 32 bytes>,2:…`. The highest seals, all of them open.

const PART = /^([1-9]\d{0,8}):([\w+/-]{43}=?)$/

/** The parts of a list with commas between, without spaces around them. */
const partsOf = (text: string) => text.split(',').map((part) => part.trim())

/** Returns what is wrong with the text of VAULT_KEYS, or null. Never quotes it. */
export function vaultKeysProblem(text: string): string | null {
  const versions = new Set<string>()
  for (const [at, part] of partsOf(text).entries()) {
    const [, version = '', material] = PART.exec(part) ?? []
    if (!material)
      return `must be VERSION:KEY, such as 1: and then what this prints: openssl rand -base64 32. Several go with commas between; number ${at + 1} isn't like that`
    if (versions.has(version)) return `has the version ${version} twice. Give the newer key the next number`
    versions.add(version)
  }
  return null
}

/** Reads the keys by version. @param text one that `vaultKeysProblem` accepts */
export function readVaultKeys(text: string): Map<number, Buffer> {
  return new Map(
    partsOf(text).map((part) => {
      const [version = '', material = ''] = part.split(':')
      return [Number(version), Buffer.from(material, 'base64')]
    }),
  )
}

/** The secrets that AUTH_SECRET has: the newest signs, and all of them are read. */
export const readAuthSecrets = partsOf
