import type { Check, Field } from './form.ts'
import type { JsonValue, Text } from './text.ts'
import type { TimePoint, TimeRule } from './time-rule.ts'

/** CEL source, checked at publish. Names: launch fields, answers, `params.x`, `facts.x`, `step_id.field`, anchors. */
export type Expression = string

export type StepKind = 'task' | 'approval' | 'decision' | 'automation' | 'wait' | 'cue' | 'milestone'

/** Picks a role: first case that holds. A step without a role is the system's. */
export interface RoleRule {
  cases: { if: Expression | null; role: string }[]
}

export interface Predecessor {
  stepId: string
  /** The edge counts only while this holds. */
  if?: Expression
}

/** Dated repetitions of a step, each an instance of its own. */
export type Repeat =
  /** At a clock time each day from one day to another, both included. */
  | { kind: 'daily'; clock: string; from: TimePoint; to: TimePoint; opens: RepeatOpening }
  /** Every so long from an instant; `through` includes the last instant, `before` excludes it. */
  | { kind: 'every'; every: Expression; from: TimePoint; through?: TimePoint; before?: TimePoint; opens: RepeatOpening }
  /** One instance per entry of a list known at run time, each `slot` after the one before. */
  | { kind: 'each'; list: Expression; as: string; from?: TimePoint; slotMinutes?: Expression; opens: RepeatOpening }
  /** Again after each completion until the expression holds, at most `max` times; `every` apart when given. */
  | { kind: 'until'; until: Expression; max: number; every?: Expression; opens: RepeatOpening }

/** `grid`: opens at its own instant. `before`: opens as soon as the repetition (or step) before it is done. */
export type RepeatOpening = 'grid' | 'before'

/** Rows of a decision table; cells are conditions over the run, results are values. */
export interface DecisionTable {
  hit: 'first' | 'unique' | 'collect'
  rows: { id: string; if: Expression | null; then: Record<string, Expression> }[]
}

/** A level of an approval, in order. */
export interface ApproverRule {
  role: string
  if?: Expression
}

export interface ApprovalRule {
  /** Fixed levels, or an expression that yields the list of roles (R-APPROVE). */
  levels: ApproverRule[]
  ladder?: Expression
  /** No approval needed while this is false. */
  when?: Expression
  /** Duration expression per level, e.g. `'2h'` or `params.approve_within`; absent = see `approval-due.ts`. */
  within?: Expression
  /** Step whose completer counts as the requester; absent = who submitted. */
  requester?: string
}

/** A consequence of a step's end; the first branch whose condition holds is taken. */
export interface Branch {
  on: 'completed' | 'rejected' | 'returned' | 'unanswered' | 'overdue'
  if?: Expression
  /** Rule or row the branch comes from, shown in history. */
  rule?: string
  set?: Record<string, Expression>
  /** Move an anchor (ls-extend): anchor name → instant expression. */
  move?: Record<string, Expression>
  end?: string
  returnTo?: string
  /** The return may be taken this many times; after that the next branch is tried. */
  atMost?: number
  launch?: ChildLaunch
  /** Opens an on-demand step. */
  open?: string
  notify?: string[]
}

/** Start of another playbook; when it is not published a recorded task "start X by hand" appears. */
export interface ChildLaunch {
  sop: string
  with: Record<string, Expression>
  /** One start per entry of this list; `as` is what `with` calls the entry. */
  each?: Expression
  as?: string
  /** Role of the hand task; default: the role of the step that asks. */
  role?: string
  title?: Text
  awaited?: boolean
}

/** A named query over the store's data or over many runs; its result is recorded in the run. */
export interface FactQuery {
  name: string
  query: string
  with: Record<string, Expression>
}

export interface Unanswered {
  after: TimeRule
  /** Fills these answers and completes the step as the system. */
  answers?: Record<string, JsonValue>
}

export interface WaitRule {
  event: string
  /** Expression compared with the event's correlation key. */
  correlate?: Expression
  /** Look again this often by the fact queries of the step. */
  lookEveryMs?: number
  /** Completes the step when true after a look. */
  until?: Expression
}

export interface AutomationCall {
  activity: string
  input: Record<string, Expression>
}

export interface StepPlan {
  id: string
  kind: StepKind
  stage: string
  order: number
  title: Text
  hint: Text
  role: RoleRule | null
  after: Predecessor[]
  join: 'all' | 'any' | number
  when: Expression | null
  /** Rule id or row shown when `when` is false. */
  whenRule: string | null
  opens: TimeRule | null
  due: TimeRule | null
  /** Hard clocks (platform, legal, contract, live) never move and run day and night. */
  hard: boolean
  repeat: Repeat | null
  /** Opened by a person or a branch, any number of times up to `atMost`; never waited for. */
  onDemand: { atMost: number | null; when: Expression | null; by: string[] } | null
  form: Field[]
  /** Name of the form field that holds the business instant (e.g. `paid_at`). */
  businessInstant: string | null
  checks: Check[]
  checklist: { id: string; title: Text }[]
  /** Things to say to the customer; `{field}` stands for what the case knows of it. */
  phrases?: Text[]
  facts: FactQuery[]
  decision: DecisionTable | null
  automation: AutomationCall | null
  wait: WaitRule | null
  /** Values set at completion, in order, before branches are looked at. */
  set: Record<string, Expression>
  /** Activities run after completion, each recorded; failure raises an incident on the step. */
  thenRun: AutomationCall[]
  approval: ApprovalRule | null
  branches: Branch[]
  unanswered: Unanswered | null
  escalation: 'ladder' | 'live' | 'none'
  /** People who completed these steps may not do this one. */
  notBy: string[]
  /** Further roles that may do it; it stays in the inbox of `role` (live steps the host only reads). */
  tappedBy?: string[]
  /** Open steps of this kind are cancelled when the run reaches this step's end. */
  optional: boolean
}

/** `money` is in fen. */
export interface RecordTitle extends Text {
  unit?: 'money' | 'percent' | 'minutes' | undefined
}

export interface Parameter {
  name: string
  title: Text
  type: 'int' | 'decimal' | 'money' | 'percent' | 'duration' | 'text' | 'clock' | 'bool' | 'list' | 'record'
  /** Value, or a value per value of a launch field. */
  value: JsonValue
  by?: string
  cases?: Record<string, JsonValue>
}

export interface Anchor {
  name: string
  /** Expression that yields the instant (a launch field or `dayStart(campaign_day)`). */
  at: Expression
  /** Plans are counted back from it, so R-LATE applies. */
  planned: boolean
}

export interface StagePlan {
  id: string
  title: Text
}

/** A checked, compiled definition. Immutable: known by (sop, version, sha256). */
export interface Plan {
  language: 1
  sop: string
  version: string
  sha256: string
  title: Text
  purpose: Text
  hosting: 'own' | 'desk'
  /** Planned dues count only inside the store's service hours. */
  serviceHours: boolean
  starters: string[]
  correlate: Expression | null
  priority: Expression | null
  anchors: Anchor[]
  parameters: Parameter[]
  launch: Field[]
  /** Launch field, a record of role → person or persons, that names who may take the run's tasks. */
  people?: string
  launchChecks: Check[]
  launchFacts: FactQuery[]
  stages: StagePlan[]
  steps: StepPlan[]
  /** Roles used anywhere, in order of first use. */
  roles: string[]
  outcomes: Record<string, Text>
  /** Outcome of a run that reaches its end without a branch: first case that holds. */
  outcome: { if: Expression | null; then: string }[]
  /** KPI record, computed whenever it is read and fixed at the end. */
  record: Record<string, Expression>
  /** What people call the entries of the record; an entry without one goes by its name. */
  recordTitles?: Record<string, RecordTitle>
}
