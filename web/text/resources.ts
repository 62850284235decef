import type admin from './zh/admin.json'
import type audit from './zh/audit.json'
import type author from './zh/author.json'
import type choices from './zh/choices.json'
import type forms from './zh/forms.json'
import type kit from './zh/kit.json'
import type launch from './zh/launch.json'
import type live from './zh/live.json'
import type me from './zh/me.json'
import type messages from './zh/messages.json'
import type personal from './zh/personal.json'
import type playbooks from './zh/playbooks.json'
import type problems from './zh/problems.json'
import type report from './zh/report.json'
import type run from './zh/run.json'
import type runs from './zh/runs.json'
import type shell from './zh/shell.json'
import type warehouse from './zh/warehouse.json'
import type work from './zh/work.json'

/** Text files by name: one for the shell, the kit and the problems each, one per area of pages. zh is what en is measured by. */
export interface Resources {
  admin: typeof admin
  audit: typeof audit
  author: typeof author
  choices: typeof choices
  forms: typeof forms
  kit: typeof kit
  launch: typeof launch
  live: typeof live
  me: typeof me
  messages: typeof messages
  personal: typeof personal
  playbooks: typeof playbooks
  problems: typeof problems
  report: typeof report
  run: typeof run
  runs: typeof runs
  shell: typeof shell
  warehouse: typeof warehouse
  work: typeof work
}

export type Namespace = keyof Resources

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: Resources
    defaultNS: 'shell'
    returnNull: false
  }
}
