import type { Settings } from './settings.ts'
import type { TemporalPlace } from './start-temporal.ts'

const demoPassword = 'zhangfa-demo'
const demoSignIns: [string, string][] = [
  ['lead@demo.local', 'launches and steers runs'],
  ['cs-agent@demo.local', 'staff; likewise <role-id>@demo.local for every post'],
  ['store-manager@demo.local', 'approves and is escalated to'],
  ['auditor@demo.local', 'reads every history'],
  ['admin@demo.local', 'people, stores, parameters'],
  ['outsider@demo.local', 'staff of another store'],
]

/** The lines shown once everything is up. */
export function readyLines(address: string, settings: Settings, temporal: TemporalPlace, seconds: number): string[] {
  const lines = ['', `Zhangfa is ready at ${address} (${seconds.toFixed(1)} s)`]
  lines.push(`  API reference ${address}/docs`)
  if (temporal.uiUrl !== null) lines.push(`  Temporal      ${temporal.uiUrl}`)
  lines.push(`  Data and logs ${settings.home}`)
  if (settings.demoData) {
    lines.push(`Sign in with password ${demoPassword}:`)
    for (const [email, does] of demoSignIns) lines.push(`  ${email.padEnd(26)} ${does}`)
  }
  lines.push('Ctrl-C stops it and keeps the data.', '')
  return lines
}
