import type { Migration } from 'kysely'
import { peopleAndPlaybooks } from './2026-11-22-01-people-and-playbooks.ts'
import { runs } from './2026-11-22-02-runs.ts'
import { historyAndDoors } from './2026-11-22-03-history-and-doors.ts'
import { storeData } from './2026-11-22-04-store-data.ts'
import { subjectKeys } from './2026-11-22-05-subject-keys.ts'
import { indexesOfFacts } from './2026-11-22-06-indexes-of-facts.ts'
import { changesInOrder } from './2026-11-28-01-changes-in-order.ts'
import { noticesByEvent } from './2026-11-28-02-notices-by-event.ts'
import { boards } from './2026-11-28-30-boards.ts'
import { auditWork } from './2026-11-28-40-audit-work.ts'
import { shifts } from './2026-11-28-41-shifts.ts'
import { messages } from './2026-11-28-60-messages.ts'
import { waybills } from './2026-11-28-70-waybills.ts'
import { warehouse } from './2026-11-28-85-warehouse.ts'
import { messageChoices } from './2026-11-28-86-message-choices.ts'
import { givenRoles } from './2026-11-28-94-given-roles.ts'
import { apiTokens } from './2026-11-28-95-api-tokens.ts'
import { breakGlass } from './2026-11-28-96-break-glass.ts'
import { houseSignIn } from './2026-11-28-97-house-sign-in.ts'
import { evidence } from './2026-11-28-98-evidence.ts'
import { sealedHistory } from './2026-11-28-98-sealed-history.ts'
import { personalData } from './2026-11-28-99-personal-data.ts'

/** Forward only, in the order of their dated names. A published one is never edited; the next change is a new file. */
export const allMigrations: Record<string, Migration> = {
  '2026-11-22-01-people-and-playbooks': peopleAndPlaybooks,
  '2026-11-22-02-runs': runs,
  '2026-11-22-03-history-and-doors': historyAndDoors,
  '2026-11-22-04-store-data': storeData,
  '2026-11-22-05-subject-keys': subjectKeys,
  '2026-11-22-06-indexes-of-facts': indexesOfFacts,
  '2026-11-28-01-changes-in-order': changesInOrder,
  '2026-11-28-02-notices-by-event': noticesByEvent,
  '2026-11-28-30-boards': boards,
  '2026-11-28-40-audit-work': auditWork,
  '2026-11-28-41-shifts': shifts,
  '2026-11-28-60-messages': messages,
  '2026-11-28-70-waybills': waybills,
  '2026-11-28-85-warehouse': warehouse,
  '2026-11-28-86-message-choices': messageChoices,
  '2026-11-28-94-given-roles': givenRoles,
  '2026-11-28-95-api-tokens': apiTokens,
  '2026-11-28-96-break-glass': breakGlass,
  '2026-11-28-97-house-sign-in': houseSignIn,
  '2026-11-28-98-evidence': evidence,
  '2026-11-28-98-sealed-history': sealedHistory,
  '2026-11-28-99-personal-data': personalData,
}
