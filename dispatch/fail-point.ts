/** Places where a test may end the process at once, as a power cut would. */
export type FailPoint =
  | 'before-record-commit'
  | 'after-record-commit'
  | 'before-update'
  | 'after-update'
  | 'after-launch-row'
  | 'in-continue-as-new'
  | 'message-claimed'
  | 'message-sent'

const passed = new Map<string, number>()

/**
 * Ends the process with SIGKILL when `ZHANGFA_FAIL_AT` names this point (`name`, or `name:n` for the n-th passage).
 * For fault tests only: `refuseFailPoints` keeps it out of production.
 */
export function failPoint(name: FailPoint): void {
  const wanted = process.env['ZHANGFA_FAIL_AT']
  if (!wanted) return
  const [point, count = '1'] = wanted.split(':')
  if (point !== name) return
  const times = (passed.get(name) ?? 0) + 1
  passed.set(name, times)
  if (times === Number(count)) process.kill(process.pid, 'SIGKILL')
}

/** Throws when a failpoint is set in production: called once as a server process starts. */
export function refuseFailPoints(env: Record<string, string | undefined>): void {
  if (env['NODE_ENV'] === 'production' && env['ZHANGFA_FAIL_AT'])
    throw new Error('ZHANGFA_FAIL_AT ends the process on purpose and is refused in production; unset it.')
}
