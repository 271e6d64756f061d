import type { CommandOffer, Offer, Offers, OptionOffer } from './offers.ts';

/** The completion script for fish, 3.1 and newer. */
export const fishScript = ({ everywhere, commands }: Offers): string => `# fish completion for haiku-posts
# haiku-posts completion fish | source

# The words before the one that is typed, without the options and their values: the command, and its operands.
function __haiku_posts_words
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        switch $words[1]
            case ${valued(everywhere, commands)}
                set -e words[1]
            case '-?*'
            case '*'
                echo -- $words[1]
        end
        set -e words[1]
    end
end

# Whether a command was named (none: ''), and so many operands after it, where a number is given.
function __haiku_posts_at
    set -l words (__haiku_posts_words)
    test "$words[1]" = "$argv[1]"
    and begin
        not set -q argv[2]
        or contains -- (count $words) $argv[2..-1]
    end
end

# How a post's name goes on, one line of its haiku further.
function __haiku_posts_ls
    set -l typed (commandline -ct)
    set -l words (commandline -opc)
    set -l folder
    if set -l at (contains -i -- --posts $words)
        set folder --posts $words[(math $at + 1)]
    else
        set folder (string match -- '--posts=*' $words)
    end
    if contains -- "$typed" '' p po pos post
        echo post/
        return
    end
    set -l lines (math (count (string split / -- $typed)))
    string match -qr '^posts?/' -- $typed
    or set lines (math $lines + 1)
    command haiku-posts $folder --color never ls -- $typed 2>/dev/null | string replace -r "^((?:[^/]*/){$lines}).*" '$1' | uniq
end

complete -c haiku-posts -f
${everywhere.map(option => complete('', option)).join('\n')}
${commands.flatMap(commandRows).join('\n')}
`;

const quoted = (text: string): string =>
  /^[\w./:=-]+$/.test(text) ? text : `'${text.replace(/['\\]/g, letter => `\\${letter}`)}'`;

const valued = (everywhere: readonly OptionOffer[], commands: readonly CommandOffer[]): string =>
  [
    ...new Set(
      [...everywhere, ...commands.flatMap(each => each.options)]
        .filter(option => option.value !== null)
        .flatMap(option => option.names),
    ),
  ].join(' ');

const commandRows = ({ name, options, operands }: CommandOffer): readonly string[] => [
  ...options.map(option => complete(`-n "__haiku_posts_at '${name}'" `, option)),
  ...operands.flatMap((offer, index) => operandRows(name, offer, index, operands)),
];

// The command itself is the first word, where there is one; the last offer is for all that follow.
function operandRows(name: string, offer: Offer, index: number, all: readonly Offer[]): readonly string[] {
  const isRest = index === all.length - 1 && name !== '';
  if (isRest && index > 0) {
    if (offer.kind === 'nothing') return [];
    const before = Array.from({ length: index }, (_, each) => each + 1).join(' ');
    return offered(`"__haiku_posts_at '${name}'; and not __haiku_posts_at '${name}' ${before}"`, offer);
  }
  const count = isRest ? '' : ` ${name === '' ? 0 : index + 1}`;
  return offered(`"__haiku_posts_at '${name}'${count}"`, offer);
}

function offered(where: string, offer: Offer): readonly string[] {
  const row = `complete -c haiku-posts -n ${where}`;
  if (offer.kind === 'words')
    return offer.words.map(({ word, help }) => `${row} -a ${quoted(word)}${help === '' ? '' : ` -d ${quoted(help)}`}`);
  return offer.kind === 'nothing' ? [] : [`${row} ${values(offer)}`];
}

function complete(where: string, { names, help, value }: OptionOffer): string {
  const named = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');
  return `complete -c haiku-posts ${where}${named} -d ${quoted(help)}${value === null ? '' : ` -x ${values(value.offer)}`}`.trimEnd();
}

function values(offer: Offer): string {
  switch (offer.kind) {
    case 'words':
      return `-a ${quoted(offer.words.map(({ word }) => word).join(' '))}`;
    case 'posts':
      return "-a '(__haiku_posts_ls)'";
    case 'folders':
      return "-a '(__fish_complete_directories)'";
    case 'files':
      return '-F';
    case 'nothing':
      return '';
  }
}
