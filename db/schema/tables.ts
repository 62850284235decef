import type { AbsenceTable } from './absence.ts'
import type { AdminEventTable } from './admin-event.ts'
import type { AfterSaleCaseTable } from './after-sale-case.ts'
import type { ApiTokenTable } from './api-token.ts'
import type { AuditEventTable } from './audit-event.ts'
import type { AuditLogIndexTable } from './audit-log-index.ts'
import type { AuditSampleItemTable } from './audit-sample-item.ts'
import type { AuditSampleTable } from './audit-sample.ts'
import type { BreakGlassTable } from './break-glass.ts'
import type { AuditTreeTable } from './audit-tree.ts'
import type { CheckpointTable, CheckpointWitnessTable } from './checkpoint.ts'
import type { CommentTable } from './comment.ts'
import type { DraftTable } from './draft.ts'
import type { ErasureTable } from './erasure.ts'
import type { EvidenceTable } from './evidence.ts'
import type { ExternalEventTable } from './external-event.ts'
import type { FirstAdminTable } from './first-admin.ts'
import type { HandoverTable } from './handover.ts'
import type { HeartbeatTable } from './heartbeat.ts'
import type { HostTable } from './host.ts'
import type { IdempotencyTable } from './idempotency.ts'
import type { LaunchTable } from './launch.ts'
import type { MembershipTable } from './membership.ts'
import type { MessageChoiceTable } from './message-choice.ts'
import type { MessageTable } from './message.ts'
import type { NotificationTable } from './notification.ts'
import type { ParameterOverrideTable } from './parameter-override.ts'
import type { ParcelScanTable } from './parcel-scan.ts'
import type { ParcelTable } from './parcel.ts'
import type { PersonalDataTable } from './personal-data.ts'
import type { PersonTable } from './person.ts'
import type { ProductTable } from './product.ts'
import type { SavedViewTable } from './saved-view.ts'
import type { RobotTable } from './robot.ts'
import type { SessionTable } from './session.ts'
import type { ShiftTable } from './shift.ts'
import type { ShopOrderTable } from './shop-order.ts'
import type { SopDefinitionTable } from './sop-definition.ts'
import type { SopRunTable } from './sop-run.ts'
import type { StepTable } from './step.ts'
import type { StockTable } from './stock.ts'
import type { StoreTable } from './store.ts'
import type { SubjectKeyTable } from './subject-key.ts'
import type { TaskTable } from './task.ts'

/** Every table, under its name in code; columns and tables are snake_case in SQL. */
export interface Tables {
  absence: AbsenceTable
  adminEvent: AdminEventTable
  afterSaleCase: AfterSaleCaseTable
  apiToken: ApiTokenTable
  auditEvent: AuditEventTable
  auditLogIndex: AuditLogIndexTable
  auditSample: AuditSampleTable
  auditSampleItem: AuditSampleItemTable
  breakGlass: BreakGlassTable
  auditTree: AuditTreeTable
  checkpoint: CheckpointTable
  checkpointWitness: CheckpointWitnessTable
  comment: CommentTable
  draft: DraftTable
  erasure: ErasureTable
  evidence: EvidenceTable
  externalEvent: ExternalEventTable
  firstAdmin: FirstAdminTable
  handover: HandoverTable
  heartbeat: HeartbeatTable
  host: HostTable
  idempotency: IdempotencyTable
  launch: LaunchTable
  membership: MembershipTable
  message: MessageTable
  messageChoice: MessageChoiceTable
  notification: NotificationTable
  parameterOverride: ParameterOverrideTable
  parcel: ParcelTable
  parcelScan: ParcelScanTable
  person: PersonTable
  personalData: PersonalDataTable
  product: ProductTable
  savedView: SavedViewTable
  robot: RobotTable
  session: SessionTable
  shift: ShiftTable
  shopOrder: ShopOrderTable
  sopDefinition: SopDefinitionTable
  sopRun: SopRunTable
  step: StepTable
  stock: StockTable
  store: StoreTable
  subjectKey: SubjectKeyTable
  task: TaskTable
}
