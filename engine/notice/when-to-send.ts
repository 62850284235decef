import { msOf, toIso } from '../time/instant.ts'
import { afterQuietHoursMs } from '../time/service-time.ts'

/** What decides when a message may go out. */
export interface SendingRule {
  notice: string
  /** R-ESC.0: hard clocks, livestreams, complaints of grade L3 and L4. */
  urgent: boolean
  /** What is not pressing is gathered over this time; 0 = at once. */
  digestMinutes: number
  quiet: { from: string; to: string }
  zone: string
}

/** Notices nobody waits for: they are gathered. Everything else goes out as it comes. */
const gathered: readonly string[] = ['step.opened', 'step.reminded', 'notice.sent']

/** The instant a message of `now` goes out: at the end of its digest, and never in quiet hours unless it is urgent (R-ESC.0). */
export function whenToSend(now: string, rule: SendingRule): string {
  if (rule.urgent) return now
  const digestMs = gathered.includes(rule.notice) ? rule.digestMinutes * 60_000 : 0
  const ripeMs = digestMs === 0 ? msOf(now) : Math.ceil(msOf(now) / digestMs) * digestMs
  return toIso(afterQuietHoursMs(ripeMs, rule.quiet, rule.zone))
}

/** Quiet is when the store does not serve. */
export function quietHoursOf(serviceHours: { from: string; to: string }): { from: string; to: string } {
  return { from: serviceHours.to, to: serviceHours.from }
}
