// The way to an actor and back: what it's told to do, and what it answers.
import type { Order, Orders, Reply } from './actor'
import { Killed, type Running } from './process'

/** The app said no, in words for a person. */
export class Refused extends Error {}

type Open = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/** Orders to one actor after the other, of which those that weren't answered are kept. */
export function createOrders() {
  const open = new Map<number, Open>()
  let last = 0
  return {
    onReply(reply: Reply): void {
      const order = open.get(reply.id)
      open.delete(reply.id)
      if ('refused' in reply) order?.reject(new Refused(reply.refused))
      else if ('failed' in reply) order?.reject(new Error(reply.failed))
      else order?.resolve(reply.result)
    },

    /** Has the actor do something. @throws Refused, Killed when it died before it answered, Error when it failed */
    async give<K extends keyof Orders>(
      { child }: Running,
      order: K,
      input: Parameters<Orders[K]>[0],
    ): Promise<Awaited<ReturnType<Orders[K]>>> {
      const id = ++last
      return await new Promise<Awaited<ReturnType<Orders[K]>>>((resolve, reject) => {
        open.set(id, { resolve: resolve as (value: unknown) => void, reject })
        child.send({ id, order, input } as Order).catch(() => {
          if (open.delete(id)) reject(new Killed('the app is down'))
        })
      })
    },

    /** Says of what is open that nobody will answer it. */
    drop(name: string): void {
      for (const { reject } of open.values()) reject(new Killed(`${name} ended`))
      open.clear()
    },
  }
}
