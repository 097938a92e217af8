// npm run model: explores the payment protocol in a world of its own per intent, and proves on planted bugs that it
// would see what goes wrong (model/README.md). --json prints one JSON object and nothing else.
import { parseArgs } from 'node:util'
import { main, Problem } from '../tools/process/problem'

const USAGE = `npm run model -- [--intents 100000] [--seed 1] [--json] [--replay INTENT [--bug NAME]]

Explores so many intents, and then looks for each planted bug until it shows itself for what it is.
--replay tells step by step what happens in one intent of the seed.`

// Nothing of it is used: the engine's decision functions read only how long a call may take.
const UNUSED = {
  DEPLOYMENT: 'local',
  APP_URL: 'http://localhost:3000',
  APP_DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
  AUTH_SECRET: 'not-used-by-the-model-not-used-by-the-model',
  VAULT_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
}

/** Intents that may pass until a planted bug is caught. */
const ENOUGH = 300_000

function readArguments() {
  const options = {
    intents: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    replay: { type: 'string' },
    bug: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const
  try {
    const { values } = parseArgs({ options })
    return {
      ...values,
      intents: whole('--intents', values.intents, 1),
      seed: whole('--seed', values.seed, 0),
      replay: values.replay === undefined ? undefined : whole('--replay', values.replay, 0),
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least)
    throw new Problem(`${name} is "${text}". Give it a whole number from ${least} up.`)
  return value
}

/** What an exploration without violations says, and what it does not. */
const CLAIM = `What this proves: the protocol, as far as it was drawn. With the engine's own decision functions, these steps in this
order keep every promise under these faults, deaths and interleavings. It proves nothing of SQL, locks and HTTP, which
are simple here: npm run chaos breaks the real ones.`

const number = (value: number) => value.toLocaleString('en-US')

await main(async () => {
  const { intents, seed, json, replay, bug, help } = readArguments()
  if (help) {
    console.log(USAGE)
    return 0
  }
  Object.assign(process.env, { ...UNUSED, ...process.env })
  const { explore, EXERCISES } = await import('@/model/explore')
  const { runIntent } = await import('@/model/run-intent')
  const { ENGINE } = await import('@/model/rules')
  const { BUGS, SHOWS, withBug } = await import('@/model/bugs')

  if (replay !== undefined) {
    const named = BUGS.find((each) => each === bug)
    if (bug !== undefined && !named) throw new Problem(`No bug is called "${bug}". There are: ${BUGS.join(', ')}.`)
    const { violations } = runIntent(seed, replay, named ? withBug(named) : ENGINE, console.log)
    console.log(violations.length > 0 ? `\n${violations.join('\n')}` : '\nNothing is wrong with it.')
    return violations.length > 0 ? 1 : 0
  }

  const say = json ? () => undefined : console.log
  const begun = performance.now()
  const seconds = () => Math.round((performance.now() - begun) / 100) / 10
  say(`Exploring ${number(intents)} intents of seed ${seed} …`)
  let told = 0
  const onProgress = (done: number) => {
    if (seconds() - told < 5) return
    told = seconds()
    say(`  ${number(done)} after ${told} s`)
  }
  const { violations, seen } = explore({ intents, seed, rules: ENGINE }, { onProgress })
  const took = seconds()
  for (const { intent, what } of violations.slice(0, 20))
    console.error(`Intent ${intent}: ${what.join('; ')}\n  npm run model -- --seed ${seed} --replay ${intent}`)
  say(`${number(violations.length)} violations in ${took} s.`)
  const missing = EXERCISES.filter((what) => !seen.has(what))
  say(`${EXERCISES.length - missing.length} of ${EXERCISES.length} faults, races and accidents happened.`)
  for (const what of missing) say(`  never: ${what}`)

  const by: Record<string, number | null> = {}
  for (const name of BUGS) {
    const found = explore({ intents: ENOUGH, seed, rules: withBug(name) }, { enough: 1, like: SHOWS[name] })
    const [first] = found.violations
    by[name] = first ? found.intents : null
    say(
      first
        ? `caught  ${name}: intent ${first.intent}, ${first.what.find((what) => SHOWS[name].test(what))}`
        : `MISSED  ${name}`,
    )
  }
  const caught = Object.values(by).filter((needed) => needed !== null).length
  say(`${caught} of ${BUGS.length} planted bugs caught.`)
  if (violations.length === 0 && caught === BUGS.length) say(`\n${CLAIM}`)
  if (json)
    console.log(
      JSON.stringify({
        intents,
        violations: violations.length,
        seconds: took,
        bugs: { caught, of: BUGS.length, by },
      }),
    )
  return violations.length === 0 && caught === BUGS.length ? 0 : 1
})
