import { readdirSync } from 'node:fs'
import path from 'node:path'

// All addresses that there are, from the files that make them: a new one is in every list without anybody's help.

/** A route with its parameters, "/orgs/[org]/jobs". */
export type Route = { route: string; isPage: boolean }

const isGroup = (part: string) => /^\(.*\)$/.test(part)

/** Every page and every route handler below app/, and the stream of live updates, which passes Next (server/live.ts). */
export function allRoutes(): Route[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(file),
  )
  const routes = files.map((file) => ({
    route: `/${path.posix
      .dirname(file)
      .split('/')
      .filter((part) => part !== '.' && !isGroup(part))
      .join('/')}`,
    isPage: file.endsWith('page.tsx'),
  }))
  return [...routes, { route: '/api/live/[org]', isPage: false }].sort((one, other) =>
    one.route < other.route ? -1 : 1,
  )
}

export const parametersOf = ({ route }: Route): string[] =>
  Array.from(route.matchAll(/\[(\w+)\]/g), ([, name = '']) => name)

/** A route's address. @throws for a parameter that nobody has said a value for */
export function addressOf({ route }: Route, values: Record<string, string>): string {
  return route.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${route} has a parameter [${name}]: give it a value in this test.`)
    return value
  })
}
