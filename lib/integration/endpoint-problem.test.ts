import { expect, it } from 'vitest'
import { endpointProblem } from './endpoint-problem'

const ENDPOINTS = ['production', 'sandbox', 'local'] as const

it.each([
  ['production', 'https://pay.example.com', ['production', 'sandbox']],
  ['production', 'http://localhost:3000', ['production', 'sandbox']],
  ['local', 'http://localhost:3000', ['sandbox', 'local']],
  ['local', 'http://127.0.0.1:3000', ['sandbox', 'local']],
  ['local', 'https://demo.example.com', ['sandbox', 'local']],
  ['local', 'http://192.168.1.20:3000', ['local']],
  ['local', 'http://0.0.0.0:3000', ['local']],
  ['local', 'http://localhost.example.com', ['local']],
] as const)('an installation that is %s at %s calls %j and nothing else', (DEPLOYMENT, APP_URL, allowed) => {
  const problemOf = (endpoint: (typeof ENDPOINTS)[number]) => endpointProblem(endpoint, { DEPLOYMENT, APP_URL })
  expect(ENDPOINTS.filter((endpoint) => problemOf(endpoint) === null)).toEqual(allowed)
  for (const endpoint of ENDPOINTS) if (problemOf(endpoint)) expect(problemOf(endpoint)).toMatch(/\. .+\.$/)
})
