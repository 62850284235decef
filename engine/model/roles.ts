import type { Text } from './text.ts'

/** The roles of a store team (catalogue A.2) and the three of the house itself, with their titles. */
export const roleTitles: Readonly<Record<string, Text>> = Object.freeze({
  'store-manager': { zh: '店长', en: 'Store manager' },
  'ops-lead': { zh: '运营主管', en: 'Operations lead' },
  operator: { zh: '运营', en: 'Operator' },
  merchandiser: { zh: '商品专员', en: 'Merchandiser' },
  designer: { zh: '美工', en: 'Designer' },
  'ads-specialist': { zh: '投放专员', en: 'Ads specialist' },
  'kol-manager': { zh: '达人对接', en: 'KOL manager' },
  'campaign-planner': { zh: '活动策划', en: 'Campaign planner' },
  'data-analyst': { zh: '数据分析', en: 'Data analyst' },
  'cs-agent': { zh: '客服', en: 'Customer-service agent' },
  'complaint-handler': { zh: '投诉专员', en: 'Complaint handler' },
  'cs-lead': { zh: '客服主管', en: 'Customer-service lead' },
  warehouse: { zh: '仓储', en: 'Warehouse' },
  buyer: { zh: '采购', en: 'Buyer' },
  finance: { zh: '财务', en: 'Finance' },
  compliance: { zh: '合规审核', en: 'Compliance' },
  planner: { zh: '直播策划', en: 'Livestream planner' },
  host: { zh: '主播', en: 'Host' },
  'floor-controller': { zh: '场控', en: 'Floor controller' },
  'live-operator': { zh: '中控', en: 'Live operator' },
  'comment-moderator': { zh: '评论区专员', en: 'Comment moderator' },
  spokesperson: { zh: '发言人', en: 'Spokesperson' },
  tech: { zh: '技术', en: 'Technician' },
  hr: { zh: '人事', en: 'Human resources' },
  lead: { zh: '团队负责人', en: 'Team lead' },
  auditor: { zh: '审计', en: 'Auditor' },
  admin: { zh: '管理员', en: 'Administrator' },
})

/** Roles that only read or keep the house: no step may be theirs. */
export const rolesWithoutSteps: readonly string[] = Object.freeze(['auditor', 'admin'])

/** Every role id. */
export const roleIds: readonly string[] = Object.freeze(Object.keys(roleTitles))

/** Whether there is such a role. */
export function isKnownRole(role: string): boolean {
  return Object.hasOwn(roleTitles, role)
}
