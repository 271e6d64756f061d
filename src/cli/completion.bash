# bash completion for haiku-posts, for bash 3.2 and newer
# eval "$(haiku-posts completion bash)"

# Adds the words on stdin. Removes $1 from them, because readline treats that part as an earlier word. $2: the separator.
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
      single\') char="'\\''" ;;
      double!) char="\"'!'\"" ;;
      double[\"\\\$\`]) char=\\$char ;;
    esac
    quoted+=$char
  done
  word=$quoted
}

_haiku_posts() {
  local line=${COMP_LINE:0:COMP_POINT} words typed before kind quoting=bare
  COMPREPLY=()
  # No -r, so that a backslash escapes, as in the shell. A blank at the end begins another word.
  read -a words <<<"$line"
  [[ $line == *[[:blank:]] ]] && words+=('')
  # The opening quote is not part of the name.
  typed=${words[${#words[@]}-1]}
  case $typed in
    \'*) quoting=single ;;
    \"*) quoting=double ;;
  esac
  typed=${typed#[\'\"]}
  # Readline begins a new word after `:` and `=`.
  before=${typed%"${typed##*[:=]}"}
  {
    read -r kind
    [[ $kind == posts ]] || quoting=none
    _haiku_posts_offer "$before" $'\t'
  } < <(
    command haiku-posts __complete "${words[@]:1:${#words[@]}-2}" "$typed" 2>/dev/null
  )
  case $kind in
    folders) _haiku_posts_offer '' < <(compgen -d -- "${typed#--*=}") ;;
    files) _haiku_posts_offer '' < <(compgen -f -- "${typed#--*=}") ;;
  esac
  type compopt >/dev/null 2>&1 || return 0
  # Readline adds the backslashes, and lists only the part of a name after its last slash.
  [[ $kind == folders || $kind == files ]] && compopt -o filenames 2>/dev/null
  [[ $kind == posts && ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _haiku_posts haiku-posts
