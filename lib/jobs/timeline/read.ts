import 'server-only'
import type { Answers, Statement } from '@/lib/db'
import { dayAsDate, first } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import type { TimelineDocumentEvent } from './document-steps'
import {
  type JobEntry,
  type JobHistory,
  jobTimeline,
  type TimelineEmail,
  type TimelinePaymentEvent,
  type TimelineRecorded,
  type TimelineRequest,
  type TimelineReversal,
} from './history'

/**
 * What `toTimeline` puts together: of each kind of row the newest of one job.
 * @param jobId a value, or a subquery of it
 * @param most how many entries the timeline has at the most
 */
export const timelineStatements = (orgId: string, jobId: Prisma.Sql, most: number) => {
  const org = Prisma.sql`org_id = ${orgId}::uuid`
  const onJob = Prisma.sql`payment.org_id = ${orgId}::uuid and payment.job_id = ${jobId}`
  const newest = first(most + 1)
  const account = Prisma.sql`payment.id as payment_id, payment.amount_cents, payment.method, payment.account_label,
    payment.last_four`

  // Of older ones those of each document that say how it stood when the newest began: the last edit, and from the last that
  // leads to a stage by itself those that go back from it.
  const events = Prisma.sql`select id, document_id, act, version_number, total_cents, at, actor_name, detail, seq
    from document_event where ${org} and job_id = ${jobId} order by at desc, id desc`
  const documentEvents: Statement<TimelineDocumentEvent> = Prisma.sql`
    with older as (${events} offset ${most + 1}),
      since as (select document_id,
        max(seq) filter (where act in ('created', 'sent', 'accepted', 'declined', 'signed', 'completed', 'canceled')) as stage,
        max(seq) filter (where act = 'edited') as edit from older group by document_id)
    (${events} ${newest}) union all
    select older.* from older join since on since.document_id = older.document_id
      where older.seq in (stage, edit) or (act = 'reopened' and older.seq > coalesce(stage, 0))`

  const paymentEvents: Statement<TimelinePaymentEvent> = Prisma.sql`
    select coalesce(event.id, payment.id) as id, coalesce(event.at, payment.created_at) as at, event.from,
      coalesce(event.to, payment.status) as to, coalesce(event.source, 'click') as source, event.detail,
      case when event.id is null then payment.taken_by_name else event.actor_name end as actor_name,
      case when event.id is null then payment.taken_by_id else event.actor_id end as actor_id, payment.link_id,
      ${account}, payment.reason, ${dayAsDate(Prisma.sql`payment.settled_on`)} as settled_on,
      ${dayAsDate(Prisma.sql`payment.returned_on`)} as returned_on
    from payment left join payment_event event on event.org_id = payment.org_id and event.payment_id = payment.id
    where ${onJob} order by 2 desc, 1 desc ${newest}`

  const reversals: Statement<TimelineReversal> = Prisma.sql`
    select reversal.id, kind, reversal.status, retained_cents, note, requested_by_name, reversal.created_at,
      reversal.decided_at, ${dayAsDate(Prisma.sql`reversal.settled_on`)} as settled_on, reversal.reason,
      reversal.paysimple_message, ${account}
    from reversal join payment on payment.org_id = reversal.org_id and payment.id = reversal.payment_id
    where ${onJob} order by reversal.created_at desc, reversal.id desc ${newest}`

  const recorded: Statement<TimelineRecorded> = Prisma.sql`
    select id, created_at, amount_cents, method, reference, ${dayAsDate(Prisma.sql`received_on`)} as received_on, note,
      corrects_id, came_back, recorded_by_name
    from recorded_payment where ${org} and job_id = ${jobId} order by created_at desc, id desc ${newest}`

  // By payment, by entry and by link apart, because each has an index.
  const emails: Statement<TimelineEmail> = Prisma.sql`
    select email.id, email.kind, email."to", email.status, email.created_at, email.sent_at, email.kept_here,
      email.last_error, email.superseded_by, email.payment_request_id, email.signer_id,
      email.reminder_step, email.requested_by_name, payment.method, document.kind as document_kind,
      document.ordinal as document_ordinal
    from email left join payment on payment.org_id = email.org_id and payment.id = email.payment_id
    left join document on document.org_id = email.org_id and document.id = email.document_id
    where email.org_id = ${orgId}::uuid and email.id in (
      select id from email where ${org} and payment_id in (select id from payment where ${onJob})
      union all
      select id from email where ${org} and recorded_payment_id in (
        select id from recorded_payment where ${org} and job_id = ${jobId})
      union all
      select id from email where ${org} and link_id in (select id from customer_link where ${org} and job_id = ${jobId}))
    order by coalesce(email.sent_at, email.created_at) desc, email.id desc ${newest}`

  const asked = Prisma.sql`request.id as request_id, request.part_label as label,
    to_char(request.due_on, 'YYYY-MM-DD') as due_on`
  const ofJob = Prisma.sql`request.org_id = ${orgId}::uuid and request.job_id = ${jobId}`
  const requests: Statement<TimelineRequest> = Prisma.sql`
    select request.id::text as id, 'asked' as act, request.created_at as at, request.created_by_name as who,
      request.amount_cents, null as why, ${asked} from payment_request request where ${ofJob}
    union all
    select request.id || '-ended', 'ended', request.ended_at, request.ended_by_name, null, request.ended_why, ${asked}
      from payment_request request where ${ofJob} and request.ended_at is not null
    union all
    select request.id || '-' || step.step, 'skipped', step.done_at, null, null, step.skipped, ${asked}
      from payment_request request
      join reminder_step step on step.org_id = request.org_id and step.request_id = request.id
      where ${ofJob} and step.skipped is not null
    union all
    select step.signer_id || '-' || step.step, 'skipped', step.done_at, null, null, step.skipped, step.signer_id,
        'Signature of ' || signer.name, null
      from document join signer on signer.org_id = document.org_id and signer.document_id = document.id
      join signing_reminder_step step on step.org_id = signer.org_id and step.signer_id = signer.id
      where document.org_id = ${orgId}::uuid and document.job_id = ${jobId} and step.skipped is not null
    order by at desc, id desc ${newest}`

  return [documentEvents, paymentEvents, reversals, recorded, emails, requests] as const
}

/**
 * The answers of `timelineStatements` → the timeline, the oldest entry first.
 * @param job what was read of it at the same instant
 */
export const toTimeline = (
  job: Pick<JobHistory, 'documents' | 'balance'>,
  [documentEvents, paymentEvents, reversals, recorded, emails, requests]: Answers<
    ReturnType<typeof timelineStatements>
  >,
  most: number,
): { entries: JobEntry[]; isCut: boolean } =>
  jobTimeline(
    {
      ...{ documents: job.documents, balance: job.balance },
      ...{ documentEvents, paymentEvents, reversals, recorded, emails, requests },
    },
    most,
  )
