import 'server-only'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with the library's defaults, which follow OWASP's advice (19 MiB, two passes). */
export const hashPassword = (password: string): Promise<string> => hash(password)

// Checked where there is no user, so that the time taken doesn't tell whether there is one.
let nobody: Promise<string> | undefined

/** Tells whether a password is the one of a hash, in the same time whether there is one. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const right = await verify(passwordHash ?? (await nobody), password)
  return right && passwordHash !== undefined
}
