/** How the state of a run is coloured; its words say it. */
export const statusTones = {
  running: 'info',
  paused: 'warn',
  completed: 'good',
  cancelled: 'plain',
  incident: 'bad',
} as const

/** How the state of a step is coloured. */
export const stepTones = {
  planned: 'plain',
  open: 'info',
  claimed: 'info',
  submitted: 'warn',
  done: 'good',
  skipped: 'plain',
  cancelled: 'plain',
  incident: 'bad',
} as const
