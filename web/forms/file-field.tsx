import { useEffect, useId, useRef, useState } from 'react'
import type { JsonValue } from '#engine/model/text.ts'
import { Button } from '../kit/button/button.tsx'
import { Icon } from '../kit/icon/icon.tsx'
import { ProblemNote } from '../kit/note/problem-note.tsx'
import { useText } from '../text/use-text.ts'
import type { FileDoor } from './file-door.ts'
import { SeenBeforeNotes } from './seen-before.tsx'
import type { FieldBody } from './work-out.ts'

export interface FileFieldProps {
  field: FieldBody
  label: string
  value: JsonValue
  required: boolean
  error: string | null
  onChange: (value: JsonValue) => void
  door?: FileDoor
}

interface Sending {
  name: string
  share: number
}

const accepts: Record<string, string> = { img: 'image/*', video: 'video/*', pdf: 'application/pdf' }

/** Files of a field: taken by the camera or chosen, several at once, each seen while it is sent. */
export function FileField({ field, label, value, required, error, onChange, door }: FileFieldProps) {
  const t = useText('forms')
  const id = useId()
  const ids = idsOf(value)
  const latest = useLatest(ids)
  const [sending, setSending] = useState<Sending[]>([])
  const [problem, setProblem] = useState<unknown>(null)
  const many = field.type === 'files'
  const put = (next: string[]): void => {
    latest.current = next
    onChange(next.length === 0 ? null : many ? next : (next.at(-1) ?? null))
  }
  const send = async (files: readonly File[]): Promise<void> => {
    setProblem(null)
    for (const file of many ? files : files.slice(0, 1)) {
      setSending((now) => [...now, { name: file.name, share: 0 }])
      try {
        const share = (part: number): void =>
          setSending((now) => now.map((one) => (one.name === file.name ? { ...one, share: part } : one)))
        put([...latest.current, (await door?.send(file, share)) ?? ''])
      } catch (failure) {
        setProblem(failure)
      } finally {
        setSending((now) => now.filter((one) => one.name !== file.name))
      }
    }
  }
  return (
    <fieldset className="file-field" aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend>
        {label}
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      <ul className="file-list">
        {ids.map((file, at) => (
          <SentFile key={file} id={file} at={at} door={door} onRemove={() => put(ids.filter((one) => one !== file))} />
        ))}
        {sending.map(({ name, share }) => (
          <li key={name}>
            <progress value={share} aria-label={t('sending', { name })} />
          </li>
        ))}
      </ul>
      <FilePicker field={field} label={label} isMany={many} onPick={(files) => void send(files)} />
      <SeenBeforeNotes ids={ids} door={door} />
      {problem !== null && <ProblemNote problem={problem} />}
      {error !== null && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="warn" size={16} />
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** The camera where there is one, and the files of the device. */
function FilePicker(props: {
  field: FieldBody
  label: string
  isMany: boolean
  onPick: (files: readonly File[]) => void
}) {
  const t = useText('forms')
  const kinds = (props.field['accept'] as string[] | undefined) ?? []
  const accept = kinds.map((kind) => accepts[kind]).join(',')
  const photo = kinds.length === 0 || kinds.includes('img')
  const input = (camera: boolean) => (
    <label className="button button-plain file-pick">
      <Icon name={camera ? 'camera' : 'file'} />
      <span>{camera ? t('takePhoto') : t('pickFile')}</span>
      <input
        type="file"
        className="unseen"
        aria-label={`${props.label}: ${camera ? t('takePhoto') : t('pickFile')}`}
        accept={camera ? 'image/*' : accept}
        multiple={props.isMany && !camera}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          props.onPick([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </label>
  )
  return (
    <div className="file-picks">
      {photo && input(true)}
      {input(false)}
    </div>
  )
}

function SentFile(props: { id: string; at: number; door: FileDoor | undefined; onRemove: () => void }) {
  const { id, at, door, onRemove } = props
  const t = useText('forms')
  const [isImage, setIsImage] = useState(true)
  const name = door?.known(id)?.name ?? t('fileNumber', { at: at + 1 })
  return (
    <li>
      <a href={door?.addressOf(id)} target="_blank" rel="noreferrer" aria-label={name}>
        {isImage && door ? (
          <img src={door.addressOf(id)} alt={name} onError={() => setIsImage(false)} />
        ) : (
          <Icon name="file" size={32} />
        )}
      </a>
      <Button tone="quiet" icon="cross" label={t('removeFile', { name })} onPress={onRemove} />
    </li>
  )
}

/** What several uploads, each of which ends in its own time, add to. */
function useLatest(ids: string[]) {
  const latest = useRef(ids)
  useEffect(() => {
    latest.current = ids
  })
  return latest
}

function idsOf(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string')
  return typeof value === 'string' && value !== '' ? [value] : []
}
