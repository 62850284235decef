/** Says one line to the person at the terminal. */
export type Say = (line: string) => void

/**
 * Waits for something and says so once it has taken a second, then every ten.
 * @param what the act in progress, as in "Starting Postgres".
 */
export async function withProgress<T>(say: Say, what: string, work: Promise<T>): Promise<T> {
  const begun = Date.now()
  const seconds = (): number => Math.round((Date.now() - begun) / 1_000)
  let told = false
  const first = setTimeout(() => {
    told = true
    say(`${what} …`)
  }, 1_000)
  const again = setInterval(() => say(`${what} … ${seconds()} s`), 10_000)
  try {
    return await work
  } finally {
    clearTimeout(first)
    clearInterval(again)
    if (told && seconds() >= 2) say(`${what}: ${seconds()} s`)
  }
}
