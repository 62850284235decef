import type { ReactNode } from 'react'
import type { DecisionTable, StepPlan } from '#engine/model/plan.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { Roles } from './playbook-document.tsx'
import { sayTimeRule } from './say-time.ts'

interface StepWordsProps {
  step: StepPlan
  stepTitle: (stepId: string) => string
}

/** Who does a step, when, after what, under which rules, and what follows from it. */
export function StepWords({ step, stepTitle }: StepWordsProps) {
  const t = useText('author')
  const pick = usePick()
  const words = { stepTitle, pick }
  const roles = rolesOf(step)
  return (
    <dl className="document-facts">
      <Fact name={t('step.who')}>{roles.length === 0 ? t('step.system') : <Roles roles={roles} />}</Fact>
      <Fact name={t('step.after')}>{step.after.map(({ stepId }) => stepTitle(stepId)).join(', ')}</Fact>
      <Fact name={t('step.when')}>{step.when}</Fact>
      <Fact name={t('step.opens')}>{sayTimeRule(step.opens, words).join('; ')}</Fact>
      <Fact name={t('step.due')}>
        {sayTimeRule(step.due, words).join('; ')} {step.hard && <Tag tone="warn">{t('step.hard')}</Tag>}
      </Fact>
      <Fact name={t('step.approval')}>
        {step.approval && (
          <>
            <Roles roles={step.approval.levels.map(({ role }) => role)} /> {step.approval.ladder} {step.approval.within}
          </>
        )}
      </Fact>
      <Fact name={t('step.rules')}>{step.checks.length > 0 && <Rules step={step} />}</Fact>
      <Fact name={t('step.table')}>{step.decision && <Table table={step.decision} />}</Fact>
      <Fact name={t('step.checklist')}>{step.checklist.map(({ title }) => pick(title)).join('; ')}</Fact>
      <Fact name={t('step.then')}>{step.branches.length > 0 && <Branches step={step} stepTitle={stepTitle} />}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const said = Array.isArray(children)
    ? children.some((part) => part !== '' && part !== ' ' && part !== false)
    : children
  if (!said) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Rules({ step }: { step: StepPlan }) {
  const t = useText('author')
  const pick = usePick()
  return (
    <ul>
      {step.checks.map(({ id, grade, says, must }) => (
        <li key={id}>
          <Tag tone={grade === 'block' ? 'bad' : grade === 'warn' ? 'warn' : 'info'}>{t(`grade.${grade}`)}</Tag>{' '}
          {pick(says)} <code>{must}</code>
        </li>
      ))}
    </ul>
  )
}

function Table({ table }: { table: DecisionTable }) {
  const t = useText('author')
  return (
    <ol>
      {table.rows.map(({ id, if: condition, then }) => (
        <li key={id}>
          <code>{condition ?? t('step.otherwise')}</code> →{' '}
          {Object.entries(then)
            .map(([name, value]) => `${name} = ${value}`)
            .join(', ')}
        </li>
      ))}
    </ol>
  )
}

function Branches({ step, stepTitle }: StepWordsProps) {
  const t = useText('author')
  return (
    <ul>
      {step.branches.map((branch, index) => (
        <li key={index}>
          {t(`branch.${branch.on}`)} {branch.if !== undefined && <code>{branch.if}</code>} →{' '}
          {[
            branch.end === undefined ? '' : t('branch.end', { outcome: branch.end }),
            branch.returnTo === undefined ? '' : t('branch.returnTo', { step: stepTitle(branch.returnTo) }),
            branch.open === undefined ? '' : t('branch.open', { step: stepTitle(branch.open) }),
            branch.launch === undefined ? '' : t('branch.launch', { sop: branch.launch.sop }),
            branch.notify === undefined ? '' : t('branch.notify', { roles: branch.notify.join(', ') }),
            Object.entries(branch.set ?? {})
              .map(([name, value]) => `${name} = ${value}`)
              .join(', '),
            Object.entries(branch.move ?? {})
              .map(([name, value]) => `${name} = ${value}`)
              .join(', '),
          ]
            .filter((part) => part !== '')
            .join('; ')}
        </li>
      ))}
    </ul>
  )
}

/** Every role a step may fall to; none is the system's own. */
export function rolesOf(step: StepPlan): string[] {
  return [...new Set((step.role?.cases ?? []).map(({ role }) => role))]
}
