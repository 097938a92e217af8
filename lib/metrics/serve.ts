import 'server-only'
import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { askedOnce } from '@/lib/asked-once'
import { report } from '@/lib/errors'
import { countProcess, metrics } from './registry'
import { getInstallationState } from './state'
import { stateAsText } from './state-metrics'

/** A scraper gives up after ten seconds. What this process has counted must be there by then, with or without a database. */
const DATABASE_WITHIN_MS = 5_000

/** Answers GET /metrics, and nothing else. */
export function answerMetrics(read = getInstallationState, withinMs = DATABASE_WITHIN_MS): RequestListener {
  // Once at a time, so that scrapes can't take the database's connections.
  const askState = askedOnce(() =>
    read().catch((error: unknown) => {
      report(error, 'metrics')
      return null
    }),
  )
  return async ({ method, url }, response) => {
    const isMetrics = /^\/metrics(?:\?|$)/.test(url ?? '')
    if (!isMetrics || (method !== 'GET' && method !== 'HEAD'))
      return void response.writeHead(isMetrics ? 405 : 404, { allow: 'GET, HEAD' }).end()
    try {
      const { registry } = metrics()
      const state = await Promise.race([askState(), wait(withinMs, null, { ref: false })])
      const text = (await registry.metrics()) + (await stateAsText(state))
      response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
      response.end(method === 'HEAD' ? undefined : text)
    } catch (error) {
      report(error, 'metrics')
      response.writeHead(500).end()
    }
  }
}

/**
 * Serves Prometheus at http://HOST:PORT/metrics for as long as this process runs; without a port nowhere.
 * @throws {Error} in words, when it can't listen there
 */
export async function serveMetrics(port: number | undefined, host: string): Promise<Server | undefined> {
  if (port === undefined) return undefined
  countProcess()
  const server = createServer(answerMetrics())
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => reject(new Error(problem(code, port, host))))
    server.listen(port, host, resolve)
  })
  // Keeps no process running that has nothing else to do.
  server.unref()
  return server
}

const problem = (code: string | undefined, port: number, host: string) =>
  code === 'EADDRINUSE'
    ? `METRICS_PORT ${port} is taken at ${host}. Give each process of this machine a port of its own, then start again.`
    : `Can’t serve metrics at ${host}, port ${port} (${code ?? 'no code'}). Change METRICS_HOST or METRICS_PORT, then start again.`
