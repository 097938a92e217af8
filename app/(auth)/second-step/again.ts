import { giveSecondStepAgainAction, passkeyAgainAction } from './actions'

/** How a page takes the second step again (components/step-up.tsx). */
export const SECOND_STEP = { giveStep: giveSecondStepAgainAction, beginPasskey: passkeyAgainAction }
