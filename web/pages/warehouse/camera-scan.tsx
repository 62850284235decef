import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Dialog } from '../../kit/dialog/dialog.tsx'
import { Note } from '../../kit/note/note.tsx'
import { useText } from '../../text/use-text.ts'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

declare global {
  interface Window {
    BarcodeDetector?: new () => Detector
  }
}

const lookAgainMs = 200

/** Reads a waybill with the camera, where the browser knows how to. */
export function CameraScan({ onCode }: { onCode: (code: string) => void }) {
  const t = useText('warehouse')
  const [isOpen, setIsOpen] = useState(false)
  if (window.BarcodeDetector === undefined) return null
  return (
    <>
      <Button icon="camera" onPress={() => setIsOpen(true)}>
        {t('camera')}
      </Button>
      <Dialog title={t('camera')} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <Viewfinder
          onCode={(code) => {
            setIsOpen(false)
            onCode(code)
          }}
        />
      </Dialog>
    </>
  )
}

function Viewfinder({ onCode }: { onCode: (code: string) => void }) {
  const t = useText('warehouse')
  const video = useRef<HTMLVideoElement>(null)
  const [blocked, setBlocked] = useState(false)
  useEffect(() => {
    const detector = window.BarcodeDetector ? new window.BarcodeDetector() : null
    let stream: MediaStream | null = null
    const timer = setInterval(() => {
      if (!video.current || video.current.readyState < 2) return
      detector?.detect(video.current).then(
        ([first]) => first && onCode(first.rawValue),
        () => undefined,
      )
    }, lookAgainMs)
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      (opened) => {
        stream = opened
        if (video.current) video.current.srcObject = opened
      },
      () => setBlocked(true),
    )
    return () => {
      clearInterval(timer)
      stream?.getTracks().forEach((track) => track.stop())
    }
  }, [onCode])
  if (blocked) return <Note tone="warn">{t('cameraBlocked')}</Note>
  return <video ref={video} className="viewfinder" autoPlay muted playsInline />
}
