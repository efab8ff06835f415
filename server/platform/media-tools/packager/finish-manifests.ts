import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackageInput } from '../port.ts'
import { parseMasterPlaylist, parseMediaPlaylist } from './playlists.ts'
import { SURROUND_GROUP, writeRenditions } from './renditions.ts'

/** hls.js starts on the first variant listed; this keeps the first seconds light (Apple's authoring guide agrees). */
export const FIRST_VARIANT_MAX_BANDWIDTH = 1_000_000

/** What the packager leaves undone: the order of variants, target durations, whole-film subtitle playlists. */
export async function finishManifests(input: PackageInput, hlsName: string): Promise<void> {
  const { outputDir, subtitles, durationMs } = input
  const masterPath = join(outputDir, hlsName)
  const master = await readFile(masterPath, 'utf8')
  await writeFile(masterPath, finishMaster(master, writeRenditions(input.ladder, subtitles)))
  for (const track of subtitles) {
    await copyFile(track.file, join(outputDir, `${track.name}.vtt`))
    await writeFile(
      join(outputDir, `${track.name}.m3u8`),
      writeSubtitlePlaylist(`${track.name}.vtt`, durationMs),
    )
  }
  const own = new Set(subtitles.map((track) => `${track.name}.m3u8`))
  const names = (await readdir(outputDir)).filter(
    (name) => name.endsWith('.m3u8') && name !== hlsName && !own.has(name),
  )
  for (const name of names) {
    const path = join(outputDir, name)
    await writeFile(path, correctTargetDuration(await readFile(path, 'utf8')))
  }
}

/**
 * Lists the best variant of at most 1 Mbps first and the others from light to heavy, those with 5.1 after all in
 * stereo; the sound and subtitles are listed as given, for the packager marks defaults by language and leaves out flags.
 */
export function finishMaster(text: string, renditions: readonly string[]): string {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const blocks: { text: string; bandwidth: number; surround: boolean }[] = []
  const rest: string[] = []
  const { variants } = parseMasterPlaylist(text)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (!line.startsWith('#EXT-X-STREAM-INF:')) {
      if (!line.startsWith('#EXT-X-MEDIA:')) rest.push(line)
      continue
    }
    index += 1
    const uri = lines[index] ?? ''
    const variant = variants[blocks.length]
    blocks.push({
      text: `${line}\n${uri}`,
      bandwidth: variant?.bandwidth ?? 0,
      surround: variant?.audioGroup === SURROUND_GROUP,
    })
  }
  const ordered = [
    ...orderForStart(blocks.filter((block) => !block.surround)),
    ...orderForStart(blocks.filter((block) => block.surround)),
  ]
  const head = rest.filter((line) => !line.startsWith('#EXT-X-I-FRAME'))
  const trick = rest.filter((line) => line.startsWith('#EXT-X-I-FRAME'))
  return `${[...head, ...renditions, ...ordered.map((block) => block.text), ...trick].join('\n')}\n`
}

function orderForStart<T extends { bandwidth: number }>(blocks: readonly T[]): T[] {
  const ascending = blocks.toSorted((a, b) => a.bandwidth - b.bandwidth)
  const first = ascending.findLast((block) => block.bandwidth <= FIRST_VARIANT_MAX_BANDWIDTH) ?? ascending[0]
  return first ? [first, ...ascending.filter((block) => block !== first)] : []
}

// The packager gives every playlist the longest duration of any, a subtitle's included.
function correctTargetDuration(text: string): string {
  const longest = Math.max(
    1,
    ...parseMediaPlaylist(text).segments.map((segment) => Math.round(segment.durationS)),
  )
  return text.replace(/#EXT-X-TARGETDURATION:\d+/, `#EXT-X-TARGETDURATION:${longest}`)
}

function writeSubtitlePlaylist(uri: string, durationMs: number): string {
  const seconds = durationMs / 1000
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${Math.ceil(seconds)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${seconds.toFixed(3)},`,
    uri,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n')
}
