import type { Shell } from '../commands/command.ts';

// Each hands the words of the line, down to the one that is being typed, to `haiku-posts __complete`, which says on its
// first row what kind of thing is offered, and in those after it what: a word, and after a tab what it does.

const bash = `# bash completion for haiku-posts, for bash 3.2 and newer
# eval "$(haiku-posts completion bash)"

# Offers what is read, without what readline takes for a word before it.
_haiku_posts_offer() {
  local word
  while IFS=$2 read -r word _; do [[ $word == "$1"* ]] && COMPREPLY+=("\${word#"$1"}"); done
}

_haiku_posts() {
  local line=\${COMP_LINE:0:COMP_POINT} words typed before kind
  COMPREPLY=()
  # Without -r, so that a backslash is what it is to the shell. Another word begins after a blank.
  read -a words <<<"$line"
  [[ $line == *[[:blank:]] ]] && words+=('')
  # A name that begins with a quotation mark has it for its own sake to nobody but the shell.
  typed=\${words[\${#words[@]}-1]#[\\'\\"]}
  # To readline a word begins anew at these.
  before=\${typed%"\${typed##*[:=]}"}
  { read -r kind; _haiku_posts_offer "$before" $'\\t'; } < <(
    command haiku-posts __complete "\${words[@]:1:\${#words[@]}-2}" "$typed" 2>/dev/null
  )
  case $kind in
    folders) _haiku_posts_offer '' < <(compgen -d -- "\${typed#--*=}") ;;
    files) _haiku_posts_offer '' < <(compgen -f -- "\${typed#--*=}") ;;
  esac
  type compopt >/dev/null 2>&1 || return 0
  # Readline puts the backslashes in, and shows of a name what follows its last slash.
  [[ $kind == words ]] || compopt -o filenames 2>/dev/null
  [[ $kind == posts && \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == */ ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _haiku_posts haiku-posts
`;

const zsh = `#compdef haiku-posts
# zsh completion for haiku-posts, as a file _haiku-posts of $fpath, or evaluated after compinit
# eval "$(haiku-posts completion zsh)"

_haiku_posts() {
  local -a found
  found=("\${(@f)$(command haiku-posts __complete "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  local kind=$found[1]
  shift found
  case $kind in
    folders) compset -P '--*='; _files -/ ;;
    files) compset -P '--*='; _files ;;
    posts)
      # What was typed may be of another form than a post's path, and is replaced: -U.
      compadd -U -S '' -- \${(M)found:#*/}
      compadd -U -- \${found:#*/}
      ;;
    words)
      found=("\${(@)found//:/\\\\:}")
      found=("\${(@)found/$'\\t'/:}")
      _describe completion found
      ;;
  esac
}

if [[ $funcstack[1] == _haiku-posts ]]; then
  _haiku_posts "$@"
else
  compdef _haiku_posts haiku-posts
fi
`;

const fish = `# fish completion for haiku-posts, for fish 3.1 and newer
# haiku-posts completion fish | source

function __haiku_posts
    set -l words (commandline -opc)
    set -e words[1]
    set -l typed (commandline -ct)
    set -l found (command haiku-posts __complete $words "$typed" 2>/dev/null)
    set -l option (string match -r '^--[^=]*=' -- $typed)
    set -l path (string replace -r '^--[^=]*=' '' -- "$typed")
    switch "$found[1]"
        case folders
            printf "$option%s\\n" (__fish_complete_directories "$path")
        case files
            printf "$option%s\\n" (__fish_complete_path "$path")
        case '*'
            set -e found[1]
            printf '%s\\n' $found
    end
end

complete -c haiku-posts -f -a '(__haiku_posts)'
`;

/** The scripts with which shells complete our command lines: with what is offered when Tab is struck. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
