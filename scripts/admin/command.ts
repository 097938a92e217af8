import { userInfo } from 'node:os'
import type { ParseArgsConfig } from 'node:util'
import type { Prisma } from '@/prisma/generated/client'
import { Problem } from '../../tools/process/problem'

/** One command of `npm run admin`. Each has a file of its own in this folder, and a line in main.ts. */
export type Command = {
  /** What follows its name: "--email ADDRESS". */
  usage: string
  /** What it does, in a sentence or two. */
  about: string
  /** Its options. All of them that take a text have to be given, unless they have a default. */
  options: NonNullable<ParseArgsConfig['options']>
  /** It does its work as the app, and needs no owner's connection. */
  asApp?: true
  /**
   * Does it, with the environment in process.env and, but for `asApp`, the owner's connection in DATABASE_URL.
   * @returns the exit code where it isn't 0
   * @throws {Problem} that says what to do next
   */
  run: (given: Record<string, string>) => Promise<number | undefined>
}

/** Who does it, as the security log has it. */
export const actorName = (): string => `Command admin by ${userInfo().username}`

/** Writes down what a command did that the database doesn't write down by itself. */
export async function note(
  tx: Prisma.TransactionClient,
  entry: { event: string; userId?: string; detail?: string },
): Promise<void> {
  const { event, userId = null, detail = null } = entry
  await tx.securityEvent.create({ data: { event, userId, detail, address: '', actorName: actorName() } })
}

/** Returns a typed email address as it is kept. @throws {Problem} when it's none */
export async function emailOf(typed: string): Promise<string> {
  const { parseEmail } = await import('@/lib/email-address')
  const email = parseEmail(typed)?.toLowerCase()
  if (!email) throw new Problem(`“${typed}” isn’t an email address. Write it like name@example.com.`)
  return email
}
