/** Runs one step and prints a check mark and its seconds. A slow one says so in the meantime. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now()
  const seconds = () => ((Date.now() - since) / 1000).toFixed(1)
  const still = setInterval(() => console.log(`  ${name} …  ${seconds()} s`), 5_000)
  try {
    const result = await work()
    console.log(`✓ ${name.padEnd(12)} ${seconds()} s`)
    return result
  } catch (error) {
    console.log(`✗ ${name.padEnd(12)} ${seconds()} s`)
    throw error
  } finally {
    clearInterval(still)
  }
}
