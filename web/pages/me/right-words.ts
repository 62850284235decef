import { useText } from '../../text/use-text.ts'

const named = [
  'oneself',
  'sop.read',
  'definition.check',
  'definition.draft',
  'definition.publish',
  'run.launch',
  'run.rehearse',
  'run.read',
  'run.steer',
  'run.comment',
  'run.act',
  'task.assign',
  'event.send',
  'storePeople.read',
  'report.read',
  'storeData.import',
  'storeData.read',
  'parcel.scan',
  'handover.read',
  'handover.sign',
  'message.manage',
  'cost.see',
  'pii.see',
  'audit.read',
  'audit.sample',
  'audit.export',
  'people.manage',
  'store.change',
  'parameter.set',
  'limit.set',
  'duty.plan',
  'house.history',
  'breakGlass.open',
  'breakGlass.read',
  'breakGlass.review',
  'pii.reveal',
  'pii.revealRestricted',
  'pii.askErasure',
  'pii.readErasures',
  'pii.erase',
] as const

/** What a right is called, in the reader's language; one the page does not know yet by its own name. */
export function useRightWords(): (action: string) => string {
  const t = useText('me')
  return (action) => {
    const known = named.find((one) => one === action)
    return known === undefined ? action : t(`right.${known}`)
  }
}
