import { usePostgres, useTestServerBinary } from '../../support/test-servers.ts'

/** A test run that starts a server and then hangs, to be killed. */
await usePostgres()
console.log((await useTestServerBinary()).home)
setInterval(() => undefined, 1_000)
