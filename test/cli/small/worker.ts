/** A worker that has nothing to do and ends when asked. */
const alive = setInterval(() => undefined, 1_000)
process.once('SIGTERM', () => clearInterval(alive))
