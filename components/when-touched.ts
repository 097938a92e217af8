import type { Wanted } from './wanted'

let touched: Promise<void> | undefined

/** When somebody has done anything on the page, from now on: a press that asks for it is on its way to the window. */
const whenTouched = () =>
  new Promise<void>((resolve) => {
    for (const touch of ['pointerdown', 'keydown', 'click', 'scroll'])
      addEventListener(touch, () => resolve(), { once: true, passive: true })
  })

/** The same part, loaded once the page is touched: where the page itself has to be there soon on a slow phone. */
export const onceTouched = <T>({ now, load }: Wanted<T>): Wanted<T> => ({
  now,
  load: () => {
    touched ??= whenTouched()
    return touched.then(load)
  },
})
