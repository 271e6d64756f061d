import { quoted } from '../shell/words.ts';
import { listPosts } from './completion-posix.ts';
import type { CommandOffer, Offer, Offers, OptionOffer, Word } from './offers.ts';

/** The completion script for zsh: a file `_haiku-posts` of `$fpath`, or a script that is evaluated after compinit. */
export const zshScript = ({ everywhere, commands }: Offers): string => `#compdef haiku-posts
# zsh completion for haiku-posts
# eval "$(haiku-posts completion zsh)"

${listPosts}

# What was typed may be of another form than a post's path, and is replaced: -U.
_haiku_posts_posts() {
  local -a found asked
  [[ -n \${opt_args[--posts]} ]] && asked=(--posts "\${(Q)opt_args[--posts]/#\\~/$HOME}")
  found=("\${(@f)$(_haiku_posts_ls "\${(Q)PREFIX}" $asked)}")
  [[ -n $found[1] ]] || return 1
  compadd -U -S '' -- \${(M)found:#*/}
  compadd -U -- \${found:#*/}
}

_haiku_posts() {
  local curcontext=$curcontext state line
  local -A opt_args
  local -a everywhere
  everywhere=(
${everywhere.map(spec).join('\n')}
  )
  _arguments -C -s \\
    $everywhere \\
${optionsOf(commands, '')}    '1: :->command' \\
    '*:: :->operands' && return
  case $state in
    command)
      ${action(commands.find(each => each.name === '')?.operands[0] ?? { kind: 'nothing' })}
      ;;
    operands)
      case $words[1] in
${commands
  .filter(({ name }) => name !== '')
  .map(commandCase)
  .join('\n')}
      esac
      ;;
  esac
}

if [[ $funcstack[1] == _haiku-posts ]]; then
  _haiku_posts "$@"
else
  compdef _haiku_posts haiku-posts
fi
`;

const commandCase = ({ name, options, operands }: CommandOffer): string => `        ${name})
          _arguments -s $everywhere \\
${options.flatMap(option => [`            ${spec(option).trim().split('\n').join(' ')} \\\n`]).join('')}            ${operands.map(operandSpec).join(' ')}
          ;;`;

const optionsOf = (commands: readonly CommandOffer[], name: string): string =>
  (commands.find(each => each.name === name)?.options ?? []).map(option => `${spec(option)} \\\n`).join('');

/** The names of an option exclude each other: `'(-h --help)'{-h,--help}'[what there is]'`. */
function spec({ names, help, value }: OptionOffer): string {
  const said = `[${help.replace(/[[\]\\]/g, '\\$&')}]${value === null ? '' : `:${value.name}:${actionOf(value.offer)}`}`;
  return names
    .map(name => {
      const sign = value === null ? '' : name.startsWith('--') ? '=' : '+';
      return `    ${quoted(`${names.length > 1 ? `(${names.join(' ')})` : ''}${name}${sign}${said}`)}`;
    })
    .join('\n');
}

const operandSpec = (offer: Offer, index: number, all: readonly Offer[]): string =>
  quoted(`${index === all.length - 1 ? '*' : index + 1}: :${actionOf(offer)}`);

/** An offer as the action of a specification. */
function actionOf(offer: Offer): string {
  switch (offer.kind) {
    case 'words':
      return `(${offer.words.map(({ word }) => word).join(' ')})`;
    case 'posts':
      return '_haiku_posts_posts';
    case 'folders':
      return '_files -/';
    case 'files':
      return '_files';
    case 'nothing':
      return ' ';
  }
}

/** An offer as a command of its own. */
const action = (offer: Offer): string =>
  offer.kind === 'words'
    ? `local -a offered\n      offered=(${offer.words.map(described).join(' ')})\n      _describe command offered`
    : ':';

const described = ({ word, help }: Word): string => quoted(`${word}:${help}`);
