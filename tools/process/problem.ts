/** Something a person can fix. Its message says what happened and what to do next, and is printed without a stack. */
export class Problem extends Error {
  override name = 'Problem'
}

/** Runs a command's main function. Prints a Problem's message, and anything else with its stack. */
export async function main(work: () => Promise<number | undefined>): Promise<void> {
  // A closed terminal or pipe must not keep us from stopping what we started.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    process.exit((await work()) ?? 0)
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error)
    process.exit(1)
  }
}
