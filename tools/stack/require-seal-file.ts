import { openP12, P12Problem } from '@/lib/seal/p12'
import { Problem } from '../process/problem'

/**
 * Opens the file whose key is to seal papers, where one is set, so that a wrong one stops the start and not the first paper
 * that everybody has signed. One that has expired doesn't: payments don't need it, and sending a paper is refused.
 * @throws {Problem} when it isn't there, or can't be opened
 */
export async function requireSealFile({ SEAL_P12_FILE, SEAL_P12_PASSWORD = '' }: NodeJS.Dict<string>): Promise<void> {
  if (!SEAL_P12_FILE) return
  await openP12(SEAL_P12_FILE, SEAL_P12_PASSWORD).catch((error: Error) => {
    throw error instanceof P12Problem ? new Problem(`${error.message}. Then start again.`) : error
  })
}
