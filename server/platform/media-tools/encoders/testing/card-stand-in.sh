#!/bin/bash
# Answers as ffmpeg does on a machine with one kind of card, and encodes by x264 behind it. Its state is beside it:
# `card` names the encoder that works (h264_nvenc, say), `mode` VAAPI's only rate control, `sessions` how many encodes
# the card still takes (none: no limit), `ffmpeg` the real one; `calls` gathers every command line.
state=$(dirname "$0")
printf '%s\n' "$*" >>"$state/calls"
card=$(cat "$state/card")
declare -a out
asked= device= rate=
while (($#)); do
  case "$1" in
    h264_*) asked=$1; out+=(libx264) ;;
    -init_hw_device) device=$2; shift ;;
    -rc_mode) rate=$2; shift ;;
    -cq | -global_quality) out+=(-crf "$2"); shift ;;
    -preset) [[ $2 == p[1-7] || $2 == medium ]] && out+=(-preset ultrafast) || out+=(-preset "$2"); shift ;;
    -b:v | -tune | -rc | -strict_gop | -adaptive_i | -idr_interval | -filter_hw_device) shift ;;
    -no-scenecut) out+=(-sc_threshold 0); shift ;;
    -forced_idr) out+=(-forced-idr 1); shift ;;
    *) out+=("${1//format=nv12,hwupload/format=yuv420p}") ;;
  esac
  shift
done
fail() { echo "$1" >&2; exit 1; }
if [[ -n $asked ]]; then
  [[ $asked == "$card" ]] || fail "Cannot load the driver of $asked"
  [[ $asked != h264_vaapi || -n $device ]] || fail "A hardware device reference is required to upload frames to."
  [[ $asked != h264_vaapi || $rate == "$(cat "$state/mode")" ]] || fail "Driver does not support $rate RC mode"
  if [[ -f $state/sessions ]]; then
    left=$(cat "$state/sessions")
    ((left > 0)) || fail "OpenEncodeSessionEx failed: out of memory (10)"
    echo $((left - 1)) >"$state/sessions"
  fi
fi
exec "$(cat "$state/ffmpeg")" "${out[@]}"
