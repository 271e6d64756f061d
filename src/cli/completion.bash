# bash completion for haiku-posts, for bash 3.2 and newer
# eval "$(haiku-posts completion bash)"

# Adds the words on stdin that begin with $1, without it. $2: the separator of a word and its help.
_haiku_posts_offer() {
  local word
  while IFS=$2 read -r word _; do
    [[ $word == "$1"* ]] || continue
    word=${word#"$1"}
    _haiku_posts_quote
    COMPREPLY+=("$word")
  done
}

# Quotes $word as $quoting says. Readline itself quotes only names that are in the working directory. In another name, the
# part in backquotes would be run.
_haiku_posts_quote() {
  local quoted= char at
  case $quoting in
    none) return ;;
    bare) printf -v word %q "$word"; return ;;
  esac
  for ((at = 0; at < ${#word}; at++)); do
    char=${word:at:1}
    case $quoting$char in
      \'\') char="'\\''" ;;
      \"!) char="\"'!'\"" ;;
      \"[\"\\\$\`] | ansi[\'\\]) char=\\$char ;;
    esac
    quoted+=$char
  done
  word=$quoted
}

_haiku_posts() {
  local line=${COMP_LINE:0:COMP_POINT} words=() word= before= kind= quoting=bare char at
  COMPREPLY=()
  # Splits the line into words. Readline replaces only $2, because it also begins a word after a quote, `:`, `=` or `@`. $before
  # is the part of the last word that it keeps.
  for ((at = 0; at <= ${#line}; at++)); do
    [[ $at -gt $((${#line} - ${#2})) ]] || before=$word
    char=${line:at:1}
    case $quoting$char in
      bare[$' \t\n']) [[ -z $word ]] || words+=("$word"); word= ;;
      bare\$) [[ ${line:at+1:1} == \' ]] && quoting=ansi at=$((at + 1)) || word+=$char ;;
      bare[\'\"]) quoting=$char ;;
      \'\' | \"\" | ansi\') quoting=bare ;;
      \"\\) at=$((at + 1)) char=${line:at:1}; [[ $char == [\"\\\$\`] ]] || word+=\\; word+=$char ;;
      bare\\ | ansi\\) at=$((at + 1)) word+=${line:at:1} ;;
      *) word+=$char ;;
    esac
  done
  # `\command`, because bash expands aliases in `<(…)` when it runs.
  {
    IFS= read -r kind || :
    [[ $kind == posts ]] || quoting=none
    _haiku_posts_offer "$before" $'\t'
  } < <(\command haiku-posts __complete "${words[@]:1}" "$word" 2>/dev/null)
  case $kind in
    folders) _haiku_posts_offer "${before#--*=}" '' < <(\compgen -d -- "${word#--*=}") ;;
    files) _haiku_posts_offer "${before#--*=}" '' < <(\compgen -f -- "${word#--*=}") ;;
  esac
  type compopt >/dev/null 2>&1 || return 0
  # Readline adds the backslashes, and lists only the part of a name after its last slash.
  [[ $kind == folders || $kind == files ]] && compopt -o filenames 2>/dev/null
  [[ $kind == posts && ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _haiku_posts haiku-posts
