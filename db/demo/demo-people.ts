import { roleIds, roleTitles } from '#engine/model/roles.ts'

export const demoPassword = 'zhangfa-demo'

/** Stores of the demonstration; the first two are staffed alike. */
export const demoStores = [
  { id: 'tmall-flagship', name: '天猫旗舰店' },
  { id: 'douyin-shop', name: '抖音小店' },
  { id: 'taobao-outlet', name: '淘宝折扣店' },
] as const

const staffed = ['tmall-flagship', 'douyin-shop']

export interface DemoPerson {
  id: string
  email: string
  name: string
  roles: string[]
  stores: string[]
}

/** One sign-in per role, `<role id>@demo.local`; the team lead leads operations too; one outsider works in another store. */
export const demoPeople: readonly DemoPerson[] = [
  ...roleIds.map((role) => ({
    id: `demo-${role}`,
    email: `${role}@demo.local`,
    name: roleTitles[role]?.zh ?? role,
    roles: role === 'lead' ? ['lead', 'ops-lead'] : [role],
    stores: staffed,
  })),
  {
    id: 'demo-outsider',
    email: 'outsider@demo.local',
    name: '外店客服',
    roles: ['cs-agent'],
    stores: ['taobao-outlet'],
  },
]
