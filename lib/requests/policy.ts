// When a company's customers are reminded of what they were asked to pay, or to sign. Pure.

export type Policy = {
  isOn: boolean
  /** Days after the due day, below zero before it. */
  steps: readonly number[]
  /** Days after somebody was asked to sign, or their turn came. */
  signSteps: readonly number[]
  /** So many reminders of one request go out at the most. */
  most: number
  /** In the company's zone: from this hour of a day on, until the other one. */
  fromHour: number
  untilHour: number
}

/** What holds until an owner or admin says otherwise. */
export const USUAL: Policy = {
  isOn: true,
  steps: [-3, 0, 3, 7],
  signSteps: [2, 5],
  most: 4,
  fromHour: 9,
  untilHour: 18,
}

/** The most days between a reminder and the due day. */
export const MOST_DAYS = 90
/** The most reminders that one request can have. */
export const MOST_STEPS = 12
