/** A page that is worth a picture: what it is called, who looks at it, where it is. */
export interface Pictured {
  name: string
  /** Demo sign-in; left out, nobody has signed in. */
  as?: string
  path: string
}

/** Every page in docs/pictures; each area adds its own. */
export const pictured: readonly Pictured[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'inbox', as: 'cs-agent', path: '/inbox' },
  { name: 'warehouse', as: 'warehouse', path: '/warehouse' },
  { name: 'handover', as: 'warehouse', path: '/handover' },
  { name: 'grid', as: 'warehouse', path: '/grid' },
  { name: 'runs', as: 'lead', path: '/runs' },
  { name: 'playbooks', as: 'lead', path: '/playbooks' },
  { name: 'messages', as: 'cs-agent', path: '/messages' },
  { name: 'robots', as: 'admin', path: '/admin/robots' },
  { name: 'me', as: 'lead', path: '/me' },
]
