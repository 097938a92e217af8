import 'server-only'
import type { Tx } from '@/lib/db'

/** Whether a person has an authenticator app or a passkey, without which none of their sessions begins. */
export async function hasSecondStep(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`select public.has_second_step(${userId}::uuid) as has`
  return row?.has === true
}
