/** What a reader searches for. Strings and flags only, so that it can be sent to another thread. */
export type GrepPattern = {
  /** A JavaScript regular expression (flag `u`), or a plain text where `isFixed`. */
  readonly text: string;
  readonly isFixed?: boolean;
  /** Only where no letter, mark, digit or underscore stands right before or after. */
  readonly isWord?: boolean;
  /** By Unicode's simple case folding: `É` finds `é`, `ß` does not find `ss`. */
  readonly ignoresCase?: boolean;
};

/** A pattern, ready to be tried on lines. */
export type CompiledPattern = {
  /** Finds matches in one line; global, and so with a `lastIndex`. */
  readonly line: RegExp;
  /** Found somewhere in every text that has a matching line; null where nothing can be said so easily. */
  readonly text: RegExp | null;
};

/** V8 compiles a pattern when it first tries it, and fails then, of some 30,000 letters; `\p{L}` 200 times takes it 1 s. */
const longest = 1000;

/** How deep groups may stand in others: V8 ends the process where its stack does not reach to compile them. */
const deepest = 100;

const letter = '[\\p{L}\\p{M}\\p{N}_]';

/**
 * Compiles a pattern, or says what is wrong with it in a reader's words.
 *
 *   expressionOf({ text: 'log' })  →  { line: /log/gsu, text: /log/u }      expressionOf({ text: '(' })  →
 *   { problem: 'unterminated group' }
 */
export function compilePattern({
  text,
  isFixed,
  isWord,
  ignoresCase,
}: GrepPattern): CompiledPattern | { readonly problem: string } {
  if (text.length > longest) return { problem: `longer than ${longest} characters` };
  if (!isFixed && depthOf(text) > deepest) return { problem: 'pattern nests too deeply' };
  const source = isFixed ? escapeRegExp(text) : text;
  const flags = ignoresCase ? 'iu' : 'u';
  try {
    const alone = new RegExp(source, flags); // first as it is: `a)(b` is wrong, though in brackets it would do
    const whole = isWord ? `(?<!${letter})(?:${alone.source})(?!${letter})` : source;
    const needed = requiredLiterals(source);
    return {
      // A line is all there is: a dot is any character in it, and ^ and $ are its ends.
      line: new RegExp(whole, `gs${flags}`),
      text: needed && new RegExp(needed.map(escapeRegExp).join('|'), flags),
    };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** A text as an expression that finds it as it stands. */
export const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

// V8 says `Invalid regular expression: /(/u: Unterminated group`.
function reasonOf(error: unknown): string {
  const [reason = ''] = /[^:]*$/.exec(String(error)) ?? [];
  const words = reason.trim();
  return reasons[words] ?? words.charAt(0).toLowerCase() + words.slice(1);
}

const reasons: Readonly<Record<string, string>> = {
  'Lone quantifier brackets': 'unbalanced bracket',
  'Invalid escape': 'invalid escape',
};

const pieces = new RegExp(
  [
    '\\\\(?<sign>[\\^$\\\\.*+?()[\\]{}|/])',
    '\\\\(?:u\\{[^}]*\\}|u.{4}|x..|c.|[pP]\\{[^}]*\\}|k<[^>]*>|\\d+|.)',
    '\\[(?:\\\\.|[^\\]\\\\])*\\]',
    '(?<repeat>[*?+]|\\{\\d+(?:,\\d*)?\\})',
    '(?<special>[.^$()|])',
    '(?<plain>.)',
  ].join('|'),
  'gsu',
);

/** How many groups are open at once in an expression, at most. */
function depthOf(source: string): number {
  let [depth, most] = [0, 0];
  for (const { groups = {} } of source.matchAll(pieces)) {
    if (groups.special === '(') depth++;
    if (groups.special === ')') depth--;
    most = Math.max(most, depth);
  }
  return most;
}

/**
 * Texts of which one stands in whatever an expression matches, or null where no such texts are easily seen: the
 * longest run of plain characters of each alternative, outside all groups.
 *
 *   'colou?r|hue\\.'  →  ['colo', 'hue.']      'log (is|was) silent'  →  [' silent']      'a|[bc]'  →  null
 */
export function requiredLiterals(source: string): readonly string[] | null {
  const found: string[] = [];
  let depth = 0;
  let longest = '';
  let run = '';
  const endRun = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (const { groups = {} } of source.matchAll(pieces)) {
    const { sign, plain, repeat, special } = groups;
    const character = sign ?? plain;
    if (special === ')') depth--;
    if (depth === 0 && character !== undefined) run += character;
    else if (depth === 0) {
      if (repeat !== undefined && repeat !== '+') run = run.replace(/.$/su, ''); // perhaps not there at all
      endRun();
      if (special === '|') {
        found.push(longest);
        longest = '';
      }
    }
    if (special === '(') depth++;
  }
  endRun();
  found.push(longest);
  return found.includes('') ? null : found;
}
