import type { IconName } from '../kit/icon/icon.tsx'
import type { Resources } from '../text/resources.ts'

export interface Place {
  path: string
  /** In the shell's texts, under `places`. */
  textKey: keyof Resources['shell']['places']
  icon: IconName
  /** Who finds it in the navigation: any of these roles; left out, everybody. What one may do there is the API's say. */
  roles?: readonly string[]
  /** Goes there, typed after `g`. */
  key: string
  /** Among the few that the bottom bar of a phone shows. */
  onPhone?: boolean
}

const leads = ['lead', 'store-manager', 'ops-lead'] as const

/** Every place of the house, in the order shown. */
export const places: readonly Place[] = [
  { path: '/inbox', textKey: 'inbox', icon: 'inbox', key: 'i', onPhone: true },
  { path: '/warehouse', textKey: 'warehouse', icon: 'scan', key: 'w', roles: ['warehouse'], onPhone: true },
  {
    path: '/handover',
    textKey: 'handover',
    icon: 'swap',
    key: 'h',
    roles: ['warehouse', 'operator', ...leads],
  },
  { path: '/runs', textKey: 'runs', icon: 'runs', key: 'r', onPhone: true },
  {
    path: '/live',
    textKey: 'live',
    icon: 'live',
    roles: [...leads, 'host', 'live-operator', 'floor-controller', 'comment-moderator', 'planner'],
    key: 'l',
  },
  { path: '/playbooks', textKey: 'playbooks', icon: 'book', key: 'p' },
  { path: '/audit', textKey: 'audit', icon: 'audit', key: 'a', roles: [...leads, 'auditor'] },
  { path: '/admin', textKey: 'admin', icon: 'admin', key: 'd', roles: ['admin'] },
  { path: '/admin/duty', textKey: 'duty', icon: 'calendar', key: 'u', roles: leads },
  { path: '/messages', textKey: 'messages', icon: 'bell', key: 'n' },
  { path: '/me', textKey: 'me', icon: 'person', key: 'm', onPhone: true },
]

/** The places somebody with these roles finds. */
export function placesOf(roles: ReadonlySet<string>): Place[] {
  return places.filter((place) => place.roles === undefined || place.roles.some((role) => roles.has(role)))
}

/** Where somebody starts the day. */
export function homeOf(roles: ReadonlySet<string>): string {
  if (roles.has('auditor')) return '/audit'
  if (roles.has('admin')) return '/admin'
  if (leads.some((role) => roles.has(role))) return '/runs'
  if (roles.has('warehouse')) return '/warehouse'
  return '/inbox'
}
