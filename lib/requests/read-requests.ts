import 'server-only'
import type { Statement, Tx } from '@/lib/db'
import { type JobPayment, jobPayments } from '@/lib/payments/counted/job-payments'
import { Prisma } from '@/prisma/generated/client'
import type { DoneStep, Facts, Person } from './decide'
import { type Policy, USUAL } from './policy'
import { type JsonDates, mailFacts, policyStatement } from './read-facts'
import type { StandingState } from './standing'

/** A request that hasn't ended, with all that its reminders depend on but how it stands. */
export type OpenRequest = {
  id: string
  jobId: string
  partId: string | null
  partLabel: string | null
  /** As asked. */
  amountCents: number
  dueOn: string
  askedAt: Date
  askedByName: string
  message: string | null
  isArchived: boolean
  done: DoneStep[]
  people: Person[]
  policy: Policy
  timeZone: string
  /** Of its job. */
  payments: JobPayment[]
}

export type RequestRow = Omit<OpenRequest, 'done' | 'people' | 'payments' | 'policy'> & {
  done: JsonDates<DoneStep>[]
  people: JsonDates<Person>[]
  payments: JsonDates<JobPayment>[]
  policy: Policy | null
}

/** Which requests: of a job, or one. */
type Which = { jobId: Prisma.Sql } | { id: string }

/** The open requests of a job, or one of them, in the order in which they are due. */
export function requestsStatement(orgId: string, which: Which): Statement<RequestRow> {
  const wanted =
    'id' in which ? Prisma.sql`request.id = ${which.id}::uuid` : Prisma.sql`request.job_id = ${which.jobId}`
  const ofPerson = Prisma.sql`link.org_id = request.org_id and link.job_id = request.job_id and link.email = asked.email`
  return Prisma.sql`
    select request.id, request.job_id as "jobId", request.part_id as "partId", request.part_label as "partLabel",
      request.amount_cents as "amountCents", to_char(request.due_on, 'YYYY-MM-DD') as "dueOn",
      request.created_at as "askedAt", request.created_by_name as "askedByName", request.message,
      job.archived_at is not null as "isArchived", org.time_zone as "timeZone",
      (select coalesce(json_agg(json_build_object('step', step, 'at', done_at, 'skipped', skipped) order by step), '[]')
        from reminder_step where reminder_step.org_id = request.org_id and reminder_step.request_id = request.id) as done,
      (select coalesce(json_agg(${mailFacts(
        { name: Prisma.sql`asked.name`, email: Prisma.sql`asked.email`, orgId: Prisma.sql`request.org_id` },
        ofPerson,
        Prisma.sql`mail.document_id is null and mail.reminder_step is null
          and mail.payment_request_id is distinct from request.id`,
      )} order by asked.email), '[]')
        from (select distinct on (link.email) link.name, link.email from email mail
          join customer_link link on link.org_id = mail.org_id and link.id = mail.link_id
          where mail.org_id = request.org_id and mail.payment_request_id = request.id and mail.reminder_step is null
          order by link.email) asked) as people,
      ${policyStatement(Prisma.sql`request.org_id`)} as policy,
      (select coalesce(json_agg(made), '[]') from (${jobPayments(orgId, Prisma.sql`request.job_id`)}) made) as payments
    from payment_request request
    join job on job.org_id = request.org_id and job.id = request.job_id
    join org on org.id = request.org_id
    where request.org_id = ${orgId}::uuid and ${wanted} and request.ended_at is null
    order by request.due_on, request.created_at`
}

/** A row of `requestsStatement` → the request. */
export const toRequest = ({ done, people, payments, policy, ...row }: RequestRow): OpenRequest => ({
  ...row,
  done: done.map((step) => ({ ...step, at: new Date(step.at) })),
  people: people.map((person) => ({ ...person, byHand: person.byHand.map((at) => new Date(at)) })),
  payments: payments.map((payment) => ({ ...payment, at: new Date(payment.at) })),
  policy: policy ?? USUAL,
})

/** What its reminders depend on, once it's known how it stands. */
export const factsOf = (request: OpenRequest, state: StandingState): Facts => ({ ...request, state })

/** Reads a job's open requests, or one of them. */
export const readRequests = async (tx: Tx, orgId: string, which: Which): Promise<OpenRequest[]> =>
  (await tx.$queryRaw<RequestRow[]>(requestsStatement(orgId, which))).map(toRequest)
