import 'server-only'
import { env } from '@/lib/env'
import { recordSecurity } from './record-event'

/** Writes down that a process of ours began, and in which mode. */
export const recordStart = (event: 'app_started' | 'worker_started'): Promise<void> =>
  recordSecurity({ event, detail: `Mode ${env().DEPLOYMENT}`, actorName: 'Plumbline' }, undefined)
