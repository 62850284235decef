import { roleTitles } from '#engine/model/roles.ts'
import type { Field } from '#engine/model/form.ts'
import type { Parameter, Plan, StepPlan } from '#engine/model/plan.ts'
import type { JsonValue } from '#engine/model/text.ts'
import { Drawing } from '../../kit/drawing/drawing.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { moneyText } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { rolesOf, StepWords } from './step-words.tsx'

/** A playbook from its purpose to its last step, in the reader's language. */
export function PlaybookDocument({ plan }: { plan: Plan }) {
  const t = useText('author')
  const pick = usePick()
  const stepTitle = (stepId: string) =>
    pick(plan.steps.find(({ id }) => id === stepId)?.title ?? { zh: stepId, en: stepId })
  return (
    <article className="document">
      <p className="document-purpose">{pick(plan.purpose)}</p>
      <p>
        {t('starters')} <Roles roles={plan.starters} />
      </p>
      <Contents plan={plan} />
      <Flow plan={plan} />
      <h2>{t('launch')}</h2>
      <FieldTable fields={plan.launch} label={t('launch')} />
      {plan.parameters.length > 0 && <Numbers parameters={plan.parameters} />}
      {plan.stages.map((stage) => (
        <section key={stage.id}>
          <h2>{pick(stage.title)}</h2>
          {plan.steps
            .filter((step) => step.stage === stage.id)
            .map((step) => (
              <StepSection key={step.id} step={step} stepTitle={stepTitle} />
            ))}
        </section>
      ))}
      <h2>{t('outcomes')}</h2>
      <ul>
        {Object.entries(plan.outcomes).map(([id, title]) => (
          <li key={id}>{pick(title)}</li>
        ))}
      </ul>
    </article>
  )
}

function Contents({ plan }: { plan: Plan }) {
  const t = useText('author')
  const pick = usePick()
  return (
    <nav className="document-contents" aria-label={t('contents')}>
      <ol>
        {plan.stages.map((stage) => (
          <li key={stage.id}>
            {pick(stage.title)}
            <ol>
              {plan.steps
                .filter((step) => step.stage === stage.id)
                .map((step) => (
                  <li key={step.id}>
                    <a href={`#${step.id}`}>{pick(step.title)}</a>
                  </li>
                ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The order of the steps as a drawing; each box leads to its step in the text. */
function Flow({ plan }: { plan: Plan }) {
  const t = useText('author')
  const pick = usePick()
  const roleTitle = (role: string) => pick(roleTitles[role] ?? { zh: role, en: role })
  const steps = plan.steps.map((step) => ({
    id: step.id,
    after: step.after.map(({ stepId }) => stepId),
    title: pick(step.title),
    note: rolesOf(step).map(roleTitle).join(', ') || t('step.system'),
    state: step.when === null && step.onDemand === null ? 'always' : 'maybe',
    href: `#${step.id}`,
  }))
  return (
    <>
      <h2>{t('flow')}</h2>
      <p>{t('flowHint')}</p>
      <Drawing steps={steps} label={t('flow')} />
    </>
  )
}

/** Roles by their titles. */
export function Roles({ roles }: { roles: readonly string[] }) {
  const pick = usePick()
  return roles.map((role) => <Tag key={role}>{pick(roleTitles[role] ?? { zh: role, en: role })}</Tag>)
}

function Numbers({ parameters }: { parameters: readonly Parameter[] }) {
  const t = useText('author')
  const pick = usePick()
  return (
    <>
      <h2>{t('numbers')}</h2>
      <dl className="document-numbers">
        {parameters.map((parameter) => (
          <div key={parameter.name}>
            <dt>{pick(parameter.title)}</dt>
            <dd>
              {Object.entries(parameter.cases ?? {}).map(([word, value]) => (
                <span key={word}>
                  {word}: {sayValue(parameter.type, value)}{' '}
                </span>
              ))}
              {parameter.value !== null && sayValue(parameter.type, parameter.value)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** A number of a playbook in its unit. */
export function sayValue(type: Parameter['type'], value: JsonValue): string {
  if (type === 'money' && typeof value === 'number') return moneyText(value)
  if (type === 'percent' && typeof value === 'number') return `${value} %`
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function StepSection({ step, stepTitle }: { step: StepPlan; stepTitle: (stepId: string) => string }) {
  const t = useText('author')
  const pick = usePick()
  return (
    <section className="document-step" id={step.id}>
      <h3>
        {pick(step.title)} <small>{step.id}</small>
      </h3>
      <p>{pick(step.hint)}</p>
      <StepWords step={step} stepTitle={stepTitle} />
      {step.form.length > 0 && <FieldTable fields={step.form} label={t('form')} />}
    </section>
  )
}

function FieldTable({ fields, label }: { fields: readonly Field[]; label: string }) {
  const t = useText('author')
  const pick = usePick()
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('field.title')}</th>
            <th scope="col">{t('field.type')}</th>
            <th scope="col">{t('field.bounds')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <td data-head={t('field.title')}>
                {pick(field.title)} {field.required && <Tag>{t('field.required')}</Tag>}
                {field.pii === true && <Tag tone="warn">{t('field.personal')}</Tag>}
              </td>
              <td data-head={t('field.type')}>{t(`type.${field.type}`)}</td>
              <td data-head={t('field.bounds')}>{bounds(field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function bounds(field: Field): string {
  const number = (value: number) => (field.type === 'money' ? moneyText(value) : String(value))
  const said = [
    field.min === undefined ? '' : `≥ ${number(field.min)}`,
    field.above === undefined ? '' : `> ${number(field.above)}`,
    field.max === undefined ? '' : `≤ ${number(field.max)}`,
    field.atLeast === undefined ? '' : `≥ ${field.atLeast}`,
    field.atMost === undefined ? '' : `≤ ${field.atMost}`,
    field.maxLength === undefined ? '' : `≤ ${field.maxLength}`,
    field.of === undefined ? '' : field.of.join(' / '),
    field.requiredIf ?? '',
    field.computed === undefined ? '' : `= ${field.computed}`,
    field.lookUp === undefined ? '' : `← ${field.lookUp.source}.${field.lookUp.path}`,
  ]
  return said.filter((part) => part !== '').join('; ')
}
