// Masks card numbers in stored texts, as the tables' owner. `npm start` runs it once for each wording of the rule; by
// hand, with DATABASE_URL set, it may run at any time.
import { connect } from '../../tools/postgres/connect'
import { main, Problem } from '../../tools/process/problem'
import { sweepOnce } from './sweep'

await main(async () => {
  if (!process.env.DATABASE_URL)
    throw new Problem('Set DATABASE_URL to the owner’s connection. It masks the texts of that database.')
  const owner = await connect(process.env.DATABASE_URL)
  try {
    const { masked, untouched } = await sweepOnce(owner)
    if (masked > 0) console.log(`Masked card numbers in ${masked} texts of earlier versions.`)
    if (untouched.length > 0)
      console.log(
        `A card number is left where masking it would make two texts the same, or a log takes no change: ${untouched.join(', ')}.`,
      )
  } finally {
    await owner.end()
  }
  return 0
})
