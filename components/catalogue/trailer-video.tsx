'use client'

import type Hls from 'hls.js'
import { useEffect, useEffectEvent, useRef, useState, type ComponentProps } from 'react'
import { cn } from '../ui/class-names.ts'

type TrailerVideoProps = Omit<ComponentProps<'video'>, 'src'> & {
  /** Address of the HLS manifest. */
  source: string
  onFailed?: () => void
}

/** Plays a trailer's manifest; hls.js is fetched only when one is shown. */
export function TrailerVideo({ source, onFailed, className, ...rest }: TrailerVideoProps) {
  const ref = useRef<HTMLVideoElement>(null)
  const [playing, setPlaying] = useState(false)
  const tellFailed = useEffectEvent(() => onFailed?.())

  useEffect(() => {
    const video = ref.current
    if (!video) return
    let hls: Hls | undefined
    const ended = new AbortController()
    const start = async () => {
      const { default: HlsPlayer } = await import('hls.js')
      if (ended.signal.aborted) return
      if (!HlsPlayer.isSupported()) {
        video.src = source
        video.addEventListener('error', () => tellFailed(), { signal: ended.signal })
        return
      }
      hls = new HlsPlayer({
        startLevel: -1,
        capLevelToPlayerSize: true,
        maxBufferLength: 12,
        backBufferLength: 10,
      })
      hls.on(HlsPlayer.Events.ERROR, (_event, data) => {
        if (data.fatal) tellFailed()
      })
      hls.loadSource(source)
      hls.attachMedia(video)
    }
    start().catch(() => tellFailed())
    return () => {
      ended.abort()
      hls?.destroy()
      video.removeAttribute('src')
    }
  }, [source])

  return (
    // Subtitles of a trailer are in its manifest: hls.js makes the tracks.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={ref}
      playsInline
      autoPlay
      {...rest}
      onPlaying={() => setPlaying(true)}
      className={cn('transition-opacity duration-[480ms]', playing ? 'opacity-100' : 'opacity-0', className)}
    />
  )
}
