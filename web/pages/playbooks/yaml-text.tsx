import type { Ref } from 'react'
import { useRef } from 'react'
import type { Finding } from '../../api/definitions.ts'
import { useText } from '../../text/use-text.ts'

interface YamlTextProps {
  value: string
  onChange: (value: string) => void
  findings: readonly Finding[]
  textRef: Ref<HTMLTextAreaElement>
}

/** A plain text field with line numbers, those with findings marked; Tab leaves it, as in any form. */
export function YamlText({ value, onChange, findings, textRef }: YamlTextProps) {
  const t = useText('author')
  const gutter = useRef<HTMLPreElement>(null)
  const worst = new Map<number, Finding['severity']>()
  for (const { line, severity } of findings) if (line !== null && worst.get(line) !== 'error') worst.set(line, severity)
  return (
    <div className="writing-text">
      <pre ref={gutter} className="writing-lines" aria-hidden="true" style={{ height: '28rem' }}>
        {value.split('\n').map((_, at) => (
          <span key={at} className={lineClass(worst.get(at + 1))}>
            {worst.has(at + 1) ? '● ' : ''}
            {at + 1}
            {'\n'}
          </span>
        ))}
      </pre>
      <textarea
        ref={textRef}
        aria-label={t('write.text')}
        spellCheck={false}
        wrap="off"
        value={value}
        style={{ height: '28rem' }}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

function lineClass(severity: Finding['severity'] | undefined): string {
  if (severity === undefined) return ''
  return severity === 'error' ? 'writing-bad' : 'writing-warn'
}
