import { withDeleted } from './envelope'
import { type PaymentPlan, readPaymentPlan } from './schedule-record'
import { type NewSchedule, paymentPlansAt, scheduleMethods, writeSchedule } from './schedules'
import type { Transport } from './transport'
import { path, writeDollars } from './wire'

export type NewPaymentPlan = NewSchedule & {
  /** The whole amount to collect, including a separate first payment. */
  TotalDueAmountCents: number
  /** Regular payments, 1 to 99. */
  TotalNumberOfPayments: number
}

const PATH = '/v4/paymentplan'

/** Payment plans can't be edited, only held, resumed, and deleted before they start (PS-066). */
export function paymentPlans(send: Transport) {
  return {
    /** Lists all payment plans of the client, oldest first unless sorted (PS-068, PS-069). */
    ...paymentPlansAt(send, PATH),
    ...scheduleMethods(send, 'paymentplan'),

    /** Creates a payment plan (PS-061). PaySimple divides the amount. Sent once, like every POST. */
    create: async ({ TotalDueAmountCents, TotalNumberOfPayments, ...rest }: NewPaymentPlan): Promise<PaymentPlan> => {
      const TotalDueAmount = writeDollars(TotalDueAmountCents)
      const body = { ...writeSchedule(rest), TotalDueAmount, TotalNumberOfPayments }
      return send({ method: 'POST', path: PATH, body }, ({ response }) => readPaymentPlan(response))
    },

    /** Returns a plan by its ScheduleId, even a deleted one (PS-065). */
    get: async (id: number): Promise<PaymentPlan & { deleted: boolean }> =>
      send({ method: 'GET', path: path`/v4/paymentplan/${id}` }, withDeleted(readPaymentPlan)),
  }
}
