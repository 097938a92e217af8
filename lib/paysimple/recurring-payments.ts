import { withDeleted } from './envelope'
import { type RecurringPayment, readRecurringPayment } from './schedule-record'
import { type NewSchedule, recurringPaymentsAt, scheduleMethods, writeSchedule } from './schedules'
import type { Transport } from './transport'
import { path, writeDollars } from './wire'

export type NewRecurringPayment = NewSchedule & {
  /** Each regular payment. */
  PaymentAmountCents: number
  /** YYYY-MM-DD. Without it the schedule runs until somebody stops it. */
  EndDate?: string | null
}
/** What an edit must always include, changed or not, and what else it changes (PS-066). */
export type RecurringPaymentUpdate = NewRecurringPayment & { Id: number }

const PATH = '/v4/recurringpayment'

export function recurringPayments(send: Transport) {
  const create = async (schedule: NewRecurringPayment): Promise<RecurringPayment> =>
    send({ method: 'POST', path: PATH, body: write(schedule) }, ({ response }) => readRecurringPayment(response))
  return {
    /** Lists all recurring payments of the client, oldest first unless sorted (PS-068, PS-069). */
    ...recurringPaymentsAt(send, PATH),
    ...scheduleMethods(send, 'recurringpayment'),

    /**
     * Creates a recurring payment (PS-060). Sent once: after an error that `mayHaveBeenProcessed`, the customer's
     * schedules tell whether it exists (OrderId is in the complete records).
     */
    create,

    /** Creates one payment on a future day, YYYY-MM-DD: an annual schedule that ends the day after (PS-070). */
    createOnce: async (
      payment: Omit<NewRecurringPayment, 'ExecutionFrequencyType' | 'EndDate'>,
    ): Promise<RecurringPayment> =>
      create({ ...payment, ExecutionFrequencyType: 'Annually', EndDate: dayAfter(payment.StartDate) }),

    /** Returns a recurring payment by its ScheduleId, even a deleted one (PS-065). */
    get: async (id: number): Promise<RecurringPayment & { deleted: boolean }> =>
      send({ method: 'GET', path: path`/v4/recurringpayment/${id}` }, withDeleted(readRecurringPayment)),

    /**
     * Edits a recurring payment (PS-066). A started schedule's StartDate has to be sent and doesn't change. A change
     * between card and bank account without a PaymentSubType uses that type's default.
     */
    update: async ({ Id, ...schedule }: RecurringPaymentUpdate): Promise<RecurringPayment> =>
      send({ method: 'PUT', path: PATH, body: { Id, ...write(schedule) } }, ({ response }) =>
        readRecurringPayment(response),
      ),
  }
}

const write = ({ PaymentAmountCents, ...rest }: NewRecurringPayment) => ({
  ...writeSchedule(rest),
  PaymentAmount: writeDollars(PaymentAmountCents),
})

/** @throws RangeError for anything but a day */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
