import 'server-only'
import { now } from '@/lib/dates'
import type { Statement, Tx } from '@/lib/db'
import { type JobPayment, jobPayments } from '@/lib/payments/counted/job-payments'
import { Prisma } from '@/prisma/generated/client'
import type { Answers, Cancellation } from './cancellation'
import { type MilestoneMark, reachedAfter } from './reached'
import type { LaidPayment, SignedPart, SignedSchedule } from './schedule'
import type { Snapshot } from './snapshot'

/** The one part of an agreement whose schedule has none: all of it, at the end. */
const WHOLE: Omit<SignedPart, 'amountCents'> = { id: 'whole', label: 'Balance', due: { on: 'completion' } }

/** Tells whether somebody wrote the parts: not where there is only the whole amount. */
export const hasParts = ({ parts }: SignedSchedule): boolean => parts.some(({ id }) => id !== WHOLE.id)

/** What a sent agreement says of when it is paid: each part what it comes to, or all of it as one. Pure. */
export function scheduleOf({ content, sums }: Pick<Snapshot, 'content' | 'sums'>): SignedSchedule {
  const parts = sums.state === 'decided' ? sums.parts : []
  const amountOf = new Map(parts.map(({ id, amountCents }) => [id, amountCents]))
  const signed = content.schedule.map(({ id, label, due }) => ({ id, label, due, amountCents: amountOf.get(id) ?? 0 }))
  const totalCents = sums.state === 'decided' ? sums.totalCents : 0
  return { parts: signed.length > 0 ? signed : [{ ...WHOLE, amountCents: totalCents }], creditCents: 0 }
}

export type JobSchedule = {
  agreementNumber: number
  /** With all change orders that are signed. */
  schedule: SignedSchedule
  payments: LaidPayment[]
  /** When the agreement was signed. */
  signedAt: Date
  /** When the work was completed; null until then. */
  completedAt: Date | null
  /** The milestones that are marked as reached, each with the instant at which it was marked. */
  reached: ReadonlyMap<string, Date>
  /** When the office asked for which part; `until` when that ended, null while it's open. */
  requests: { partId: string; from: Date; until: Date | null }[]
  /** The right to cancel as it was signed; null where it was sent before Plumbline printed it. */
  cancellation: Cancellation | null
  /** What the right depends on, as those answered who signed here. */
  answers: Answers
  /** As `copyTime`. */
  copyAt: Date | null
  /** Of the job's site, its customer and the company (`stateOfJob`). */
  states: (string | null)[]
  /** The company's, by its IANA name. */
  timeZone: string
}

/** Returns the change order of a job that was signed last; null without one. */
export const lastSignedChange = (tx: Tx, orgId: string, jobId: string) =>
  tx.document.findFirst({
    where: { orgId, jobId, kind: 'change_order', stage: 'signed' },
    orderBy: { acceptance: { id: 'desc' } }, // ids count up with time
    select: { id: true, ordinal: true, acceptance: { select: { schedule: true } } },
  })

export type ScheduleRow = {
  agreementNumber: number
  /** Texts where the row is read as JSON. */
  completedAt: Date | string | null
  snapshot: string
  signedAt: Date | string
  /** Of the change order that was signed last. Written by `setStage` alone. */
  changed: SignedSchedule | null
  marks: (Omit<MilestoneMark, 'at'> & { at: string })[]
  requests: { partId: string; from: string; until: string | null }[]
  payments: (Omit<JobPayment, 'at'> & { at: string })[]
  answers: Answers
  copy: CopyRow
  states: (string | null)[]
  timeZone: string
}

/**
 * What those answered who signed the version of a document that stands (`Answers`), as JSON: yes where one said so, no where
 * all did. Where one of them signed by hand nobody knows.
 * @param document its alias
 */
export const answersOf = (document: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  select json_build_object(
      'isSixtyFive', case when bool_or(is_sixty_five) then true when every(is_sixty_five is not null) then false end,
      'isDisasterRepair', case when bool_or(is_disaster_repair) then true
        when every(is_disaster_repair is not null) then false end)
    from signer left join signature on signature.org_id = signer.org_id and signature.signer_id = signer.id
    where signer.org_id = ${document}.org_id and signer.document_id = ${document}.id and signer.role = 'customer'
      and signer.version_number = ${document}.sent_version)`

/**
 * When the sealed copy of the version of a document that stands was made, as JSON beside whether something keeps it from that
 * (`copyTime`). @param document its alias
 */
export const copyOf = (document: Prisma.Sql): Prisma.Sql => Prisma.sql`json_build_object(
  'at', (select file.at from sealed_file file where file.org_id = ${document}.org_id
    and file.document_id = ${document}.id and file.version_number = ${document}.sent_version),
  'isDelayed', exists (select from seal_delay delay where delay.org_id = ${document}.org_id
    and delay.document_id = ${document}.id and delay.version_number = ${document}.sent_version))`

/** As `copyOf` answers. */
export type CopyRow = { at: string | null; isDelayed: boolean }

/** When a signer had the signed copy, as far as is known: not before now, where something keeps it from being made. */
export const copyTime = ({ at, isDelayed }: CopyRow): Date | null =>
  at !== null ? new Date(at) : isDelayed ? now() : null

/**
 * What `toJobSchedule` needs: no row while no agreement is signed, or where it was signed before Plumbline kept what was
 * sent.
 * @param jobId a value, or a subquery of it
 */
export const jobScheduleStatement = (orgId: string, jobId: Prisma.Sql): Statement<ScheduleRow> => {
  const events = Prisma.sql`document_event event where event.org_id = agreement.org_id
    and event.job_id = agreement.job_id and event.document_id = agreement.id`
  return Prisma.sql`
    select agreement.number as "agreementNumber", version.snapshot,
      case agreement.stage when 'completed' then agreement.stage_at end as "completedAt",
      coalesce((select max(event.at) from ${events} and event.act = 'signed'), version.sent_at) as "signedAt",
      (select acceptance.schedule from document change
        join acceptance on acceptance.org_id = change.org_id and acceptance.id = change.acceptance_id
        where change.org_id = agreement.org_id and change.job_id = agreement.job_id and change.kind = 'change_order'
          and change.stage = 'signed'
        order by acceptance.id desc limit 1) as changed,
      (select coalesce(json_agg(json_build_object('act', event.act, 'milestone', event.detail, 'at', event.at)
          order by event.at, event.id), '[]')
        from ${events} and event.act in ('reached', 'unreached')) as marks,
      (select coalesce(json_agg(json_build_object('partId', part_id, 'from', created_at, 'until', ended_at)
          order by created_at), '[]')
        from payment_request request where request.org_id = agreement.org_id and request.job_id = agreement.job_id
          and request.part_id is not null) as requests,
      (select coalesce(json_agg(made), '[]') from (${jobPayments(orgId, jobId)}) made) as payments,
      ${answersOf(Prisma.sql`agreement`)} as answers, ${copyOf(Prisma.sql`agreement`)} as copy,
      json_build_array(job.state, customer.state, org.state) as states, org.time_zone as "timeZone"
    from document agreement
    join document_version version on version.org_id = agreement.org_id and version.document_id = agreement.id
      and version.number = agreement.sent_version
    join job on job.org_id = agreement.org_id and job.id = agreement.job_id
    join customer on customer.org_id = job.org_id and customer.id = job.customer_id
    join org on org.id = agreement.org_id
    where agreement.org_id = ${orgId}::uuid and agreement.job_id = ${jobId} and agreement.kind = 'agreement'
      and agreement.stage in ('signed', 'completed')`
}

/** The answer of `jobScheduleStatement` → when the job is paid, or null without one. */
export function toJobSchedule([row]: readonly (ScheduleRow | null | undefined)[]): JobSchedule | null {
  if (!row) return null
  const {
    agreementNumber,
    completedAt,
    signedAt,
    changed,
    marks,
    requests,
    payments,
    answers,
    copy,
    states,
    timeZone,
  } = row
  const snapshot: Snapshot = JSON.parse(row.snapshot)
  return {
    ...{ agreementNumber, answers, states, timeZone, copyAt: copyTime(copy) },
    signedAt: new Date(signedAt),
    schedule: changed ?? scheduleOf(snapshot),
    payments: payments.map(({ at, ...payment }) => ({ ...payment, at: new Date(at), partId: null })),
    reached: reachedAfter(marks.map((mark) => ({ ...mark, at: new Date(mark.at) }))),
    requests: requests.map(({ partId, from, until }) => ({
      ...{ partId, from: new Date(from), until: until === null ? null : new Date(until) },
    })),
    completedAt: completedAt === null ? null : new Date(completedAt),
    cancellation: snapshot.cancellation ?? null,
  }
}

/**
 * Reads when a job is paid: its signed agreement's schedule with the signed change orders, and the payments to lay on it.
 * @returns null while no agreement is signed, or where it was signed before Plumbline kept what was sent
 */
export const getJobSchedule = async (tx: Tx, orgId: string, jobId: string): Promise<JobSchedule | null> =>
  toJobSchedule(await tx.$queryRaw<ScheduleRow[]>(jobScheduleStatement(orgId, Prisma.sql`${jobId}::uuid`)))
