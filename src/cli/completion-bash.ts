import { quoted } from '../shell/words.ts';
import { listPosts } from './completion-posix.ts';
import type { CommandOffer, Offer, Offers, OptionOffer } from './offers.ts';

/** The completion script for bash, 3.2 and newer. */
export const bashScript = ({ everywhere, commands }: Offers): string => `# bash completion for haiku-posts
# eval "$(haiku-posts completion bash)"

${listPosts}

# One word a line, those that begin with what was typed.
_haiku_posts_offer() {
  local line
  while IFS= read -r line; do
    [[ $line == "$1"* || -n $2 ]] && COMPREPLY+=("$line")
  done
}

_haiku_posts_words() {
  local typed=$1
  shift
  _haiku_posts_offer "$typed" < <(printf '%s\\n' "$@")
}

# Readline puts the backslashes in, and shows of a name what follows its last slash.
_haiku_posts_names() {
  type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null
}

_haiku_posts_posts() {
  # To readline a word begins anew at these.
  local typed=$1 before=\${1%"\${1##*[:=]}"} index
  _haiku_posts_names
  shift
  _haiku_posts_offer '' any < <(_haiku_posts_ls "$typed" "$@")
  [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == */ ]] && type compopt >/dev/null 2>&1 && compopt -o nospace 2>/dev/null
  for index in "\${!COMPREPLY[@]}"; do COMPREPLY[index]=\${COMPREPLY[index]#"$before"}; done
}

_haiku_posts_paths() {
  _haiku_posts_names
  _haiku_posts_offer '' any < <(compgen "$1" -- "$2")
}

_haiku_posts() {
  local line=\${COMP_LINE:0:COMP_POINT} words word typed option='' command='' folder=() operands=0
  COMPREPLY=()
  # Without -r, so that a backslash is what it is to the shell. Another word begins after a blank.
  read -a words <<<"$line"
  [[ $line == *[[:blank:]] ]] && words+=('')
  typed=\${words[\${#words[@]}-1]}
  for word in "\${words[@]:1:\${#words[@]}-2}"; do
    if [[ -n $option ]]; then
      [[ $option == --posts ]] && folder=(--posts "\${word/#\\~/$HOME}")
      option=''
      continue
    fi
    case $command:$word in
      ${valued(everywhere, commands)}) option=$word ;;
      *:--posts=*) folder=("$word") ;;
      *:-?*) ;;
      :*) command=$word ;;
      *) operands=$((operands + 1)) ;;
    esac
  done
  if [[ -z $option && $typed == --*=* ]]; then
    option=\${typed%%=*}
    typed=\${typed#*=}
  fi
  # A name that begins with a quotation mark has it for its own sake to nobody but the shell.
  typed=\${typed#[\\'\\"]}
  if [[ -n $option ]]; then
    case $command:$option in
${valueRows(everywhere, commands)}
    esac
  elif [[ $typed == -* ]]; then
    case $command in
${commands.map(each => `      ${name(each)}) _haiku_posts_words "$typed" ${names([...each.options, ...everywhere])} ;;`).join('\n')}
    esac
  else
    case $command:$operands in
${commands.flatMap(operandRows).join('\n')}
    esac
  fi
}

complete -F _haiku_posts haiku-posts
`;

const name = (command: CommandOffer): string => (command.name === '' ? "''" : command.name);

const names = (options: readonly OptionOffer[]): string => options.flatMap(option => option.names).join(' ');

type Owned = { readonly owner: string; readonly option: OptionOffer };

const withValues = (everywhere: readonly OptionOffer[], commands: readonly CommandOffer[]): readonly Owned[] =>
  [
    ...everywhere.map(option => ({ owner: '*', option })),
    ...commands.flatMap(({ name, options }) => options.map(option => ({ owner: name, option }))),
  ].filter(({ option }) => option.value !== null);

const patterns = ({ owner, option }: Owned): string => option.names.map(name => `${owner}:${name}`).join('|');

const valued = (everywhere: readonly OptionOffer[], commands: readonly CommandOffer[]): string =>
  withValues(everywhere, commands).map(patterns).join('|');

const valueRows = (everywhere: readonly OptionOffer[], commands: readonly CommandOffer[]): string =>
  withValues(everywhere, commands)
    .map(owned => `      ${patterns(owned)}) ${offered(owned.option.value?.offer ?? { kind: 'nothing' })} ;;`)
    .join('\n');

const operandRows = ({ name, operands }: CommandOffer): readonly string[] =>
  operands.map((offer, index) => `      ${name}:${index === operands.length - 1 ? '*' : index}) ${offered(offer)} ;;`);

function offered(offer: Offer): string {
  switch (offer.kind) {
    case 'words':
      return `_haiku_posts_words "$typed" ${offer.words.map(({ word }) => quoted(word)).join(' ')}`;
    case 'posts':
      return `_haiku_posts_posts "$typed" "\${folder[@]}"`;
    case 'folders':
      return '_haiku_posts_paths -d "$typed"';
    case 'files':
      return '_haiku_posts_paths -f "$typed"';
    case 'nothing':
      return ':';
  }
}
