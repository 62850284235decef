import { wordsOfEvent } from '#engine/history/event-words.ts'
import type { FormOf, SaidDetail } from '#engine/history/say-event.ts'
import { sayAnswers, sayEvent } from '#engine/history/say-event.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { ShownEvent } from '../show/show-run-event.ts'
import { escapeHtml as safe, htmlSection, htmlTable, printStyle } from './html.ts'
import type { CaseFile, DisputeMaterial } from './material.ts'
import type { DisputeLanguage, DisputeWords } from './words.ts'
import { disputeWords } from './words.ts'

/** The readable part of a dispute file: one page that needs nothing but the folder beside it, ready to be printed. */
export function disputePage(plan: Plan, material: DisputeMaterial, language: DisputeLanguage): string {
  const words = disputeWords[language]
  const name = material.run.correlationKey ?? material.run.id
  const logs = material.files.filter(({ field }) => field?.includes('chat') === true)
  const others = material.files.filter((file) => !logs.includes(file))
  const sections = [
    htmlSection(words.integrity, verdict(material, words)),
    htmlSection(words.approvals, approvals(material, language)),
    htmlSection(words.evidence, figures(plan, others, material, language)),
    htmlSection(words.chat, figures(plan, logs, material, language)),
    htmlSection(words.logistics, parcels(material, words)),
    htmlSection(words.timeline, timeline(plan, material, language)),
  ]
  const title = `${words.title} · ${name}`
  return `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(title)}</title><style>${printStyle}</style></head><body><h1>${safe(title)}</h1>
${head(plan, material, language)}${sections.join('\n')}<p>${safe(words.filesNote)} ${safe(words.masked)}</p></body></html>`
}

function head(plan: Plan, material: DisputeMaterial, language: DisputeLanguage): string {
  const { run } = material
  const words = disputeWords[language]
  const rows: SaidDetail[] = [
    { name: words.store, value: material.storeName },
    { name: words.playbook, value: `${plan.title[language]} ${run.version}` },
    { name: words.case, value: run.correlationKey ?? '—' },
    { name: words.run, value: run.id },
    {
      name: words.outcome,
      value: run.outcome === null ? words.notYet : (plan.outcomes[run.outcome]?.[language] ?? run.outcome),
    },
    { name: words.started, value: `${clock(material, run.launchedAt)} · ${run.launchedByName ?? run.launchedBy}` },
    { name: words.ended, value: run.endedAt === null ? words.notYet : clock(material, run.endedAt) },
    { name: words.made, value: `${clock(material, material.madeAt)} ${words.by} ${material.madeBy}` },
    ...sayAnswers(plan.launch, run.inputs as JsonObject, language),
  ]
  return `<dl class="facts">${rows.map(({ name, value }) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`).join('')}</dl>`
}

function verdict({ brokenAt, links, run }: DisputeMaterial, words: DisputeWords): string {
  const text = brokenAt === null ? words.intact : words.broken.replace('{n}', String(brokenAt))
  return `<p class="verdict${brokenAt === null ? '' : ' bad'}">${safe(text)}</p>
<p>${links.length} ${safe(words.events)}. ${safe(words.last)}: <code>${run.hash}</code></p><p>${safe(words.how)}</p>`
}

function approvals(material: DisputeMaterial, language: DisputeLanguage): string {
  const words = disputeWords[language]
  const rows = material.run.steps.flatMap((step) =>
    step.approvals.map((level) => [
      safe(step.title[language]),
      String(level.level),
      safe(level.role),
      safe(askedBy(material, step.instanceKey, words)),
      level.decision === null ? safe(words.pending) : `<strong>${safe(words[level.decision])}</strong>`,
      safe(level.byName ?? level.by ?? '—'),
      level.at === null ? '—' : safe(clock(material, level.at)),
      safe(level.reason ?? ''),
    ]),
  )
  const heads = [words.step, words.level, words.role, words.asked, words.decision, words.who, words.time, words.reason]
  return rows.length === 0 ? `<p>${safe(words.none)}</p>` : htmlTable(heads, rows)
}

function askedBy({ events }: DisputeMaterial, instanceKey: string, words: DisputeWords): string {
  const asked = events.findLast((event) => event.type === 'step.submitted' && event.instanceKey === instanceKey)
  return asked ? who(asked, words) : '—'
}

function figures(plan: Plan, files: readonly CaseFile[], material: DisputeMaterial, language: DisputeLanguage): string {
  const words = disputeWords[language]
  if (files.length === 0) return `<p>${safe(words.none)}</p>`
  return files.map((file) => figure(plan, file, material, language)).join('')
}

function figure(plan: Plan, file: CaseFile, material: DisputeMaterial, language: DisputeLanguage): string {
  const words = disputeWords[language]
  const step = plan.steps.find(({ id }) => id === file.stepId)
  const field = step?.form.find(({ name }) => name === file.field)
  const caption = [step?.title[language], field?.title[language], file.fileName, file.personName ?? file.personId]
  const said = [...caption, clock(material, file.at)].filter((text) => text !== undefined).join(' · ')
  const shown =
    file.packedAs === null
      ? `<em>${safe(words.missing)}</em>`
      : file.mediaType.startsWith('image/')
        ? `<img src="${safe(encodeURI(file.packedAs))}" alt="${safe(said)}">`
        : `<a href="${safe(encodeURI(file.packedAs))}">${safe(file.fileName)}</a>`
  return `<figure>${shown}<figcaption>${safe(said)}<br>SHA-256 <code>${file.sha256}</code></figcaption></figure>`
}

function parcels(material: DisputeMaterial, words: DisputeWords): string {
  if (material.parcels.length === 0) return `<p>${safe(words.none)}</p>`
  return material.parcels
    .map((parcel) => {
      const scans = parcel.scans.map((scan) => [safe(clock(material, scan.at)), safe(scan.place), safe(scan.text)])
      const received = parcel.receivedAt === null ? '—' : clock(material, parcel.receivedAt)
      const line = `${words.waybill} ${parcel.waybill} · ${words.carrier} ${parcel.carrier ?? '—'} · ${words.received} ${received}`
      return `<h3>${safe(line)}</h3>${scans.length === 0 ? '' : htmlTable([words.time, words.step, words.detail], scans)}`
    })
    .join('')
}

function timeline(plan: Plan, material: DisputeMaterial, language: DisputeLanguage): string {
  const words = disputeWords[language]
  const formOf: FormOf = (stepId) => plan.steps.find(({ id }) => id === stepId)?.form ?? plan.launch
  const rows = material.events.map((event) => {
    const step = plan.steps.find(({ id }) => id === event.stepId)
    const toTell = { stepId: event.stepId, data: event.data as JsonObject }
    const said = sayEvent(formOf, toTell, language).map((detail) => safe(sayDetail(detail, material)))
    return [
      String(event.seq),
      safe(clock(material, event.at)),
      safe(onBehalf(event, material, words)),
      safe(wordsOfEvent(event.type)[language]),
      safe(step?.title[language] ?? ''),
      said.join('<br>'),
    ]
  })
  return htmlTable(['#', words.time, words.who, words.what, words.step, words.detail], rows)
}

function sayDetail({ name, value, files = [] }: SaidDetail, material: DisputeMaterial): string {
  const named = files.map((id) => material.files.find((file) => file.id === id)?.fileName ?? id)
  const text = [value, ...named].filter((part) => part !== '').join(', ')
  return name === '' ? text : `${name}: ${text}`
}

function onBehalf(event: ShownEvent, material: DisputeMaterial, words: DisputeWords): string {
  if (event.onBehalfOf === null) return who(event, words)
  return `${who(event, words)} (${words.forWhom} ${material.nameOf(event.onBehalfOf) ?? event.onBehalfOf})`
}

function who({ actor }: ShownEvent, words: DisputeWords): string {
  return actor.personId === 'system' ? words.system : (actor.name ?? actor.personId)
}

function clock({ zone }: DisputeMaterial, at: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(at))
  return `${parts} ${zone}`
}
